package parley.api.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.api.realtime.EventCodec.Decoded;
import parley.speech.audio.InputFormat;
import parley.speech.turns.TurnMode;

/** How a client and the server agree on the form of the sound that the client sends. */
class InputFormatTest {
    private static final SessionState USUAL = SessionState.usual("en", 1.0, "everyday-english", TurnMode.AUTOMATIC);

    private static SessionState after(SessionState state, String session) {
        Decoded decoded = new EventCodec().decode("{\"type\":\"session.update\",\"session\":" + session + "}");
        assertThat(decoded).isInstanceOf(Decoded.Event.class);
        return state.after(((ClientEvent.SessionUpdate) ((Decoded.Event) decoded).event()).session());
    }

    private static String format(String format) {
        return "{\"audio\":{\"input\":{\"format\":" + format + "}}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"audio/pcm","rate":16000} | Pcm[rateHz=16000] | {"type":"audio/pcm","rate":16000}
            {"rate":48000}                    | Pcm[rateHz=48000] | {"type":"audio/pcm","rate":48000}
            {"type":"audio/pcm"}              | Pcm[rateHz=24000] | {"type":"audio/pcm","rate":24000}
            {"type":"audio/pcmu"}             | MuLaw[]           | {"type":"audio/pcmu","rate":8000}
            {"type":"audio/pcma","rate":8000} | ALaw[]            | {"type":"audio/pcma","rate":8000}
            {"type":"audio/opus"}             | Opus[]            | {"type":"audio/opus"}
            """)
    void theFormatIsTakenAndToldBack(String wish, String taken, String told) throws Exception {
        SessionState state = after(USUAL, format(wish));
        assertThat(state.input()).hasToString(taken);
        JsonNode session = new ObjectMapper()
                .readTree(new EventCodec().encode(new ServerEvent.SessionUpdated(state.onWire()), "event_1"));
        assertThat(session.at("/session/audio/input/format")).isEqualTo(new ObjectMapper().readTree(told));
    }

    @Test
    void theOlderNameIsTakenWhereTheNewerSaysNothing() {
        assertThat(after(USUAL, "{\"input_audio_format\":\"g711_ulaw\"}").input())
                .isEqualTo(new InputFormat.MuLaw());
        assertThat(after(USUAL, "{\"input_audio_format\":\"pcm16\"}").input()).isEqualTo(new InputFormat.Pcm(24_000));
        assertThat(after(
                                USUAL,
                                "{\"input_audio_format\":\"g711_alaw\",\"audio\":{\"input\":{\"format\":{\"rate\":16000}}}}")
                        .input())
                .isEqualTo(new InputFormat.Pcm(16_000));
        SessionState law = after(USUAL, format("{\"type\":\"audio/pcma\"}"));
        assertThat(after(law, "{\"parley\":{\"locale\":\"zh-CN\"}}").input()).isEqualTo(new InputFormat.ALaw());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"audio":{"input":{"format":{"type":"audio/mp3"}}}}              | session.audio.input.format.type
            {"audio":{"input":{"format":{"rate":96000}}}}                    | session.audio.input.format.rate
            {"audio":{"input":{"format":{"type":"audio/pcmu","rate":16000}}}} | session.audio.input.format.rate
            {"audio":{"output":{"format":{"type":"audio/opus"}}}}            | session.audio.output.format.type
            {"input_audio_format":"mp3"}                                     | session.input_audio_format
            """)
    void whatIsNotTakenIsRefusedByItsField(String session, String field) {
        Decoded decoded = new EventCodec().decode("{\"type\":\"session.update\",\"session\":" + session + "}");
        assertThat(decoded).isInstanceOf(Decoded.Refused.class);
        assertThat(((Decoded.Refused) decoded).error().param()).isEqualTo(field);
    }

    @Test
    void aFormatOfNoKindIsABug() {
        assertThatThrownBy(() -> new InputFormat.Pcm(7_999)).isInstanceOf(IllegalArgumentException.class);
    }
}
