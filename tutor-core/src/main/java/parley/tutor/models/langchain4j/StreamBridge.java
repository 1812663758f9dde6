package parley.tutor.models.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries a stream's callbacks to the one thread that waits for them. The writing thread is held back when
 * {@value #CAPACITY} pieces wait; the first end wins, and whatever is called after it is ignored: langchain4j reports
 * some cut streams as failed and then as complete.
 */
final class StreamBridge implements StreamingChatResponseHandler {
    /** Pieces that may wait, about a minute of speech; behind a full queue the socket fills and the model waits. */
    static final int CAPACITY = 256;

    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(CAPACITY);
    // Written and read by the stream's own thread, and by the reader's when it leaves.
    private volatile boolean ended;

    /** One thing that a stream tells. */
    sealed interface Signal {
        record Text(String delta) implements Signal {}

        record Complete(ChatResponse response) implements Signal {}

        record Broken(Throwable cause) implements Signal {}
    }

    /** The next signal, or null when none came within {@code wait}; one that is there already is always given. */
    @Nullable
    Signal next(Duration wait) throws InterruptedException {
        return signals.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** The reader leaves; nothing more is taken. */
    void abandon() {
        ended = true;
        signals.clear();
    }

    @Override
    public void onPartialResponse(String delta) {
        if (!ended && !delta.isEmpty()) {
            put(new Signal.Text(delta));
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        end(new Signal.Complete(response));
    }

    @Override
    public void onError(Throwable error) {
        end(new Signal.Broken(error));
    }

    private void end(Signal last) {
        if (!ended) {
            ended = true;
            put(last);
        }
    }

    private void put(Signal signal) {
        try {
            signals.put(signal);
        } catch (InterruptedException e) {
            // The reader has left. The flag makes the stream's next read fail, which closes its connection.
            Thread.currentThread().interrupt();
        }
    }
}
