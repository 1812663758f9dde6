package parley.api.cli;

import picocli.CommandLine.Option;

/**
 * {@code --help} alone, for commands whose {@code --version} means a version of what they are about: with picocli's standard
 * options they would have neither.
 */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    private boolean asked;
}
