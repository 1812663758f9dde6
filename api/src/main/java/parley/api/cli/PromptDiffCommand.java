package parley.api.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import parley.prompts.library.LineDiff;
import parley.prompts.library.PromptBundle;
import parley.prompts.library.PromptComparison;
import parley.prompts.library.PromptComparison.Difference;
import parley.prompts.library.PromptRefusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley prompt diff}: what differs between two states, in the source and in what a model would get. */
@Command(
        name = "diff",
        description = "Compares two states of a prompt, or two prompts: their sources, and the messages that a model"
                + " would get for each sample.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A state is NAME for the working copy, or NAME@WHICH with WHICH one of working, shipped, draft, staging,",
            "production, or the first digits of a version's id: ./parley prompt diff greet@production greet",
            "Exit code: 0 no difference, 1 a difference, 2 no such prompt or version."
        },
        exitCodeOnExecutionException = 2)
final class PromptDiffCommand implements Callable<Integer> {
    /** Lines that are shown around each difference. */
    private static final int CONTEXT = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(index = "0", paramLabel = "A", description = "The state before.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String before;

    @Parameters(index = "1", paramLabel = "B", description = "The state after.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String after;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws CliFailure {
        try (PromptRoom room = PromptRoom.open(installation.settings())) {
            return call(room);
        }
    }

    private int call(PromptRoom room) throws CliFailure {
        PrintWriter out = spec.commandLine().getOut();
        PromptComparison comparison;
        try {
            PromptBundle a = state(room, before);
            comparison = PromptComparison.of(a, state(room, after), room.desk().samples(a.prompt()));
        } catch (PromptRefusal e) {
            throw PromptRoom.failure(e);
        }
        if (json) {
            out.println(PromptRoom.json(Map.of(
                    "sources",
                            comparison.sources().stream()
                                    .map(PromptDiffCommand::fields)
                                    .toList(),
                    "rendered",
                            comparison.rendered().stream()
                                    .map(PromptDiffCommand::fields)
                                    .toList(),
                    "samples", comparison.samples())));
        } else {
            print(out, "Source", comparison.sources());
            print(out, "Rendered", comparison.rendered());
            out.println(CourseCheckCommand.counted(comparison.sources().size(), "file") + " and "
                    + comparison.rendered().size() + " of " + comparison.samples() + " rendered samples differ");
        }
        out.flush();
        return comparison.isEmpty() ? 0 : 1;
    }

    private static PromptBundle state(PromptRoom room, String text) throws PromptRefusal {
        int at = text.indexOf('@');
        return at < 0
                ? room.desk().state(text, "working")
                : room.desk().state(text.substring(0, at), text.substring(at + 1));
    }

    private static void print(PrintWriter out, String title, List<Difference> differences) {
        for (Difference difference : differences) {
            out.println("══ " + title + ": " + difference.name());
            List<LineDiff.Line> lines = difference.lines();
            boolean skipped = false;
            for (int i = 0; i < lines.size(); i++) {
                if (isNearChange(lines, i)) {
                    out.println(sign(lines.get(i).kind()) + lines.get(i).text());
                    skipped = false;
                } else if (!skipped) {
                    out.println("  …");
                    skipped = true;
                }
            }
            out.println();
        }
    }

    private static boolean isNearChange(List<LineDiff.Line> lines, int index) {
        return lines.subList(Math.max(0, index - CONTEXT), Math.min(lines.size(), index + CONTEXT + 1)).stream()
                .anyMatch(line -> line.kind() != LineDiff.Kind.SAME);
    }

    private static String sign(LineDiff.Kind kind) {
        return switch (kind) {
            case SAME -> "  ";
            case REMOVED -> "- ";
            case ADDED -> "+ ";
        };
    }

    private static Map<String, Object> fields(Difference difference) {
        return Map.of(
                "name",
                difference.name(),
                "lines",
                difference.lines().stream()
                        .map(line -> sign(line.kind()) + line.text())
                        .toList());
    }
}
