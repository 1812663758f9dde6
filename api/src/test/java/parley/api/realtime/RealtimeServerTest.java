package parley.api.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.config.Settings;

/** A conversation in text over a real socket, with the real store and the authored tutor. */
class RealtimeServerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    /** One server for all tests, since loading the language rules takes seconds; each test begins a conversation. */
    @SuppressWarnings("NullAway.Init")
    private static Serving serving;

    @BeforeAll
    static void start() throws Exception {
        serving = serve();
    }

    @AfterAll
    static void stop() {
        serving.close();
    }

    private static Serving serve() throws Exception {
        return Serving.start(new Wiring(Settings.load(data, null, Map.of("PARLEY_PORT", "0")), false));
    }

    @BeforeEach
    void beginAnew() {
        try (var client = WireClient.connectNew(serving.port())) {
            client.next("session.created");
        }
    }

    @Test
    void whatATurnDetectionSaysHoldsOrIsNamed() {
        try (var client = WireClient.connectNew(serving.port())) {
            client.send("{\"type\":\"session.update\",\"session\":{\"audio\":{\"input\":{\"turn_detection\":{\"type\":"
                    + "\"semantic_vad\",\"eagerness\":\"high\",\"prefix_padding_ms\":100,\"telepathy\":true}}}}}");
            JsonNode told = client.next("session.updated").at("/session/audio/input/turn_detection");
            assertThat(told.toString())
                    .isEqualTo("{\"type\":\"semantic_vad\",\"prefix_padding_ms\":200,\"eagerness\":\"high\"}");
            JsonNode notice = client.next();
            assertThat(notice.path("type").asText()).isEqualTo("parley.notice");
            assertThat(notice.path("code").asText()).isEqualTo("setting_passed_over");
            assertThat(notice.path("message").asText()).contains("telepathy");
        }
    }

    @Test
    void aLearnerIsGreetedAnsweredAndRemembered() throws Exception {
        String question;
        try (var client = WireClient.connect(serving.port())) {
            assertThat(client.next("session.created")
                            .at("/session/audio/input/format/rate")
                            .asInt())
                    .isEqualTo(24_000);
            client.send("{\"type\":\"session.update\",\"session\":{\"output_modalities\":[\"text\"]}}");
            client.next("session.updated");

            client.send("{\"type\":\"response.create\"}");
            List<JsonNode> opening = client.until("response.done");
            assertThat(WireClient.types(opening))
                    .startsWith(
                            "response.created",
                            "response.output_item.added",
                            "conversation.item.added",
                            "response.content_part.added",
                            "response.output_text.delta")
                    .endsWith(
                            "response.output_text.done",
                            "response.content_part.done",
                            "response.output_item.done",
                            "conversation.item.done",
                            "response.done");
            assertThat(opening.getLast().at("/response/parley/moves"))
                    .map(JsonNode::asText)
                    .contains("Welcome", "Ask");
            question = WireClient.text(opening.getLast());
            String streamed = opening.stream()
                    .filter(event -> event.path("type").asText().equals("response.output_text.delta"))
                    .map(event -> event.path("delta").asText())
                    .reduce("", String::concat);
            assertThat(streamed).isEqualTo(question).isNotBlank();
            JsonNode first = client.next().path("turn");
            assertThat(first.path("origin").asText()).isEqualTo("tutor");
            assertThat(first.path("reply_id")).isEqualTo(opening.getLast().at("/response/output/0/id"));

            List<JsonNode> answer = client.converse("item_1", "a hint please");
            assertThat(WireClient.types(answer)).startsWith("conversation.item.added", "conversation.item.done");
            assertThat(answer.getFirst().at("/item/id").asText()).isEqualTo("item_1");
            assertThat(answer.getLast().at("/response/parley/moves"))
                    .map(JsonNode::asText)
                    .contains("Hint");
            assertThat(answer.getLast().at("/response/parley/worded_by").asText())
                    .isEqualTo("authored");
            JsonNode turn = client.next("parley.turn").path("turn");
            assertThat(turn.path("number").asInt()).isEqualTo(2);
            assertThat(turn.path("origin").asText()).isEqualTo("typed");
            assertThat(turn.path("outcome").asText()).isEqualTo("answered");
            assertThat(turn.path("item_id").asText()).isEqualTo("item_1");
            assertThat(turn.at("/times/first_token_ms").isIntegralNumber()).isTrue();
        }
        serving.close();
        serving = serve();
        try (var client = WireClient.connect(serving.port())) {
            JsonNode items = client.next("parley.history").path("items");
            assertThat(items).map(item -> item.path("role").asText()).containsExactly("assistant", "user", "assistant");
            assertThat(items.get(0).path("text").asText()).isEqualTo(question);
            assertThat(items.get(1).path("id").asText()).isEqualTo("item_1");
        }
    }

    @Test
    void aMessageSentTwiceIsStoredOnceAndAcknowledgedTwice() {
        try (var client = WireClient.connect(serving.port())) {
            client.say("item_twice", "hello");
            client.next("conversation.item.done");
            client.say("item_twice", "hello");
            assertThat(client.next("conversation.item.done").at("/item/id").asText())
                    .isEqualTo("item_twice");
        }
        try (var client = WireClient.connect(serving.port())) {
            assertThat(client.next("parley.history").path("items")).hasSize(1);
        }
    }

    @Test
    void whatWasLeftUnansweredIsAnsweredWhenTheLearnerReturns() {
        try (var client = WireClient.connect(serving.port())) {
            client.say("item_lost", "hello");
            client.next("conversation.item.done");
        }
        try (var client = WireClient.connect(serving.port())) {
            client.send("{\"type\":\"session.update\",\"session\":{}}");
            assertThat(WireClient.text(client.next("response.done"))).isNotBlank();
        }
    }

    @Test
    void theLanguageOfExplanationsIsTheClients() {
        try (var client = WireClient.connect(serving.port())) {
            client.send("{\"type\":\"session.update\",\"session\":{\"parley\":{\"locale\":\"zh-CN\"}}}");
            client.next("session.updated");
            client.send("{\"type\":\"response.create\"}");
            assertThat(WireClient.text(client.next("response.done"))).containsPattern("\\p{IsHan}");
        }
    }

    @Test
    void aSecondTabTakesOverAndTheFirstCanTakeBack() {
        try (var first = WireClient.connect(serving.port())) {
            first.next("session.created");
            first.say("item_a", "hello");
            first.next("conversation.item.done");
            try (var second = WireClient.connect(serving.port())) {
                assertThat(first.closeCode()).isEqualTo(4001);
                assertThat(first.closeReason()).isEqualTo("superseded");
                assertThat(second.next("parley.history").path("items")).hasSize(1);
                second.say("item_b", "hello again");
                second.next("conversation.item.done");
                try (var back = WireClient.connect(serving.port())) {
                    assertThat(second.closeCode()).isEqualTo(4001);
                    assertThat(back.next("parley.history").path("items").size()).isGreaterThanOrEqualTo(2);
                }
            }
        }
    }

    @Test
    void aNewConversationBeginsEmpty() {
        try (var client = WireClient.connect(serving.port())) {
            client.say("item_old", "hello");
            client.next("conversation.item.done");
        }
        try (var client = WireClient.connectNew(serving.port())) {
            client.send("{\"type\":\"response.create\"}");
            List<JsonNode> events = client.until("response.done");
            assertThat(WireClient.types(events)).doesNotContain("parley.history");
        }
    }

    @Test
    void aFrameOfTenMegabytesClosesTheConnectionAndLosesNothing() throws Exception {
        try (var client = WireClient.connect(serving.port())) {
            client.say("item_kept", "hello");
            client.next("conversation.item.done");
        }
        try (var raw = new RawSocket(serving.port())) {
            raw.sendText(10 << 20);
            assertThat(raw.readClose()).startsWith("1009 ").contains("too large");
        }
        try (var client = WireClient.connect(serving.port())) {
            assertThat(client.next("parley.history").at("/items/0/id").asText()).isEqualTo("item_kept");
        }
    }

    @Test
    void aClientThatDoesNotReadIsClosedWithTheReasonAndNothingIsLost() {
        // Two acknowledgements of 4 KB for each message sent again: far more than the buffers between us hold.
        String text = "x".repeat(4_000);
        try (var client = WireClient.connectWithoutReading(serving.port())) {
            for (int i = 0; i < 4_000; i++) {
                try {
                    client.say("item_slow", text);
                } catch (RuntimeException closedMeanwhile) {
                    break;
                }
            }
            client.readOn();
            assertThat(client.closeCode()).isEqualTo(4002);
            assertThat(client.closeReason()).contains("too slowly");
        }
        try (var client = WireClient.connect(serving.port())) {
            assertThat(client.next("parley.history").at("/items/0/id").asText()).isEqualTo("item_slow");
        }
    }

    @Test
    void nonsenseIsAnsweredByAnErrorThatNamesTheFieldAndTheConversationGoesOn() {
        try (var client = WireClient.connect(serving.port())) {
            client.send("{\"type\":\"response.crate\",\"event_id\":\"e1\"}");
            JsonNode unknown = client.next("error").path("error");
            assertThat(unknown.path("code").asText()).isEqualTo("unknown_event");
            assertThat(unknown.path("event_id").asText()).isEqualTo("e1");
            client.send("{\"type\":\"session.update\",\"session\":{\"audio\":{\"input\":{\"format\":{\"rate\":5}}}}}");
            assertThat(client.next("error").at("/error/param").asText()).isEqualTo("session.audio.input.format.rate");
            client.send("{\"type\":\"input_audio_buffer.append\",\"audio\":\"?\"}");
            assertThat(client.next("error").at("/error/param").asText()).isEqualTo("audio");
            client.send(new byte[3]);
            assertThat(client.next("error").at("/error/message").asText()).contains("16-bit");
            client.send("[1]");
            assertThat(client.next("error").at("/error/code").asText()).isEqualTo("invalid_json");
            client.say("item_long", "x".repeat(4_001));
            JsonNode tooLong = client.next("error").path("error");
            assertThat(tooLong.path("message").asText()).contains("4000");
            assertThat(tooLong.path("event_id").asText()).isEqualTo("create_item_long");
            assertThat(WireClient.text(client.converse("item_ok", "hello").getLast()))
                    .isNotBlank();
        }
    }

    @Test
    void soundWithoutSpeechModelsIsNoticedAndTypingWorks() {
        try (var client = WireClient.connect(serving.port())) {
            client.send(new byte[3_200]);
            assertThat(client.next("parley.notice").path("code").asText()).isEqualTo("speech_unavailable");
            assertThat(WireClient.text(client.converse("item_1", "hello").getLast()))
                    .isNotBlank();
        }
    }

    @Test
    void aPageOfAnotherOriginGetsNoSocket() {
        assertThatThrownBy(() -> WireClient.connectFrom(serving.port(), "https://elsewhere.example"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        try (var own = WireClient.connectFrom(serving.port(), "http://127.0.0.1:" + serving.port())) {
            own.next("session.created");
        }
    }

    @Test
    void aStoppingServerSaysSo() throws Exception {
        try (var client = WireClient.connect(serving.port())) {
            client.next("session.created");
            serving.close();
            assertThat(client.closeCode()).isEqualTo(1001);
        } finally {
            serving = serve();
        }
    }
}
