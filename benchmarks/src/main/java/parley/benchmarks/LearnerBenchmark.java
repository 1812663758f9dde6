package parley.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How well the learner is foretold, and how fast it is decided what to teach. */
public final class LearnerBenchmark {
    /** In the order in which they are run and told. */
    private static final List<LearnerPart> PARTS = List.of(
            new NextAnswerPart(), new MemoryPart(), new CohortPart(), new DecisionPart(), new CorrectionsPart());

    private LearnerBenchmark() {}

    public static void main(String[] args) throws Exception {
        var options = List.of(args);
        boolean quick = options.contains("--quick");
        int at = options.indexOf("--only");
        String only = at < 0 ? "" : at + 1 < options.size() ? options.get(at + 1) : "?";
        List<LearnerPart> parts = PARTS.stream()
                .filter(part -> only.isEmpty() || part.name().equals(only))
                .toList();
        int expected = (quick ? 1 : 0) + (at < 0 ? 0 : 2);
        if (parts.isEmpty() || options.size() != expected) {
            System.err.println("benchmarks/run learner: expected --quick or --only PART, where PART is one of "
                    + PARTS.stream().map(LearnerPart::name).collect(Collectors.joining(", ")));
            System.exit(2);
        }
        System.out.println(Machine.describe());
        Map<String, String> headline = new LinkedHashMap<>();
        for (LearnerPart part : parts) {
            long start = System.nanoTime();
            LearnerPart.Result result = part.measure(quick);
            System.out.println();
            result.lines().forEach(System.out::println);
            System.out.printf(Locale.ROOT, "(%s: %.0f s)%n", part.name(), (System.nanoTime() - start) / 1e9);
            headline.putAll(result.headline());
        }
        System.out.println();
        System.out.println("headline: "
                + headline.entrySet().stream()
                        .map(figure -> figure.getKey() + "=" + figure.getValue())
                        .collect(Collectors.joining(" ")));
    }
}
