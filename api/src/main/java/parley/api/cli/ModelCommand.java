package parley.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley model}: what operators of language models need. */
@Command(
        name = "model",
        description = "Lists and tries the language models of the settings. docs/operating.md tells about them.",
        mixinStandardHelpOptions = true,
        subcommands = {ModelListCommand.class, ModelTestCommand.class, ModelPresetsCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class ModelCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
