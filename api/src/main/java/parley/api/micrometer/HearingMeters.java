package parley.api.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import parley.speech.languages.LanguageFigures;

/** What hears which language, read with each scrape: a language appears when somebody has spoken it first. */
final class HearingMeters {
    private final Supplier<List<LanguageFigures>> languages;
    private final MultiGauge open;
    private final MultiGauge sessions;
    private final MultiGauge opens;

    HearingMeters(MeterRegistry registry, Supplier<List<LanguageFigures>> languages, int most) {
        this.languages = languages;
        Gauge.builder("parley.hearing.open.limit", () -> most)
                .description("Recognition models that may be open at once")
                .strongReference(true)
                .register(registry);
        open = MultiGauge.builder("parley.hearing.open")
                .description("1 while the recogniser of the language is open")
                .register(registry);
        sessions = MultiGauge.builder("parley.hearing.sessions")
                .description("Sessions that hold the recogniser of the language")
                .register(registry);
        opens = MultiGauge.builder("parley.hearing.opens")
                .description("How often the recogniser of the language was opened since the start")
                .register(registry);
    }

    /** Takes what stands now. */
    synchronized void refresh() {
        List<LanguageFigures> now = languages.get();
        show(open, now, figures -> figures.state() == LanguageFigures.State.OPEN ? 1 : 0);
        show(sessions, now, LanguageFigures::sessions);
        show(opens, now, LanguageFigures::opens);
    }

    private static void show(
            MultiGauge gauge, List<LanguageFigures> languages, ToDoubleFunction<LanguageFigures> figure) {
        gauge.register(
                languages.stream()
                        .map(figures -> Row.of(
                                Tags.of("language", figures.language()), figures, shown -> figure.applyAsDouble(shown)))
                        .toList(),
                true);
    }
}
