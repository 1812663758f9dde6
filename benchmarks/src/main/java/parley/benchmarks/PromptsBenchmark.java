package parley.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How well prompts are rendered: by the format's rules, fast, and whatever they are given. */
public final class PromptsBenchmark {

    private static final int FUZZED = 100_000;
    private static final int MAX_SHOWN = 5;

    private PromptsBenchmark() {}

    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).equals(List.of("--quick"));
        if (args.length > 0 && !quick) {
            System.err.println("benchmarks/run prompts: expected --quick or nothing");
            System.exit(2);
        }
        Path root = Path.of(System.getProperty("parley.root", "."));
        System.out.println(Machine.describe());
        System.out.println();
        int passed = 0;
        int cases = 0;
        for (TemplateConformance.Count count : TemplateConformance.measure(root)) {
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %d of %d passed%n",
                    "conformance: " + count.kind(),
                    count.passed(),
                    count.cases());
            shown(count.failures());
            passed += count.passed();
            cases += count.cases();
        }
        PromptSpeed.Speed speed = PromptSpeed.measure(quick);
        System.out.println();
        System.out.printf("%-46s %12s %12s%n", "a lesson's prompt, 20 turns of history", "renders/s", "p99 µs");
        row("Parley: inputs checked, typed messages", speed.oursPerSecond(), speed.oursP99());
        row("Handlebars.java alone: one text", speed.theirsPerSecond(), speed.theirsP99());
        PromptLibrarySpeed.Times times = PromptLibrarySpeed.measure(root, quick);
        System.out.println();
        System.out.printf(
                Locale.ROOT,
                "%-46s %12.1f ms%n",
                "library of " + PromptLibrarySpeed.PROMPTS + " prompts: start",
                times.start());
        System.out.printf(Locale.ROOT, "%-46s %12.1f ms%n", "one of them edited: reload", times.reload());
        TemplateFuzz.Count fuzz = new TemplateFuzz().run(quick ? FUZZED / 20 : FUZZED, 7);
        System.out.println();
        System.out.printf(
                Locale.ROOT,
                "fuzz: %d templates on two engines, %d renders refused with a finding, %d crashes, %d hangs, %d"
                        + " forged%n",
                fuzz.templates(),
                fuzz.refused(),
                fuzz.crashes(),
                fuzz.hangs(),
                fuzz.forged());
        shown(fuzz.failures());
        System.out.println();
        System.out.printf(
                Locale.ROOT,
                "headline: spec_passed=%d spec_cases=%d render_ratio=%.2f renders_per_s=%.0f render_p99_us=%.0f"
                        + " library_start_ms=%.0f library_reload_ms=%.1f fuzz_cases=%d fuzz_crashes=%d fuzz_hangs=%d"
                        + " forged_roles=%d%n",
                passed,
                cases,
                speed.ratio(),
                speed.oursPerSecond(),
                speed.oursP99(),
                times.start(),
                times.reload(),
                fuzz.templates(),
                fuzz.crashes(),
                fuzz.hangs(),
                fuzz.forged());
    }

    private static void row(String name, double perSecond, double p99) {
        System.out.printf(Locale.ROOT, "%-46s %12.0f %12.0f%n", name, perSecond, p99);
    }

    private static void shown(List<String> failures) {
        failures.stream().limit(MAX_SHOWN).forEach(failure -> System.out.println("    " + failure));
        if (failures.size() > MAX_SHOWN) {
            System.out.println("    and " + (failures.size() - MAX_SHOWN) + " more");
        }
    }
}
