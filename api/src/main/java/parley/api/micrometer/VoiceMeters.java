package parley.api.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import parley.speech.speaking.FailoverFigures;
import parley.speech.speaking.LineFigures;

/** What voices count by themselves, read with each scrape: short lines at hand, and preferred voices that failed. */
final class VoiceMeters {
    /** The languages that are told apart when text is read aloud. */
    private static final List<String> LANGUAGES = List.of("en", "zh");

    private VoiceMeters() {}

    static void register(
            MeterRegistry registry, Supplier<LineFigures> lines, Supplier<List<FailoverFigures>> failovers) {
        requests(registry, lines, "hit", LineFigures::hits);
        requests(registry, lines, "miss", LineFigures::misses);
        FunctionCounter.builder(
                        "parley.voice.lines.evicted", lines, kept -> kept.get().evictions())
                .description("Short lines given up for want of room or use")
                .register(registry);
        Gauge.builder("parley.voice.lines.kept", lines, kept -> kept.get().lines())
                .description("Short lines of the tutor kept as sound")
                .strongReference(true)
                .register(registry);
        Gauge.builder("parley.voice.lines.bytes", lines, kept -> kept.get().bytes())
                .description("What the lines kept take")
                .strongReference(true)
                .register(registry);
        for (String language : LANGUAGES) {
            FunctionCounter.builder(
                            "parley.voice.failovers", failovers, all -> of(all, language, FailoverFigures::failovers))
                    .description("Sentences for which a voice failed and the next one was asked")
                    .tag("language", language)
                    .register(registry);
            Gauge.builder(
                            "parley.voice.resting",
                            failovers,
                            all -> of(all, language, figures -> figures.resting() ? 1 : 0))
                    .description("1 while the preferred voice failed and is left alone")
                    .tag("language", language)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private static void requests(
            MeterRegistry registry, Supplier<LineFigures> lines, String result, ToDoubleFunction<LineFigures> count) {
        FunctionCounter.builder("parley.voice.lines", lines, kept -> count.applyAsDouble(kept.get()))
                .description("Short lines asked for, by whether their sound was at hand")
                .tag("result", result)
                .register(registry);
    }

    private static double of(
            Supplier<List<FailoverFigures>> all, String language, ToDoubleFunction<FailoverFigures> figure) {
        return all.get().stream()
                .filter(figures -> figures.language().equals(language))
                .mapToDouble(figure)
                .sum();
    }
}
