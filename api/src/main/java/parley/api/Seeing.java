package parley.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.api.opentelemetry.ModelSpans;
import parley.api.ops.ModelWatch;
import parley.api.ops.ModelsRest;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.attempts.AttemptListeners;
import parley.tutor.models.attempts.AttemptLog;
import parley.tutor.models.attempts.FirstTokenTimes;
import parley.tutor.models.attempts.RecentAttempts;

/**
 * What is seen of requests to models: the log, the last attempts, first-token times, and spans where an exporter is
 * configured. Metrics join with the server that tells them. Thread-safe.
 */
public final class Seeing implements AutoCloseable {
    private final AttemptListeners listeners;
    private final RecentAttempts recent = new RecentAttempts(RecentAttempts.USUAL_LIMIT);
    private final FirstTokenTimes firstTokens = new FirstTokenTimes();
    private final @Nullable ModelSpans spans;

    private Seeing(@Nullable ModelSpans spans) {
        this.spans = spans;
        List<ModelAttempt.Listener> told = new ArrayList<>(List.of(new AttemptLog(), recent, firstTokens));
        if (spans != null) {
            told.add(spans);
        }
        this.listeners = new AttemptListeners(told);
    }

    /** Begins to see; spans are sent if the environment's {@code OTEL_} settings say where to. */
    static Seeing start(Map<String, String> environment, List<ModelEntry> catalogue) {
        return new Seeing(ModelSpans.wanted(environment, catalogue).orElse(null));
    }

    /** Hears of every attempt; further listeners may join. */
    public AttemptListeners attempts() {
        return listeners;
    }

    /** What the page for operators is told. */
    ModelsRest models(ModelWatch watch) {
        return new ModelsRest(watch, recent, firstTokens);
    }

    @Override
    public void close() {
        if (spans != null) {
            spans.close();
        }
    }
}
