package parley.api.cli;

import picocli.CommandLine.Command;

/** {@code parley prompt}: what authors of prompts need. */
@Command(
        name = "prompt",
        description = "Lists, checks, tries, compares and releases prompts. docs/authoring.md tells how to write one.",
        subcommands = {
            PromptListCommand.class,
            PromptShowCommand.class,
            PromptNewCommand.class,
            PromptEditCommand.class,
            PromptLintCommand.class,
            PromptRenderCommand.class,
            PromptDiffCommand.class,
            PromptReleaseCommand.class,
            PromptRollbackCommand.class,
            PromptRestoreCommand.class,
            PromptWatchCommand.class
        })
final class PromptCommand extends CommandGroup {}
