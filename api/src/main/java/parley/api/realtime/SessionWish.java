package parley.api.realtime;

import static parley.api.realtime.InvalidField.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.InputFormat;
import parley.speech.speaking.VoiceSettings;

/**
 * A session's settings as they travel: what a client wishes, each part of which may be left out, and what the server
 * says of the whole.
 *
 * @param type {@code realtime}
 * @param outputModalities {@code ["audio"]} (spoken, with a transcript) or {@code ["text"]}
 * @param inputAudioFormat the older name of {@code audio.input.format}, by which earlier clients of OpenAI's API ask;
 *     what the newer one says counts
 */
record SessionWish(
        @Nullable String type,
        @Nullable List<String> outputModalities,
        @Nullable Audio audio,
        @Nullable String inputAudioFormat,
        @Nullable Parley parley) {
    private static final Map<String, InputFormat> OLDER_FORMATS = Map.of(
            "pcm16", new InputFormat.Pcm(SessionState.USUAL_RATE_HZ),
            "g711_ulaw", new InputFormat.MuLaw(),
            "g711_alaw", new InputFormat.ALaw(),
            "opus", new InputFormat.Opus());

    SessionWish {
        require(
                inputAudioFormat == null || OLDER_FORMATS.containsKey(inputAudioFormat),
                "input_audio_format",
                "expected pcm16, g711_ulaw, g711_alaw or opus");
        require(type == null || "realtime".equals(type), "type", "expected realtime");
        if (outputModalities != null) {
            require(
                    outputModalities.equals(List.of("audio")) || outputModalities.equals(List.of("text")),
                    "output_modalities",
                    "expected [\"audio\"] or [\"text\"]");
            outputModalities = List.copyOf(outputModalities);
        }
    }

    /** The form of the client's sound after this wish, when it was {@code before}. */
    InputFormat inputFormat(InputFormat before) {
        Format wished =
                audio == null || audio.input() == null ? null : audio.input().format();
        if (wished != null) {
            return wished.input(before);
        }
        return inputAudioFormat == null ? before : OLDER_FORMATS.getOrDefault(inputAudioFormat, before);
    }

    /** What was wished of turn-taking that says nothing here. */
    List<String> turnDetectionPassedOver() {
        JsonNode wished =
                audio == null || audio.input() == null ? null : audio.input().turnDetection();
        return wished == null ? List.of() : TurnDetection.read(wished).passedOver();
    }

    /** What is heard and what is spoken. */
    record Audio(@Nullable Input input, @Nullable Output output) {}

    /**
     * The client's audio.
     *
     * @param turnDetection an object of a {@code type}; an explicit null means that the client commits turns itself
     */
    record Input(@Nullable Format format, @Nullable JsonNode turnDetection) {
        Input {
            if (turnDetection != null) {
                // Refused here, where the message can name the field.
                TurnDetection.read(turnDetection);
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
                    format == null || format.type() == null || Format.PCM.equals(format.type()),
                    "format.type",
                    "expected audio/pcm: what the tutor says is sent in no other form");
            require(
                    speed == null || (speed >= VoiceSettings.SLOWEST && speed <= VoiceSettings.FASTEST),
                    "speed",
                    "expected " + VoiceSettings.SLOWEST + " to " + VoiceSettings.FASTEST);
        }
    }

    /**
     * A form of sound, always mono.
     *
     * @param type {@code audio/pcm} (16-bit little-endian), {@code audio/pcmu}, {@code audio/pcma} (G.711) or
     *     {@code audio/opus} (one packet in each frame)
     * @param rate samples a second; only PCM has a choice
     */
    record Format(@Nullable String type, @Nullable Integer rate) {
        static final String PCM = "audio/pcm";
        private static final String MU_LAW = "audio/pcmu";
        private static final String A_LAW = "audio/pcma";
        private static final String OPUS = "audio/opus";

        Format {
            require(
                    type == null || Set.of(PCM, MU_LAW, A_LAW, OPUS).contains(type),
                    "type",
                    "expected audio/pcm, audio/pcmu, audio/pcma or audio/opus");
            require(
                    rate == null || (rate >= InputFormat.LEAST_HZ && rate <= InputFormat.MOST_HZ),
                    "rate",
                    "expected " + InputFormat.LEAST_HZ + " to " + InputFormat.MOST_HZ + " samples a second");
            boolean telephone = MU_LAW.equals(type) || A_LAW.equals(type);
            require(
                    !telephone || rate == null || rate == InputFormat.TELEPHONE_HZ,
                    "rate",
                    "expected " + InputFormat.TELEPHONE_HZ + " samples a second, which G.711 has");
        }

        static Format of(InputFormat format) {
            return switch (format) {
                case InputFormat.Pcm(int rateHz) -> new Format(PCM, rateHz);
                case InputFormat.MuLaw law -> new Format(MU_LAW, InputFormat.TELEPHONE_HZ);
                case InputFormat.ALaw law -> new Format(A_LAW, InputFormat.TELEPHONE_HZ);
                case InputFormat.Opus opus -> new Format(OPUS, null);
            };
        }

        InputFormat input(InputFormat before) {
            return switch (type == null ? PCM : type) {
                case MU_LAW -> new InputFormat.MuLaw();
                case A_LAW -> new InputFormat.ALaw();
                case OPUS -> new InputFormat.Opus();
                default -> {
                    int usual = before instanceof InputFormat.Pcm pcm ? pcm.rateHz() : SessionState.USUAL_RATE_HZ;
                    yield new InputFormat.Pcm(rate == null ? usual : rate);
                }
            };
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
