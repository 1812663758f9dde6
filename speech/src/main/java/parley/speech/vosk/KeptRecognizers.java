package parley.speech.vosk;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.vosk.Recognizer;

/**
 * Native free recognisers that have finished an utterance and can hear another one; thread-safe.
 *
 * <p>Making one takes tens of milliseconds, and each finds its way through the language anew, which is a fifth of the cost of
 * an utterance. It remembers that way, and so grows: after {@link #MOST_SAMPLES} it is closed instead of being kept. What was
 * said before leaves no trace in what it hears: features and search begin anew with each utterance.
 */
final class KeptRecognizers implements AutoCloseable {
    /** A native recogniser and how much it has heard, from which its word times count. */
    record Kept(Recognizer recognizer, long samplesHeard) {}

    /**
     * Three minutes of sound. On recordings of 65 people a recogniser took 0.110 s for each of its first 60 seconds, 0.094 for
     * the next 50 and 0.086 for the 50 after, and had grown by 96, 131 and 154 MB then: more of the way is known already.
     */
    static final long MOST_SAMPLES = 180 * 16_000L;

    private final int most;
    private final Object lock = new Object();
    private final Deque<Kept> kept = new ArrayDeque<>();
    private boolean closed;

    /** @param most how many are kept */
    KeptRecognizers(int most) {
        this.most = most;
    }

    /** The one that was given back last; null when there is none. */
    @Nullable
    Kept take() {
        synchronized (lock) {
            return kept.pollLast();
        }
    }

    boolean isEmpty() {
        synchronized (lock) {
            return kept.isEmpty();
        }
    }

    /** Keeps {@code recognizer}, which has given its final result and belongs to nobody else any more, or closes it. */
    void give(Recognizer recognizer, long samplesHeard) {
        synchronized (lock) {
            if (!closed && kept.size() < most && samplesHeard < MOST_SAMPLES) {
                kept.addLast(new Kept(recognizer, samplesHeard));
                return;
            }
        }
        recognizer.close();
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            kept.forEach(one -> one.recognizer.close());
            kept.clear();
        }
    }
}
