package parley.api.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import parley.api.authoring.NewPrompt;
import parley.prompts.library.PromptFileName;
import parley.prompts.library.PromptRefusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley prompt new}: a small working prompt to change into one's own. */
@Command(
        name = "new",
        description =
                "Writes a small working prompt with samples, in English and Chinese, to be changed into your own.",
        mixinStandardHelpOptions = true)
final class PromptNewCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "NAME", description = "The prompt's name: lower-case letters, digits and hyphens.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String name;

    @Override
    public Integer call() throws CliFailure {
        if (!PromptFileName.isName(name)) {
            throw new CliFailure("NAME: expected lower-case letters, digits and hyphens, such as my-prompt");
        }
        try (PromptRoom room = PromptRoom.open(installation.settings())) {
            return call(room);
        }
    }

    private int call(PromptRoom room) throws CliFailure {
        PrintWriter out = spec.commandLine().getOut();
        if (room.library().names().contains(name)) {
            throw new CliFailure("there is a prompt " + name + " already; ./parley prompt show " + name + " shows it");
        }
        try {
            for (Map.Entry<String, String> file : NewPrompt.files(name).entrySet()) {
                room.desk().save(file.getKey(), file.getValue(), null);
                out.println(room.placeOf(file.getKey()));
            }
        } catch (PromptRefusal e) {
            throw PromptRoom.failure(e);
        }
        out.println("Next: ./parley prompt watch " + name + "   (docs/authoring.md tells of every key and helper)");
        out.flush();
        return 0;
    }
}
