package parley.api.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import parley.prompts.library.Label;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.PromptSummary;
import parley.prompts.library.PromptVersion;
import parley.prompts.lint.MissingLocale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley prompt list}: the prompts of this installation. */
@Command(
        name = "list",
        description = "Lists the prompts: those that come with Parley, and those in the data folder.",
        mixinStandardHelpOptions = true)
final class PromptListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--partials", description = "List partials, too, which others include.")
    private boolean partials;

    @Option(
            names = "--missing",
            description = "Of the prompts that lack a locale, tell which one, and what is given instead.")
    private boolean missing;

    @Override
    public Integer call() throws CliFailure {
        try (PromptRoom room = PromptRoom.open(installation.settings())) {
            return call(room);
        }
    }

    private int call(PromptRoom room) {
        PrintWriter out = spec.commandLine().getOut();
        List<PromptSummary> prompts = room.desk().list().stream()
                .filter(prompt -> partials || !prompt.partial())
                .toList();
        List<Listed> listed = new ArrayList<>();
        for (PromptSummary prompt : prompts) {
            listed.add(new Listed(prompt, lacking(room, prompt.name())));
        }
        if (json) {
            out.println(PromptRoom.json(listed.stream()
                    .filter(one -> !missing || !one.lacking().isEmpty())
                    .map(one -> fields(one.prompt(), one.lacking()))
                    .toList()));
        } else if (missing) {
            for (Listed one : listed) {
                one.lacking()
                        .forEach(file -> out.println("%-28s lacks %s: %s gets %s"
                                .formatted(one.prompt().name(), file.fileName(), file.locale(), file.instead())));
            }
            out.println(CourseCheckCommand.counted(
                    listed.stream().mapToLong(one -> one.lacking().size()).sum(), "missing file"));
        } else {
            prompts.forEach(prompt -> out.println("%-28s %s".formatted(prompt.name(), about(prompt))));
        }
        room.unreadable().forEach(line -> spec.commandLine().getErr().println("parley: " + line));
        out.flush();
        return 0;
    }

    /** A prompt and the translations that it lacks. */
    private record Listed(PromptSummary prompt, List<MissingLocale> lacking) {}

    /** Of a prompt without a text nothing can be said; its line calls it broken. */
    private static List<MissingLocale> lacking(PromptRoom room, String prompt) {
        try {
            return MissingLocale.of(
                    room.desk().state(prompt, "working"), room.lintSettings().locales());
        } catch (PromptRefusal e) {
            return List.of();
        }
    }

    private static Map<String, Object> fields(PromptSummary prompt, List<MissingLocale> lacking) {
        Map<String, Object> fields = fields(prompt);
        fields.put(
                "missing",
                lacking.stream()
                        .map(file ->
                                Map.of("file", file.fileName(), "locale", file.locale(), "instead", file.instead()))
                        .toList());
        return fields;
    }

    private static String about(PromptSummary prompt) {
        List<String> parts = new ArrayList<>();
        parts.add(
                switch (prompt.origin()) {
                    case SHIPPED -> "shipped";
                    case CHANGED -> "changed by you";
                    case OWN -> "yours";
                });
        if (!prompt.variants().isEmpty()) {
            parts.add("variants " + String.join(" ", prompt.variants()));
        }
        if (!prompt.locales().isEmpty()) {
            parts.add("locales " + String.join(" ", prompt.locales()));
        }
        for (Label label : Label.values()) {
            String version = prompt.labels().get(label);
            if (version != null) {
                parts.add(label.fileName() + " " + PromptVersion.shortened(version));
            }
        }
        prompt.trial()
                .ifPresent(trial -> parts.add("%s for %s of the learners"
                        .formatted(PromptVersion.shortened(trial.version()), percent(trial.share()))));
        if (prompt.isUnreleased()) {
            parts.add("working copy not released");
        }
        if (prompt.broken()) {
            parts.add("BROKEN, see ./parley prompt lint " + prompt.name());
        }
        return String.join("; ", parts);
    }

    static String percent(double share) {
        return "%s %%"
                .formatted(java.math.BigDecimal.valueOf(share * 100)
                        .setScale(2, java.math.RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString());
    }

    static Map<String, Object> fields(PromptSummary prompt) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", prompt.name());
        fields.put("partial", prompt.partial());
        fields.put("origin", prompt.origin().name().toLowerCase(Locale.ROOT));
        fields.put("description", prompt.description());
        fields.put("variants", prompt.variants());
        fields.put("locales", prompt.locales());
        fields.put("working_copy", prompt.draftId());
        Map<String, String> labels = new LinkedHashMap<>();
        prompt.labels().forEach((label, version) -> labels.put(label.fileName(), version));
        fields.put("labels", labels);
        prompt.trial()
                .ifPresent(trial -> fields.put("trial", Map.of("version", trial.version(), "share", trial.share())));
        fields.put("unreleased", prompt.isUnreleased());
        fields.put("broken", prompt.broken());
        return fields;
    }
}
