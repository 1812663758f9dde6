package parley.api.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.api.Wiring;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.tutor.learner.ItemStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley course stats}: how a course's items do with its learners. */
@Command(
        name = "stats",
        description =
                "Shows how a course's items do with its learners, from the journal: what an author looks at to mend.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "answers         first answers to the item",
            "facility        share of these that were right without help; 20 % to 95 % is healthy",
            "discrimination  correlation of the first answer with how the learner does elsewhere; below 0.1 the item",
            "                is a riddle, or its key is wrong; needs 10 learners",
            "hints           share of puttings in which a hint was given",
            "time            median time to the first answer",
            "mark            ! for what deserves a look: too hard, too easy, or a riddle (from 10 answers on)"
        })
final class CourseStatsCommand implements Callable<Integer> {
    /** Fewer answers than this say nothing about an item. */
    private static final int ENOUGH_ANSWERS = 10;

    private static final double TOO_HARD = 0.2;
    private static final double TOO_EASY = 0.95;
    private static final double RIDDLE = 0.1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The course (default: the settings').")
    private @Nullable String course;

    @Option(names = "--csv", description = "Prints comma-separated values instead of a table.")
    private boolean csv;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (Wiring wiring = InstallationOptions.open(installation.settings(), false)) {
            String id = InstallationOptions.tutor(wiring, course).courseId();
            Course taught = wiring.shelf().course(id).orElseThrow();
            Map<String, ItemStatistics> byItem = wiring.records().itemStatistics(id).stream()
                    .collect(Collectors.toMap(ItemStatistics::itemId, Function.identity()));
            out.print(csv ? csv(taught, byItem) : table(taught, byItem));
            out.flush();
            return 0;
        }
    }

    private static String table(Course course, Map<String, ItemStatistics> byItem) {
        List<ItemStatistics> seen = course.items().stream()
                .map(Item::id)
                .filter(byItem::containsKey)
                .map(byItem::get)
                .sorted(Comparator.comparing(CourseStatsCommand::suspicious).reversed())
                .toList();
        if (seen.isEmpty()) {
            return "Nobody has answered an item of " + course.id() + " yet.%n".formatted();
        }
        int width = Math.max(
                4, seen.stream().mapToInt(item -> item.itemId().length()).max().orElse(4));
        var text = new StringBuilder();
        text.append(("  %-" + width + "s %8s %9s %15s %6s %7s%n")
                .formatted("item", "answers", "facility", "discrimination", "hints", "time"));
        for (ItemStatistics item : seen) {
            text.append(("%s %-" + width + "s %8d %9s %15s %6s %7s%n")
                    .formatted(
                            suspicious(item) ? "!" : " ",
                            item.itemId(),
                            item.answers(),
                            percent(item.facility()),
                            discrimination(item),
                            percent(item.hintUse()),
                            took(item)));
        }
        text.append("%n%d of %d items were answered.%n"
                .formatted(seen.size(), course.items().size()));
        return text.toString();
    }

    private static String csv(Course course, Map<String, ItemStatistics> byItem) {
        var text = new StringBuilder("item,put,answers,facility,discrimination,hint_use,median_seconds%n".formatted());
        for (Item item : course.items()) {
            ItemStatistics s = byItem.get(item.id());
            if (s != null) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s,%d,%d,%.4f,%s,%.4f,%s%n",
                        s.itemId(),
                        s.put(),
                        s.answers(),
                        s.facility(),
                        s.discrimination() == null ? "" : String.format(Locale.ROOT, "%.4f", s.discrimination()),
                        s.hintUse(),
                        s.medianTook() == null ? "" : s.medianTook().toSeconds()));
            }
        }
        return text.toString();
    }

    private static boolean suspicious(ItemStatistics item) {
        return item.answers() >= ENOUGH_ANSWERS
                && (item.facility() < TOO_HARD
                        || item.facility() > TOO_EASY
                        || (item.discrimination() != null && item.discrimination() < RIDDLE));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f%%", share * 100);
    }

    private static String discrimination(ItemStatistics item) {
        return item.discrimination() == null ? "–" : String.format(Locale.ROOT, "%+.2f", item.discrimination());
    }

    private static String took(ItemStatistics item) {
        Duration median = item.medianTook();
        return median == null ? "–" : median.toSeconds() + " s";
    }
}
