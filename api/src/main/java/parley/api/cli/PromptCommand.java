package parley.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley prompt}: what authors of prompts need. */
@Command(
        name = "prompt",
        description = "Lists, checks, tries, compares and releases prompts. docs/authoring.md tells how to write one.",
        mixinStandardHelpOptions = true,
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
        },
        synopsisSubcommandLabel = "COMMAND")
final class PromptCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
