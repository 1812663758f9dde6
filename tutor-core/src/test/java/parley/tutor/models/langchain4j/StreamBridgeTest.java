package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamBridgeTest {
    private final StreamBridge bridge = new StreamBridge();
    private final ChatResponse half =
            ChatResponse.builder().aiMessage(AiMessage.from("half")).build();

    /** langchain4j reports a stream cut in a chunk as failed, and then as complete with half the text. */
    @Test
    void aCompletionAfterAnErrorIsIgnored() throws Exception {
        var cut = new IOException("cut");
        bridge.onPartialResponse("half");
        bridge.onError(cut);
        bridge.onPartialResponse("late");
        bridge.onCompleteResponse(half);

        assertThat(bridge.next(Duration.ZERO)).isEqualTo(new StreamBridge.Signal.Text("half"));
        assertThat(bridge.next(Duration.ZERO)).isEqualTo(new StreamBridge.Signal.Broken(cut));
        assertThat(bridge.next(Duration.ZERO)).isNull();
    }

    @Test
    void nothingIsTakenAfterTheReaderHasLeft() throws Exception {
        bridge.onPartialResponse("early");
        bridge.abandon();
        bridge.onPartialResponse("late");
        bridge.onError(new IllegalStateException());
        bridge.onCompleteResponse(half);

        assertThat(bridge.next(Duration.ZERO)).isNull();
    }

    @Test
    void aFullBridgeHoldsTheStreamBackUntilItIsInterrupted() throws Exception {
        for (int i = 0; i < StreamBridge.CAPACITY; i++) {
            bridge.onPartialResponse("word " + i);
        }
        Thread stream = Thread.ofVirtual().start(() -> bridge.onPartialResponse("one more"));
        stream.interrupt();
        assertThat(stream.join(Duration.ofSeconds(20))).isTrue();

        for (int i = 0; i < StreamBridge.CAPACITY; i++) {
            assertThat(bridge.next(Duration.ZERO)).isEqualTo(new StreamBridge.Signal.Text("word " + i));
        }
        assertThat(bridge.next(Duration.ZERO)).isNull();
    }
}
