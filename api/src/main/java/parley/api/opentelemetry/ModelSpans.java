package parley.api.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelFault;
import parley.tutor.models.attempts.Outcome;

/**
 * A span for each attempt at a model, with the names of OpenTelemetry's semantic conventions for generative AI
 * (gen-ai-spans, status Development). The attempts of one call share a trace: the later ones (a failover, a hedge, a
 * continuation) are children of the one that ended first. Spans are made when an attempt is over and sent in the
 * background; when 2,048 wait, further ones are dropped. They hold no prompt, no answer and no learner. Thread-safe.
 */
public final class ModelSpans implements ModelAttempt.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSpans.class);

    /** Calls whose trace is remembered; an attempt of an older one begins a trace of its own. */
    private static final int MOST_CALLS = 1_024;

    /** For what still waits to be sent when the process ends. */
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(3);

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;
    private final Map<String, ModelEntry> catalogue;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, SpanContext> calls = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SpanContext> eldest) {
            return size() > MOST_CALLS;
        }
    };

    private ModelSpans(OpenTelemetrySdk sdk, List<ModelEntry> catalogue) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("parley.models");
        this.catalogue = catalogue.stream().collect(Collectors.toMap(ModelEntry::name, entry -> entry, (a, b) -> a));
    }

    /**
     * Spans as the environment wants them: empty unless {@code OTEL_EXPORTER_OTLP_ENDPOINT} or
     * {@code OTEL_TRACES_EXPORTER} is set. Settings that cannot be used cost the spans and are logged, no more.
     */
    public static Optional<ModelSpans> wanted(Map<String, String> environment, List<ModelEntry> catalogue) {
        if (!TracingWish.in(environment)) {
            return Optional.empty();
        }
        try {
            Map<String, String> settings = TracingWish.settings(environment);
            OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesCustomizer(properties -> settings)
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
            return Optional.of(new ModelSpans(sdk, catalogue));
        } catch (ConfigurationException e) {
            // Its message names the setting, and may hold the value of OTEL_EXPORTER_OTLP_HEADERS: a key.
            LOG.warn("No spans are sent: the OTEL_ settings of the environment cannot be used"
                    + " (OTEL_EXPORTER_OTLP_PROTOCOL: http/protobuf; OTEL_TRACES_EXPORTER: otlp or none)");
            return Optional.empty();
        }
    }

    @Override
    public void ended(ModelAttempt attempt) {
        Instant end = attempt.startedAt().plus(attempt.total());
        Span span = tracer.spanBuilder("chat " + attempt.endpointModel())
                .setSpanKind(SpanKind.CLIENT)
                .setParent(parent(attempt.call()))
                .setStartTimestamp(attempt.startedAt())
                .setAllAttributes(attributes(attempt))
                .startSpan();
        Duration firstToken = attempt.firstToken();
        if (firstToken != null) {
            span.addEvent("first_token", attempt.startedAt().plus(firstToken));
        }
        ModelFault fault = attempt.fault();
        if (fault != null && !attempt.cancelled()) {
            span.setStatus(StatusCode.ERROR, fault.reason());
        }
        span.end(end);
        remember(attempt.call(), span.getSpanContext());
    }

    private Context parent(long call) {
        lock.lock();
        try {
            SpanContext first = calls.get(call);
            return first == null ? Context.root() : Context.root().with(Span.wrap(first));
        } finally {
            lock.unlock();
        }
    }

    private void remember(long call, SpanContext span) {
        lock.lock();
        try {
            calls.putIfAbsent(call, span);
        } finally {
            lock.unlock();
        }
    }

    private Attributes attributes(ModelAttempt attempt) {
        AttributesBuilder attributes = Attributes.builder()
                .put("gen_ai.operation.name", "chat")
                .put("gen_ai.request.model", attempt.endpointModel())
                .put("gen_ai.request.stream", true)
                .put("gen_ai.output.type", "text")
                .put("parley.model", attempt.model())
                .put("parley.purpose", attempt.purpose().word())
                .put("parley.attempt.reason", attempt.reason().word())
                .put("parley.attempt.reached", attempt.reached().word())
                .put("parley.attempt.cancelled", attempt.cancelled())
                .put("parley.attempt.queued_ms", attempt.queued().toMillis())
                .put("parley.cost", attempt.cost().amount().doubleValue());
        if (!attempt.conversation().isEmpty()) {
            attributes.put("gen_ai.conversation.id", attempt.conversation());
        }
        ModelEntry entry = catalogue.get(attempt.model());
        // The conventions' name for whatever speaks OpenAI's protocol and is not known better.
        String provider =
                entry == null ? "openai" : Provider.of(entry.endpoint().baseUrl());
        attributes.put("gen_ai.provider.name", provider).put("gen_ai.system", provider);
        if (entry != null) {
            attributes.put("server.address", entry.endpoint().baseUrl().getHost());
            attributes.put("server.port", Provider.port(entry.endpoint().baseUrl()));
        }
        if (attempt.usage().totalTokens() > 0) {
            attributes.put("gen_ai.usage.input_tokens", attempt.usage().promptTokens());
            attributes.put("gen_ai.usage.output_tokens", attempt.usage().completionTokens());
        }
        Duration firstToken = attempt.firstToken();
        if (firstToken != null) {
            attributes.put("gen_ai.response.time_to_first_chunk", firstToken.toNanos() / 1e9);
        }
        String outcome = Outcome.of(attempt);
        if (!outcome.equals(Outcome.DONE)) {
            attributes.put("error.type", outcome);
        }
        return attributes.build();
    }

    /** Sends what waits, for at most 3 s. */
    @Override
    public void close() {
        sdk.shutdown().join(CLOSING_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
