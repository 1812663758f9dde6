package parley.api.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.talk.TalkSettings;
import parley.speech.turns.TurnMode;
import parley.speech.turns.TurnSettings;
import parley.tutor.conversation.Delivery;

class TurnDetectionTest {
    private static final TalkSettings TALK = TalkSettings.usual("en", Delivery.SPOKEN);

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void whatIsWishedStandsAndTheRestIsAsTheServerSays() throws Exception {
        JsonNode wish = json("{\"type\":\"server_vad\",\"silence_duration_ms\":900,\"interrupt_response\":false,"
                + "\"minimum_words\":2,\"idle_timeout_ms\":6000}");
        var detection = TurnDetection.read(wish);
        TurnSettings turns = detection.over(TALK).turns();

        assertThat(detection.mode()).isEqualTo(TurnMode.AUTOMATIC);
        assertThat(turns.normalWait()).isEqualTo(Duration.ofMillis(900));
        assertThat(turns.openWait()).isEqualTo(TurnSettings.USUAL.openWait());
        assertThat(turns.floor().interruptible()).isFalse();
        assertThat(turns.floor().minimumWords()).isEqualTo(2);
        assertThat(turns.floor().idleAfter()).isEqualTo(Duration.ofSeconds(6));
        assertThat(turns.floor().idlePrompts()).isEqualTo(1);
        assertThat(detection.onWire()).isEqualTo(wish);
        TalkSettings beginner = TALK.withTurns(TurnSettings.BEGINNER);
        assertThat(TurnDetection.of(TurnMode.AUTOMATIC).over(beginner)).isEqualTo(beginner);
    }

    @Test
    void whatAnotherServersClientSaysHolds() throws Exception {
        JsonNode wish =
                json("{\"type\":\"semantic_vad\",\"threshold\":0.8,\"prefix_padding_ms\":500,\"eagerness\":\"low\","
                        + "\"create_response\":false}");
        var detection = TurnDetection.read(wish);
        TalkSettings talk = detection.over(TALK);

        assertThat(talk.ear().activation()).isEqualTo(0.8);
        assertThat(talk.ear().release()).isCloseTo(0.56, within(1e-9));
        assertThat(talk.ear().preRoll()).isEqualTo(Duration.ofMillis(500));
        assertThat(talk.turns().normalWait()).isEqualTo(Duration.ofMillis(900));
        assertThat(talk.turns().openWait()).isEqualTo(Duration.ofMillis(2_250));
        assertThat(talk.turns().longestWait()).isEqualTo(Duration.ofMillis(2_700));
        assertThat(talk.turns().wordsWithin()).isEqualTo(Duration.ofMillis(2_700));
        assertThat(talk.answering()).isFalse();
        assertThat(detection.onWire()).isEqualTo(wish);
        assertThat(detection.passedOver()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"low, 900", "medium, 600", "auto, 600", "high, 450"})
    void eagernessIsPatience(String eagerness, long waitMs) throws Exception {
        var detection = TurnDetection.read(json("{\"type\":\"semantic_vad\",\"eagerness\":\"" + eagerness + "\"}"));
        assertThat(detection.over(TALK).turns().normalWait()).hasMillis(waitMs);
    }

    @ParameterizedTest
    @CsvSource({"0, 200", "199, 200", "300, 300", "9999, 1000"})
    void noWishClipsFirstWords(int wished, int holds) throws Exception {
        var detection = TurnDetection.read(json("{\"type\":\"server_vad\",\"prefix_padding_ms\":" + wished + "}"));
        assertThat(detection.over(TALK).ear().preRoll()).hasMillis(holds);
        assertThat(detection.onWire().path("prefix_padding_ms").intValue()).isEqualTo(holds);
    }

    @Test
    void whatNobodyFollowsIsNamed() throws Exception {
        String many = "\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"" + "x".repeat(100) + "\":1,\"e\":1";
        var detection = TurnDetection.read(json("{\"type\":\"server_vad\",\"threshold\":null," + many + "}"));
        assertThat(detection.passedOver()).containsExactly("a", "b", "c", "d", "x".repeat(40) + "…");
        assertThat(detection.onWire()).isEqualTo(json("{\"type\":\"server_vad\"}"));
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
                "{\"type\":\"server_vad\",\"threshold\":0}",
                "{\"type\":\"server_vad\",\"threshold\":\"high\"}",
                "{\"type\":\"server_vad\",\"prefix_padding_ms\":-1}",
                "{\"type\":\"semantic_vad\",\"eagerness\":\"very\"}",
                "{\"type\":\"server_vad\",\"create_response\":\"no\"}",
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
