package parley.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.template.conformance.ConformanceCase;
import parley.prompts.template.conformance.ConformanceCases;

/** Counts the cases of the Dotprompt format that our engine passes: our own, the specification's, the reference's. */
final class TemplateConformance {

    /** How many generated templates are rendered by both engines. */
    private static final int GENERATED = 3_000;

    /** What was counted of one kind. */
    record Count(String kind, int passed, int cases, List<String> failures) {}

    private TemplateConformance() {}

    static List<Count> measure(Path root) throws IOException, InterruptedException {
        List<Count> counts = new ArrayList<>();
        counts.add(run("our own cases", ConformanceCases.of(root.resolve("prompts/src/test/resources/dotprompt"))));
        String spec = System.getenv("PARLEY_DOTPROMPT_SPEC");
        if (spec == null) {
            System.out.println("the specification's own cases are left out: PARLEY_DOTPROMPT_SPEC names no folder");
        } else {
            counts.add(run("the specification's cases", ConformanceCases.of(Path.of(spec))));
        }
        Optional<ReferenceEngine> reference = ReferenceEngine.find(root);
        if (reference.isPresent()) {
            counts.add(compared(reference.get()));
        }
        return counts;
    }

    private static Count run(String kind, List<ConformanceCase> cases) {
        List<String> failures = new ArrayList<>();
        for (ConformanceCase one : cases) {
            one.run().ifPresent(problem -> failures.add(one.name() + ": " + problem));
        }
        return new Count(kind, cases.size() - failures.size(), cases.size(), failures);
    }

    /** Generated templates with harmless inputs, since the reference lets inputs set markers. */
    private static Count compared(ReferenceEngine reference) throws IOException, InterruptedException {
        TemplateGenerator generator = new TemplateGenerator(new SplittableRandom(20260601));
        List<Map<String, @Nullable Object>> cases = new ArrayList<>();
        for (int i = 0; i < GENERATED; i++) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("input", HarmlessInputs.of(generator.inputs()));
            data.put("messages", List.of(Map.of("role", "model", "content", List.of(Map.of("text", "earlier")))));
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("template", generator.wellFormed());
            one.put("partials", TemplateGenerator.partials());
            one.put("data", data);
            cases.add(one);
        }
        List<Map<String, Object>> theirs = reference.outcomes(cases);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Map<String, @Nullable Object> one = cases.get(i);
            Map<String, @Nullable Object> test = new LinkedHashMap<>();
            test.put("data", one.get("data"));
            String difference = difference(new ConformanceCase("generated " + i, one, test), theirs.get(i));
            if (!difference.isEmpty()) {
                failures.add("generated " + i + ": " + difference + "\n      template: "
                        + String.valueOf(one.get("template"))
                                .replace("\n", "\\n")
                                .replace("\r", "\\r"));
            }
        }
        return new Count(
                "generated, as the reference renders them", cases.size() - failures.size(), cases.size(), failures);
    }

    private static String difference(ConformanceCase ours, Map<String, Object> theirs) {
        boolean refused = theirs.containsKey("refused");
        try {
            ConformanceCase.Outcome outcome = ours.outcome();
            if (refused) {
                return "the reference refuses it";
            }
            Object expected = theirs.get("rendered");
            return ConformanceCase.same(expected, outcome.rendered())
                    ? ""
                    : "the reference gives " + expected + "\n      ours gives " + outcome.rendered();
        } catch (AuthoringException e) {
            return refused ? "" : "ours refuses it: " + e.findings().getFirst().asLine();
        }
    }
}
