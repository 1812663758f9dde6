package parley.api.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.LabelMove;
import parley.prompts.library.PromptRefusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley prompt rollback}: moves a label back. */
@Command(
        name = "rollback",
        description = "Moves a label back to the version before, or ends a trial with a part of the learners.",
        mixinStandardHelpOptions = true)
final class PromptRollbackCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "NAME", description = "A prompt's name.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String name;

    @Option(
            names = {"--label", "--to"},
            paramLabel = "LABEL",
            description = "draft, staging or production (default).")
    private String label = "production";

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "Why.")
    private String message = "";

    @Option(names = "--author", paramLabel = "NAME", description = "Who does it (default: the user).")
    private @Nullable String author;

    @Override
    public Integer call() throws CliFailure {
        PrintWriter out = spec.commandLine().getOut();
        try (PromptRoom room = PromptRoom.open(installation.settings())) {
            LabelMove move =
                    room.desk().rollback(name, PromptRoom.label("--label", label), PromptRoom.author(author), message);
            out.println(
                    PromptShowCommand.lines(room.desk().details(name).moves()).getLast());
            if (move.version() == null) {
                out.println("It stands on no version now: the working copy is live.");
            }
        } catch (PromptRefusal e) {
            throw PromptRoom.failure(e);
        }
        out.flush();
        return 0;
    }
}
