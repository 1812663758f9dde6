package parley.api.realtime;

import static parley.api.realtime.InvalidField.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.TurnMode;
import parley.speech.turns.TurnSettings;

/**
 * Who ends the learner's spoken turns, and what else of it a client wishes. Immutable; what is null is as the server's
 * settings say.
 *
 * @param silenceMs wait after words that may be all, {@value #LEAST_SILENCE_MS} to {@value #MOST_SILENCE_MS}
 * @param interruptible whether the learner's voice may stop the tutor
 * @param minimumWords words it takes to stop the tutor, 0 to {@value #MOST_WORDS}
 * @param idleMs silence after which the tutor speaks again by itself, {@value #LEAST_IDLE_MS} to {@value #MOST_IDLE_MS}
 */
record TurnDetection(
        TurnMode mode,
        @Nullable Integer silenceMs,
        @Nullable Boolean interruptible,
        @Nullable Integer minimumWords,
        @Nullable Integer idleMs) {
    private static final int LEAST_SILENCE_MS = 200;
    private static final int MOST_SILENCE_MS = 1_800;
    private static final int MOST_WORDS = 20;
    private static final int LEAST_IDLE_MS = 5_000;
    private static final int MOST_IDLE_MS = 600_000;

    private static final Map<String, TurnMode> TYPES = Map.of(
            "server_vad", TurnMode.AUTOMATIC,
            "semantic_vad", TurnMode.AUTOMATIC,
            "push_to_talk", TurnMode.PUSH_TO_TALK);

    static TurnDetection of(TurnMode mode) {
        return new TurnDetection(mode, null, null, null, null);
    }

    /**
     * What {@code wish} says: a null is the client's own commit.
     *
     * @throws RuntimeException the field's own, when it can't be used
     */
    static TurnDetection read(JsonNode wish) {
        if (wish.isNull()) {
            return of(TurnMode.MANUAL);
        }
        TurnMode mode = TYPES.get(wish.path("type").asText());
        require(
                mode != null,
                "turn_detection",
                "expected {\"type\":\"server_vad\"}, {\"type\":\"push_to_talk\"} or null");
        JsonNode interrupt = wish.path("interrupt_response");
        require(
                interrupt.isMissingNode() || interrupt.isNull() || interrupt.isBoolean(),
                "turn_detection",
                "interrupt_response: expected true or false");
        return new TurnDetection(
                mode == null ? TurnMode.AUTOMATIC : mode,
                number(wish, "silence_duration_ms", LEAST_SILENCE_MS, MOST_SILENCE_MS),
                interrupt.isBoolean() ? interrupt.booleanValue() : null,
                number(wish, "minimum_words", 0, MOST_WORDS),
                number(wish, "idle_timeout_ms", LEAST_IDLE_MS, MOST_IDLE_MS));
    }

    private static @Nullable Integer number(JsonNode wish, String field, int least, int most) {
        JsonNode value = wish.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        require(
                value.isInt() && value.intValue() >= least && value.intValue() <= most,
                "turn_detection",
                field + ": expected " + least + " to " + most);
        return value.intValue();
    }

    /** As it is told to the client. */
    JsonNode onWire() {
        if (mode == TurnMode.MANUAL) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("type", mode == TurnMode.PUSH_TO_TALK ? "push_to_talk" : "server_vad");
        if (silenceMs != null) {
            told.put("silence_duration_ms", silenceMs);
        }
        if (interruptible != null) {
            told.put("interrupt_response", interruptible);
        }
        if (minimumWords != null) {
            told.put("minimum_words", minimumWords);
        }
        if (idleMs != null) {
            told.put("idle_timeout_ms", idleMs);
        }
        return told;
    }

    /** The server's settings with what the client wishes otherwise. */
    TurnSettings over(TurnSettings base) {
        FloorSettings floor = base.floor();
        if (interruptible != null) {
            floor = floor.interruptible(interruptible);
        }
        if (minimumWords != null) {
            floor = floor.withMinimumWords(minimumWords);
        }
        if (idleMs != null) {
            floor = floor.withIdlePrompts(Duration.ofMillis(idleMs), Math.max(1, floor.idlePrompts()));
        }
        TurnSettings turns = base.withFloor(floor);
        return silenceMs == null ? turns : turns.withNormalWait(Duration.ofMillis(silenceMs));
    }
}
