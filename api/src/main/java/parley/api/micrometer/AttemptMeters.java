package parley.api.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.attempts.FirstTokenTimes;
import parley.tutor.models.attempts.Outcome;

/**
 * Counts attempts at models. Names and bucket bounds of {@code gen_ai.*} are those of OpenTelemetry's semantic
 * conventions for generative AI (gen-ai-metrics, status Development); the rest is ours.
 */
final class AttemptMeters implements ModelAttempt.Listener {
    /** The conventions' bounds for the duration of an operation, in milliseconds. */
    private static final Duration[] DURATION_BOUNDS = {
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(40),
        Duration.ofMillis(80),
        Duration.ofMillis(160),
        Duration.ofMillis(320),
        Duration.ofMillis(640),
        Duration.ofMillis(1_280),
        Duration.ofMillis(2_560),
        Duration.ofMillis(5_120),
        Duration.ofMillis(10_240),
        Duration.ofMillis(20_480),
        Duration.ofMillis(40_960),
        Duration.ofMillis(81_920)
    };

    /** The conventions' bounds for tokens, as far as a window reaches. */
    private static final double[] TOKEN_BOUNDS = {1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576};

    private final MeterRegistry registry;

    AttemptMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(ModelAttempt attempt) {
        String outcome = Outcome.of(attempt);
        Tags ours =
                Tags.of("model", attempt.model(), "purpose", attempt.purpose().word());
        Counter.builder("parley.model.attempts")
                .description("Attempts at models by how they ended")
                .tags(ours.and("reason", attempt.reason().word(), "outcome", outcome))
                .register(registry)
                .increment();
        Timer.builder("parley.model.queued")
                .description("Waiting for a turn at a model, before the request")
                .serviceLevelObjectives(FirstTokenTimes.BOUNDS.toArray(Duration[]::new))
                .tags(Tags.of("model", attempt.model()))
                .register(registry)
                .record(attempt.queued());
        if (!Outcome.requested(attempt)) {
            return;
        }
        Tags named = ours.and("gen_ai.operation.name", "chat", "gen_ai.request.model", attempt.endpointModel());
        Timer.builder("gen_ai.client.operation.duration")
                .description("From a request to a model to its end")
                .serviceLevelObjectives(DURATION_BOUNDS)
                .tags(named.and("error.type", outcome.equals(Outcome.DONE) ? "" : outcome))
                .register(registry)
                .record(attempt.total());
        Duration firstToken = attempt.firstToken();
        if (firstToken != null) {
            Timer.builder("gen_ai.client.operation.time_to_first_chunk")
                    .description("From a request to a model to its first text")
                    .serviceLevelObjectives(FirstTokenTimes.BOUNDS.toArray(Duration[]::new))
                    .tags(named)
                    .register(registry)
                    .record(firstToken);
        }
        tokens(named, "input", attempt.usage().promptTokens());
        tokens(named, "output", attempt.usage().completionTokens());
        Counter.builder("parley.model.cost")
                .description("What requests cost, in the catalogue's currency")
                .tags(ours)
                .register(registry)
                .increment(attempt.cost().amount().doubleValue());
    }

    private void tokens(Tags tags, String type, long count) {
        if (count > 0) {
            DistributionSummary.builder("gen_ai.client.token.usage")
                    .description("Tokens of requests to models")
                    .serviceLevelObjectives(TOKEN_BOUNDS)
                    .tags(tags.and("gen_ai.token.type", type))
                    .register(registry)
                    .record((double) count);
        }
    }
}
