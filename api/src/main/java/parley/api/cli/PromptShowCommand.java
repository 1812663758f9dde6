package parley.api.cli;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.Label;
import parley.prompts.library.LabelMove;
import parley.prompts.library.PromptBundle;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.PromptVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley prompt show}: one prompt with its versions and the moves of its labels. */
@Command(name = "show", description = "Shows a prompt: its files, versions, labels and their history.")
final class PromptShowCommand implements Callable<Integer> {
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

    @Option(
            names = "--version",
            paramLabel = "WHICH",
            description = "Print the texts of this state: working, shipped, staging, production, or the first digits of"
                    + " a version's id.")
    private @Nullable String version;

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
        try {
            if (version != null) {
                texts(room.desk().state(name, version), out);
            } else {
                PromptDesk.Details details = room.desk().details(name);
                if (json) {
                    out.println(PromptRoom.json(fields(details)));
                } else {
                    print(details, out);
                }
            }
        } catch (PromptRefusal e) {
            throw PromptRoom.failure(e);
        }
        out.flush();
        return 0;
    }

    private static void texts(PromptBundle bundle, PrintWriter out) {
        bundle.texts().forEach((fileName, text) -> {
            out.println("── " + fileName);
            out.println(text.stripTrailing());
            out.println();
        });
    }

    private static void print(PromptDesk.Details details, PrintWriter out) {
        out.println(details.summary().name() + ": " + details.summary().description());
        out.println();
        out.println("Files");
        details.files()
                .forEach(file -> out.println("  %-36s %s%s"
                        .formatted(
                                file.fileName(),
                                file.shipped() ? "shipped" : "yours",
                                file.problem() == null ? "" : ": " + file.problem())));
        out.println();
        out.println("Working copy " + PromptVersion.shortened(details.summary().draftId()));
        details.summary()
                .labels()
                .forEach((label, id) ->
                        out.println("%-12s %s".formatted(label.fileName(), PromptVersion.shortened(id))));
        if (details.summary().labels().isEmpty()) {
            out.println("No label stands on a version: the working copy is live.");
        }
        if (!details.versions().isEmpty()) {
            out.println();
            out.println("Versions");
            details.versions()
                    .forEach(one -> out.println("  %s  %s  %s  %s"
                            .formatted(one.shortId(), LocalTime.of(one.at()), one.author(), firstLine(one.message()))));
        }
        if (!details.moves().isEmpty()) {
            out.println();
            out.println("Labels");
            lines(details.moves()).forEach(line -> out.println("  " + line));
        }
        if (!details.findings().isEmpty()) {
            out.println();
            details.findings().forEach(finding -> out.println(finding.asLine()));
        }
    }

    /** Moves of a prompt's labels, the oldest first, a line each. */
    static List<String> lines(List<LabelMove> moves) {
        Map<Label, LabelMove> last = new EnumMap<>(Label.class);
        return moves.stream()
                .map(move -> line(move, last.put(move.label(), move)))
                .toList();
    }

    /**
     * One move in a line.
     *
     * @param before the same label's move before it; null for the first
     */
    static String line(LabelMove move, @Nullable LabelMove before) {
        String to = move.version() == null ? "no version" : PromptVersion.shortened(move.version());
        String what = switch (move.kind()) {
            case RELEASED -> move.label().fileName() + " → " + to;
            case SHARED ->
                move.label().fileName() + " tries " + to + " with " + PromptListCommand.percent(move.share());
            case ROLLED_BACK ->
                before != null && before.kind() == LabelMove.Kind.SHARED && before.version() != null
                        ? move.label().fileName() + " no longer tries " + PromptVersion.shortened(before.version())
                                + " and stays on " + to
                        : move.label().fileName() + " back to " + to;
        };
        return LocalTime.of(move.at()) + "  " + move.author() + "  " + what
                + (move.message().isEmpty() ? "" : "  " + firstLine(move.message()))
                + (move.forced() == null ? "" : "  FORCED: " + firstLine(move.forced()));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static Map<String, Object> fields(PromptDesk.Details details) {
        Map<String, Object> fields = PromptListCommand.fields(details.summary());
        fields.put(
                "files",
                details.files().stream()
                        .map(file -> Map.of("name", file.fileName(), "hash", file.hash(), "shipped", file.shipped()))
                        .toList());
        fields.put(
                "versions",
                details.versions().stream().map(PromptShowCommand::version).toList());
        fields.put(
                "moves", details.moves().stream().map(PromptShowCommand::move).toList());
        fields.put("findings", details.findings().stream().map(f -> f.asLine()).toList());
        return fields;
    }

    static Map<String, Object> version(PromptVersion version) {
        return Map.of(
                "id", version.id(),
                "author", version.author(),
                "at", version.at().toString(),
                "message", version.message());
    }

    static Map<String, @Nullable Object> move(LabelMove move) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", move.kind().fileName());
        fields.put("label", move.label().fileName());
        fields.put("version", move.version());
        fields.put("share", move.share());
        fields.put("author", move.author());
        fields.put("at", move.at().toString());
        fields.put("message", move.message());
        fields.put("forced", move.forced());
        return fields;
    }
}
