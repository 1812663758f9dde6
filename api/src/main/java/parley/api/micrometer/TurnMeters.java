package parley.api.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.speech.timeline.Moment;
import parley.speech.timeline.TurnTimeline;
import parley.speech.timeline.TurnTimes;

/** Measures turns by the names that voice agents use. Labels hold how a turn began and ended, never what was said. */
final class TurnMeters implements Consumer<TurnTimeline> {
    /** Around what is felt: below 0.3 s nobody waits, above 1 s everybody does. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(300),
        Duration.ofMillis(450),
        Duration.ofMillis(600),
        Duration.ofMillis(800),
        Duration.ofMillis(1_000),
        Duration.ofMillis(1_500),
        Duration.ofMillis(2_500),
        Duration.ofMillis(5_000),
        Duration.ofMillis(10_000)
    };

    private final MeterRegistry registry;

    TurnMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void accept(TurnTimeline turn) {
        Counter.builder("parley.turns")
                .description("Turns by how they began and ended")
                .tags("origin", word(turn.origin()), "outcome", word(turn.outcome()))
                .register(registry)
                .increment();
        TurnTimes times = TurnTimes.of(turn);
        time(
                "end_of_turn_delay",
                "From the end of the learner's voice to the turn's being over",
                times.endOfTurnDelay());
        time(
                "transcription_delay",
                "From the end of the learner's voice to its final words",
                times.transcriptionDelay());
        time("first_token", "From the turn's being over to the first words of the reply", times.firstToken());
        time("first_audio", "From the first words of the reply to its first audio", times.firstAudio());
        time("end_to_end", "From the end of the learner's voice to the first audio of the reply", times.endToEnd());
        if (turn.has(Moment.Kind.BARGE_IN)) {
            Counter.builder("parley.turn.barge_ins")
                    .description("Replies that somebody spoke over, by whether that cut them")
                    .tags("cut", Boolean.toString(turn.has(Moment.Kind.CUT)))
                    .register(registry)
                    .increment();
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void time(String name, String description, @Nullable Duration time) {
        if (time != null) {
            Timer.builder("parley.turn." + name)
                    .description(description)
                    .serviceLevelObjectives(BOUNDS)
                    .register(registry)
                    .record(time);
        }
    }
}
