package parley.api.realtime;

import static parley.api.realtime.InvalidField.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import parley.speech.hearing.EarSettings;
import parley.speech.talk.TalkSettings;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.TurnMode;
import parley.speech.turns.TurnSettings;

/**
 * Who ends the learner's spoken turns, and what else of it a client wishes. Immutable; what is null is as the server's
 * settings say.
 *
 * @param type as the client named it; {@code null} is the client's own commit
 * @param threshold certainty from which sound is taken for a voice, {@value #LEAST_THRESHOLD} to 1
 * @param prefixMs sound from before the voice that is heard, too, {@value #LEAST_PREFIX_MS} to {@value #MOST_PREFIX_MS}
 * @param silenceMs wait after words that may be all, {@value #LEAST_SILENCE_MS} to {@value #MOST_SILENCE_MS}
 * @param eagerness how soon the tutor takes a pause for the end
 * @param answering whether the tutor answers by itself
 * @param interruptible whether the learner's voice may stop the tutor
 * @param minimumWords words it takes to stop the tutor, 0 to {@value #MOST_WORDS}
 * @param idleMs silence after which the tutor speaks again by itself, {@value #LEAST_IDLE_MS} to {@value #MOST_IDLE_MS}
 * @param passedOver names in the wish that say nothing here, at most {@value #MOST_NAMED}
 */
record TurnDetection(
        Type type,
        @Nullable Double threshold,
        @Nullable Integer prefixMs,
        @Nullable Integer silenceMs,
        @Nullable Eagerness eagerness,
        @Nullable Boolean answering,
        @Nullable Boolean interruptible,
        @Nullable Integer minimumWords,
        @Nullable Integer idleMs,
        List<String> passedOver) {
    private static final double LEAST_THRESHOLD = 0.05;
    private static final int LEAST_PREFIX_MS = 200;
    private static final int MOST_PREFIX_MS = 1_000;
    private static final int LEAST_SILENCE_MS = 200;
    private static final int MOST_SILENCE_MS = 1_800;
    private static final int MOST_WORDS = 20;
    private static final int LEAST_IDLE_MS = 5_000;
    private static final int MOST_IDLE_MS = 600_000;
    private static final int MOST_NAMED = 5;
    private static final int LONGEST_NAME = 40;

    private static final Set<String> KNOWN = Set.of(
            "type",
            "threshold",
            "prefix_padding_ms",
            "silence_duration_ms",
            "eagerness",
            "create_response",
            "interrupt_response",
            "minimum_words",
            "idle_timeout_ms");

    /** A way to end turns, by its name in the protocol. */
    enum Type {
        SERVER_VAD(TurnMode.AUTOMATIC),
        SEMANTIC_VAD(TurnMode.AUTOMATIC),
        PUSH_TO_TALK(TurnMode.PUSH_TO_TALK),
        NONE(TurnMode.MANUAL);

        private final TurnMode mode;

        Type(TurnMode mode) {
            this.mode = mode;
        }
    }

    private static final Map<String, Type> TYPES = Map.of(
            "server_vad", Type.SERVER_VAD,
            "semantic_vad", Type.SEMANTIC_VAD,
            "push_to_talk", Type.PUSH_TO_TALK);

    /** How soon a pause is taken for the end; {@code AUTO} is the server's own wait. */
    enum Eagerness {
        LOW(1.5),
        MEDIUM(1),
        HIGH(0.75),
        AUTO(1);

        private final double patience;

        Eagerness(double patience) {
            this.patience = patience;
        }
    }

    private static final Map<String, Eagerness> EAGERNESSES =
            Map.of("low", Eagerness.LOW, "medium", Eagerness.MEDIUM, "high", Eagerness.HIGH, "auto", Eagerness.AUTO);

    TurnDetection {
        passedOver = List.copyOf(passedOver);
    }

    static TurnDetection of(TurnMode mode) {
        return plain(
                switch (mode) {
                    case AUTOMATIC -> Type.SERVER_VAD;
                    case PUSH_TO_TALK -> Type.PUSH_TO_TALK;
                    case MANUAL -> Type.NONE;
                });
    }

    private static TurnDetection plain(Type type) {
        return new TurnDetection(type, null, null, null, null, null, null, null, null, List.of());
    }

    TurnMode mode() {
        return type.mode;
    }

    /**
     * What {@code wish} says: a null is the client's own commit.
     *
     * @throws RuntimeException the field's own, when it can't be used
     */
    static TurnDetection read(JsonNode wish) {
        if (wish.isNull()) {
            return plain(Type.NONE);
        }
        Type type = TYPES.get(wish.path("type").asText());
        require(
                type != null,
                "turn_detection",
                "expected {\"type\":\"server_vad\"}, {\"type\":\"semantic_vad\"}, {\"type\":\"push_to_talk\"} or null");
        Integer prefix = number(wish, "prefix_padding_ms", 0, 10_000);
        return new TurnDetection(
                type == null ? Type.SERVER_VAD : type,
                threshold(wish),
                prefix == null ? null : Integer.valueOf(Math.clamp(prefix, LEAST_PREFIX_MS, MOST_PREFIX_MS)),
                number(wish, "silence_duration_ms", LEAST_SILENCE_MS, MOST_SILENCE_MS),
                eagerness(wish),
                truth(wish, "create_response"),
                truth(wish, "interrupt_response"),
                number(wish, "minimum_words", 0, MOST_WORDS),
                number(wish, "idle_timeout_ms", LEAST_IDLE_MS, MOST_IDLE_MS),
                unknown(wish));
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static @Nullable Double threshold(JsonNode wish) {
        JsonNode value = wish.path("threshold");
        if (absent(value)) {
            return null;
        }
        require(
                value.isNumber() && value.doubleValue() >= LEAST_THRESHOLD && value.doubleValue() <= 1,
                "turn_detection",
                "threshold: expected " + LEAST_THRESHOLD + " to 1");
        return value.doubleValue();
    }

    private static @Nullable Eagerness eagerness(JsonNode wish) {
        JsonNode value = wish.path("eagerness");
        if (absent(value)) {
            return null;
        }
        require(
                value.isTextual() && EAGERNESSES.containsKey(value.textValue()),
                "turn_detection",
                "eagerness: expected low, medium, high or auto");
        return EAGERNESSES.get(value.textValue());
    }

    private static @Nullable Boolean truth(JsonNode wish, String field) {
        JsonNode value = wish.path(field);
        require(absent(value) || value.isBoolean(), "turn_detection", field + ": expected true or false");
        return value.isBoolean() ? Boolean.valueOf(value.booleanValue()) : null;
    }

    private static @Nullable Integer number(JsonNode wish, String field, int least, int most) {
        JsonNode value = wish.path(field);
        if (absent(value)) {
            return null;
        }
        require(
                value.isInt() && value.intValue() >= least && value.intValue() <= most,
                "turn_detection",
                field + ": expected " + least + " to " + most);
        return value.intValue();
    }

    private static List<String> unknown(JsonNode wish) {
        Iterable<String> names = wish::fieldNames;
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> !KNOWN.contains(name))
                .limit(MOST_NAMED)
                .map(name -> name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…")
                .toList();
    }

    /** As it is told to the client: what holds, so without what was passed over. */
    JsonNode onWire() {
        if (type == Type.NONE) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("type", type.name().toLowerCase(Locale.ROOT));
        if (threshold != null) {
            told.put("threshold", threshold);
        }
        if (prefixMs != null) {
            told.put("prefix_padding_ms", prefixMs);
        }
        if (silenceMs != null) {
            told.put("silence_duration_ms", silenceMs);
        }
        if (eagerness != null) {
            told.put("eagerness", eagerness.name().toLowerCase(Locale.ROOT));
        }
        if (answering != null) {
            told.put("create_response", answering);
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
    TalkSettings over(TalkSettings base) {
        return base.withMode(mode())
                .withTurns(over(base.turns()))
                .withEar(over(base.ear()))
                .answering(answering == null ? base.answering() : answering);
    }

    private EarSettings over(EarSettings base) {
        EarSettings ear = threshold == null ? base : base.withActivation(threshold);
        return prefixMs == null ? ear : ear.withPreRoll(Duration.ofMillis(prefixMs));
    }

    private TurnSettings over(TurnSettings base) {
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
        if (eagerness != null) {
            turns = turns.patient(eagerness.patience);
        }
        return silenceMs == null ? turns : turns.withNormalWait(Duration.ofMillis(silenceMs));
    }
}
