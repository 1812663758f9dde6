package parley.api.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.turns.TurnMode;
import parley.speech.turns.TurnSettings;

class TurnDetectionTest {
    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void whatIsWishedStandsAndTheRestIsAsTheServerSays() throws Exception {
        JsonNode wish = json("{\"type\":\"server_vad\",\"silence_duration_ms\":900,\"interrupt_response\":false,"
                + "\"minimum_words\":2,\"idle_timeout_ms\":6000}");
        var detection = TurnDetection.read(wish);
        TurnSettings turns = detection.over(TurnSettings.USUAL);

        assertThat(detection.mode()).isEqualTo(TurnMode.AUTOMATIC);
        assertThat(turns.normalWait()).isEqualTo(Duration.ofMillis(900));
        assertThat(turns.openWait()).isEqualTo(TurnSettings.USUAL.openWait());
        assertThat(turns.floor().interruptible()).isFalse();
        assertThat(turns.floor().minimumWords()).isEqualTo(2);
        assertThat(turns.floor().idleAfter()).isEqualTo(Duration.ofSeconds(6));
        assertThat(turns.floor().idlePrompts()).isEqualTo(1);
        assertThat(detection.onWire()).isEqualTo(wish);
        assertThat(TurnDetection.of(TurnMode.AUTOMATIC).over(TurnSettings.BEGINNER))
                .isEqualTo(TurnSettings.BEGINNER);
    }

    @Test
    void theModesOfTurnTakingHaveNames() throws Exception {
        assertThat(TurnDetection.read(json("null")).mode()).isEqualTo(TurnMode.MANUAL);
        assertThat(TurnDetection.read(json("null")).onWire().isNull()).isTrue();
        assertThat(TurnDetection.read(json("{\"type\":\"push_to_talk\"}")).mode())
                .isEqualTo(TurnMode.PUSH_TO_TALK);
        assertThat(TurnDetection.of(TurnMode.PUSH_TO_TALK).onWire()).isEqualTo(json("{\"type\":\"push_to_talk\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"telepathy\"}",
                "{\"type\":\"server_vad\",\"silence_duration_ms\":100}",
                "{\"type\":\"server_vad\",\"silence_duration_ms\":\"long\"}",
                "{\"type\":\"server_vad\",\"minimum_words\":21}",
                "{\"type\":\"server_vad\",\"interrupt_response\":1}",
                "{\"type\":\"server_vad\",\"idle_timeout_ms\":10}"
            })
    void whatCanNotBeUsedIsRefusedByItsField(String wish) throws Exception {
        JsonNode json = json(wish);
        assertThatThrownBy(() -> TurnDetection.read(json))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("expected");
    }
}
