package parley.api.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptDesk.Release;
import parley.prompts.library.PromptDesk.Released;
import parley.prompts.library.PromptRefusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley prompt release}: keeps a version and moves a label to it. */
@Command(
        name = "release",
        description = "Keeps the working copy as a version and moves a label to it. Learners get production; while it"
                + " stands on no version, the working copy is live.",
        footer = {
            "",
            "On the way to production the suites that the prompt names (parley.suites) are run; a case that passed",
            "before and fails now keeps the label where it is, unless --force gives a reason, which is recorded."
        })
final class PromptReleaseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    private final HelpOption help = new HelpOption();

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "NAME", description = "A prompt's name.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String name;

    @Option(names = "--to", required = true, paramLabel = "LABEL", description = "draft, staging or production.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String to;

    @Option(
            names = "--version",
            paramLabel = "WHICH",
            description = "What to release: working (default), shipped, staging, production, or the first digits of a"
                    + " version's id.")
    private @Nullable String version;

    @Option(
            names = "--share",
            paramLabel = "PERCENT",
            description = "Only this part of the learners gets it, always the same ones (default: 100).")
    private double share = 100;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "What it changes, and why.")
    private String message = "";

    @Option(names = "--author", paramLabel = "NAME", description = "Who releases it (default: the user).")
    private @Nullable String author;

    @Option(names = "--force", paramLabel = "REASON", description = "Release it although the suites object.")
    private @Nullable String force;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws CliFailure, InterruptedException {
        try (PromptRoom room = PromptRoom.open(installation.settings())) {
            return call(room);
        }
    }

    private int call(PromptRoom room) throws CliFailure, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Released released;
        try {
            released = room.desk()
                    .release(
                            name,
                            new Release(
                                    PromptRoom.label("--to", to),
                                    version,
                                    share / 100,
                                    PromptRoom.author(author),
                                    message,
                                    force));
        } catch (PromptRefusal e) {
            throw PromptRoom.failure(e);
        }
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("version", PromptShowCommand.version(released.version()));
            fields.put("move", PromptShowCommand.move(released.move()));
            fields.put("suites", released.gateLines());
            out.println(PromptRoom.json(fields));
        } else {
            released.gateLines().forEach(out::println);
            out.println(PromptShowCommand.line(released.move(), null));
            out.println("Back again: ./parley prompt rollback " + name + " --label " + to);
        }
        out.flush();
        return 0;
    }
}
