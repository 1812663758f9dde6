package parley.api.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import parley.prompts.library.LibraryWatch;
import parley.prompts.library.PromptBundle;
import parley.prompts.library.PromptComparison;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.PromptSample;
import parley.prompts.lint.LintFinding;
import parley.prompts.source.AuthoringException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley prompt watch}: checks and renders a prompt anew each time that it is saved. */
@Command(
        name = "watch",
        description = "Checks a prompt and renders its first sample each time that it is saved. Ctrl-C ends it.",
        mixinStandardHelpOptions = true)
final class PromptWatchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "NAME", description = "A prompt's name.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String name;

    @Option(names = "--locale", paramLabel = "TAG", description = "The locale, such as zh-CN (default: en).")
    private String locale = "en";

    @Option(names = "--once", description = "Look once and end.")
    private boolean once;

    @Override
    public Integer call() throws CliFailure, InterruptedException {
        try (PromptRoom room = PromptRoom.open(installation.settings())) {
            return call(room);
        }
    }

    private int call(PromptRoom room) throws CliFailure, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String seen = "";
        while (true) {
            String now;
            try {
                now = look(room);
            } catch (PromptRefusal e) {
                if (seen.isEmpty()) {
                    throw PromptRoom.failure(e);
                }
                now = e.line() + "\n";
            }
            if (!now.equals(seen)) {
                out.println(now);
                out.flush();
                seen = now;
            }
            if (once) {
                return 0;
            }
            Thread.sleep(LibraryWatch.PERIOD);
        }
    }

    private String look(PromptRoom room) throws PromptRefusal {
        StringBuilder text = new StringBuilder();
        PromptBundle bundle = room.desk().state(name, "working");
        text.append("══ ").append(bundle.reference()).append('\n');
        List<LintFinding> findings = room.lint(name);
        findings.forEach(found -> text.append(found.asLine()).append('\n'));
        if (findings.stream().noneMatch(found -> found.finding().isError())) {
            List<PromptSample> samples = room.desk().samples(name);
            if (!samples.isEmpty()) {
                PromptSample first = samples.getFirst();
                text.append("── sample: ").append(first.name()).append('\n');
                try {
                    text.append(PromptComparison.asText(bundle.template(null, locale)
                            .render(first.inputs(), first.history())
                            .messages()));
                } catch (AuthoringException e) {
                    text.append(InstallationOptions.message(e)).append('\n');
                }
            }
        }
        return text.toString();
    }
}
