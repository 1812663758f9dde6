package parley.api.cli;

import picocli.CommandLine.Command;

/** {@code parley speech}: the models that hear. */
@Command(
        name = "speech",
        description = "Installs, lists and chooses the models that hear. docs/operating.md tells about them.",
        subcommands = {SpeechInstallCommand.class, SpeechListCommand.class, SpeechUseCommand.class})
final class SpeechCommand extends CommandGroup {}
