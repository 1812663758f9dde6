package parley.api.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import parley.api.realtime.SessionWish.Audio;
import parley.api.realtime.SessionWish.Format;
import parley.api.realtime.SessionWish.Input;
import parley.api.realtime.SessionWish.Output;
import parley.api.realtime.SessionWish.Parley;
import parley.speech.audio.InputFormat;
import parley.speech.turns.TurnMode;

/**
 * A session's settings as they stand. Immutable.
 *
 * @param spoken whether replies are spoken, with a transcript, or only written
 * @param input the form of what the client sends
 * @param turns who ends the learner's spoken turns
 * @param outputRateHz samples a second of what the client is sent
 * @param speed factor on the voice's usual speed
 * @param courseId the course that is taught; a connection keeps it
 * @param locale language of explanations, {@code en} or {@code zh-CN}
 */
record SessionState(
        boolean spoken,
        InputFormat input,
        TurnDetection turns,
        int outputRateHz,
        double speed,
        String locale,
        String courseId) {
    /** What the OpenAI API sends and takes unless told otherwise. */
    static final int USUAL_RATE_HZ = 24_000;

    static SessionState usual(String locale, double speed, String courseId, TurnMode mode) {
        return new SessionState(
                false,
                new InputFormat.Pcm(USUAL_RATE_HZ),
                TurnDetection.of(mode),
                USUAL_RATE_HZ,
                speed,
                locale,
                courseId);
    }

    /** The settings after {@code wish}; what it leaves out stays. */
    SessionState after(SessionWish wish) {
        Audio audio = wish.audio();
        Input wished = audio == null ? null : audio.input();
        Output output = audio == null ? null : audio.output();
        JsonNode detection = wished == null ? null : wished.turnDetection();
        Parley parley = wish.parley();
        return new SessionState(
                wish.outputModalities() == null
                        ? spoken
                        : wish.outputModalities().contains("audio"),
                wish.inputFormat(input),
                detection == null ? turns : TurnDetection.read(detection),
                output == null ? outputRateHz : rate(output.format(), outputRateHz),
                output == null || output.speed() == null ? speed : output.speed(),
                parley == null || parley.locale() == null ? locale : parley.locale(),
                courseId);
    }

    private static int rate(@org.jspecify.annotations.Nullable Format format, int otherwise) {
        return format == null || format.rate() == null ? otherwise : format.rate();
    }

    /** As it is told to the client. */
    SessionWish onWire() {
        return new SessionWish(
                "realtime",
                List.of(spoken ? "audio" : "text"),
                new Audio(
                        new Input(Format.of(input), turns.onWire()),
                        new Output(new Format(Format.PCM, outputRateHz), speed)),
                null,
                new Parley(locale, courseId));
    }
}
