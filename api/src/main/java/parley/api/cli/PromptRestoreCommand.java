package parley.api.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptRefusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley prompt restore}: makes an earlier state the working copy. */
@Command(
        name = "restore",
        description =
                "Makes a version the working copy again, with the partials that it includes. What is overwritten is"
                        + " kept as a version first. No label moves.",
        mixinStandardHelpOptions = true)
final class PromptRestoreCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "A prompt's name.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String name;

    @Parameters(
            index = "1",
            paramLabel = "WHICH",
            description = "shipped, staging, production, or the first digits of a version's id.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String version;

    @Option(names = "--author", paramLabel = "NAME", description = "Who does it (default: the user).")
    private @Nullable String author;

    @Override
    public Integer call() throws CliFailure {
        PrintWriter out = spec.commandLine().getOut();
        try (PromptRoom room = PromptRoom.open(installation.settings())) {
            room.desk().restore(name, version, PromptRoom.author(author));
            out.println("The working copy of " + name + " is "
                    + room.desk().state(name, "working").reference() + ".");
            out.println("What it was: ./parley prompt show " + name);
        } catch (PromptRefusal e) {
            throw PromptRoom.failure(e);
        }
        out.flush();
        return 0;
    }
}
