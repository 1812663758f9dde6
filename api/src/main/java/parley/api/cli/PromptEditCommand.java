package parley.api.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import parley.prompts.library.PromptDesk.SourceFile;
import parley.prompts.library.PromptRefusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley prompt edit}: makes working copies of a prompt that comes with Parley. */
@Command(
        name = "edit",
        description = "Puts the files of a prompt that comes with Parley among your own, to be changed. A partial is"
                + " named with its underscore, such as _move-ask.",
        mixinStandardHelpOptions = true)
final class PromptEditCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "NAME", description = "A prompt's name.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String name;

    @Override
    public Integer call() throws CliFailure {
        PrintWriter out = spec.commandLine().getOut();
        try (PromptRoom room = PromptRoom.open(installation.settings())) {
            for (SourceFile copy : room.desk().copyShipped(name)) {
                out.println(room.placeOf(copy.fileName()));
            }
            out.println(
                    room.folder() == null
                            ? "Next: edit it on the studio's page, /studio"
                            : "Next: change it, and ./parley prompt watch " + name);
            out.println("As it was shipped: ./parley prompt restore " + name + " shipped");
        } catch (PromptRefusal e) {
            throw PromptRoom.failure(e);
        }
        out.flush();
        return 0;
    }
}
