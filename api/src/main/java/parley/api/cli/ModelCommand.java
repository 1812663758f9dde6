package parley.api.cli;

import picocli.CommandLine.Command;

/** {@code parley model}: what operators of language models need. */
@Command(
        name = "model",
        description = "Lists and tries the language models of the settings. docs/operating.md tells about them.",
        subcommands = {ModelListCommand.class, ModelTestCommand.class, ModelPresetsCommand.class})
final class ModelCommand extends CommandGroup {}
