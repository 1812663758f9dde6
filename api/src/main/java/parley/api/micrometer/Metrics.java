package parley.api.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.api.ops.ModelWatch;
import parley.speech.languages.LanguageFigures;
import parley.speech.speaking.FailoverFigures;
import parley.speech.speaking.LineFigures;
import parley.speech.timeline.TurnTimeline;
import parley.tutor.models.ModelAttempt;

/**
 * Everything that {@code GET /metrics} tells: the JVM, HTTP requests, open talks and their turns, and models. docs/operating.md lists
 * the names. No label holds an id of a conversation or a learner, so that their number stays small. Thread-safe.
 */
public final class Metrics implements AutoCloseable {
    /** What {@link #scrape} gives. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final List<Duration> REQUEST_BOUNDS = List.of(
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofMillis(2_500));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final AttemptMeters attempts = new AttemptMeters(registry);
    private final TurnMeters turns = new TurnMeters(registry);
    private final ModelGauges models;
    private volatile @Nullable HearingMeters hearing;
    private final List<Object> watched = new CopyOnWriteArrayList<>();

    public Metrics(ModelWatch watch) {
        this.models = new ModelGauges(registry, watch);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        collections.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Counts attempts at models. */
    public ModelAttempt.Listener attempts() {
        return attempts;
    }

    /** Measures turns of talks. */
    public Consumer<TurnTimeline> turns() {
        return turns;
    }

    /** Shows how many talks are open. */
    public void watchConnections(IntSupplier open) {
        Gauge.builder("parley.realtime.connections", open, IntSupplier::getAsInt)
                .description("Open realtime connections")
                .strongReference(true)
                .register(registry);
    }

    /**
     * Shows what voices count.
     *
     * @param lines how often short lines were at hand
     * @param failovers for each language with several voices, how often the preferred ones failed
     */
    public void watchVoices(Supplier<LineFigures> lines, Supplier<List<FailoverFigures>> failovers) {
        // FunctionCounter holds what it reads weakly.
        watched.add(lines);
        watched.add(failovers);
        VoiceMeters.register(registry, lines, failovers);
    }

    /** Shows what hears which language; {@code most} models may be open. */
    public void watchHearing(Supplier<List<LanguageFigures>> languages, int most) {
        hearing = new HearingMeters(registry, languages, most);
    }

    /**
     * Counts a request that was answered.
     *
     * @param route as it was declared, with its places and not what stood in them
     */
    public void request(String method, String route, int status, Duration took) {
        Timer.builder("http.server.requests")
                .description("Requests that were answered")
                .serviceLevelObjectives(REQUEST_BOUNDS.toArray(Duration[]::new))
                .tags(Tags.of(
                        Tag.of("method", method), Tag.of("uri", route), Tag.of("status", Integer.toString(status))))
                .register(registry)
                .record(took);
    }

    /** All of it now, as text in Prometheus' format. May block on the store. */
    public String scrape() {
        models.refresh();
        HearingMeters heard = hearing;
        if (heard != null) {
            heard.refresh();
        }
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
