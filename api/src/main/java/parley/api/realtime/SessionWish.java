package parley.api.realtime;

import static parley.api.realtime.InvalidField.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.speech.speaking.VoiceSettings;

/**
 * A session's settings as they travel: what a client wishes, each part of which may be left out, and what the server
 * says of the whole.
 *
 * @param type {@code realtime}
 * @param outputModalities {@code ["audio"]} (spoken, with a transcript) or {@code ["text"]}
 */
record SessionWish(
        @Nullable String type,
        @Nullable List<String> outputModalities,
        @Nullable Audio audio,
        @Nullable Parley parley) {
    SessionWish {
        require(type == null || "realtime".equals(type), "type", "expected realtime");
        if (outputModalities != null) {
            require(
                    outputModalities.equals(List.of("audio")) || outputModalities.equals(List.of("text")),
                    "output_modalities",
                    "expected [\"audio\"] or [\"text\"]");
            outputModalities = List.copyOf(outputModalities);
        }
    }

    /** What is heard and what is spoken. */
    record Audio(@Nullable Input input, @Nullable Output output) {}

    /**
     * The client's audio.
     *
     * @param turnDetection an object of a {@code type}; an explicit null means that the client commits turns itself
     */
    record Input(@Nullable Format format, @Nullable JsonNode turnDetection) {
        private static final Set<String> DETECTIONS = Set.of("server_vad", "semantic_vad");

        Input {
            if (turnDetection != null && !turnDetection.isNull()) {
                require(
                        DETECTIONS.contains(turnDetection.path("type").asText()),
                        "turn_detection",
                        "expected {\"type\":\"server_vad\"} or null");
            }
        }
    }

    /**
     * The tutor's audio.
     *
     * @param speed factor on the voice's usual speed
     */
    record Output(@Nullable Format format, @Nullable Double speed) {
        Output {
            require(
                    speed == null || (speed >= VoiceSettings.SLOWEST && speed <= VoiceSettings.FASTEST),
                    "speed",
                    "expected " + VoiceSettings.SLOWEST + " to " + VoiceSettings.FASTEST);
        }
    }

    /** PCM16 little-endian mono at {@code rate} samples a second. */
    record Format(@Nullable String type, @Nullable Integer rate) {
        static final int LEAST_HZ = 8_000;
        static final int MOST_HZ = 48_000;

        Format {
            require(type == null || "audio/pcm".equals(type), "type", "expected audio/pcm");
            require(
                    rate == null || (rate >= LEAST_HZ && rate <= MOST_HZ),
                    "rate",
                    "expected " + LEAST_HZ + " to " + MOST_HZ + " samples a second");
        }
    }

    /**
     * What is ours: the language of explanations, and the course, which a connection names in its address and keeps: told
     * by the server, left aside in a wish.
     */
    record Parley(@Nullable String locale, @Nullable String course) {
        private static final Set<String> LOCALES = Set.of("en", "zh-CN");

        Parley {
            require(locale == null || LOCALES.contains(locale), "locale", "expected en or zh-CN");
        }
    }
}
