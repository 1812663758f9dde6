package parley.api.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley speech}: the models that hear. */
@Command(
        name = "speech",
        description = "Installs, lists and chooses the models that hear. docs/operating.md tells about them.",
        mixinStandardHelpOptions = true,
        subcommands = {SpeechInstallCommand.class, SpeechListCommand.class, SpeechUseCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class SpeechCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
