package parley.speech.languages;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import parley.speech.hearing.Recogniser;

/**
 * One session's right to a recogniser, which stays open as long as it is used. Thread-safe.
 *
 * <p>A hold that was not used for a while may be taken back, when somebody speaks another language and there is no room for
 * its model; the holder is told so, and asks again when there is something to hear.
 */
public final class RecogniserHold implements AutoCloseable {
    private final String language;
    private final Recogniser recogniser;
    private final Runnable takenBack;
    private final LongSupplier nanos;
    private final Consumer<RecogniserHold> released;
    private volatile long usedNanos;

    /** Guarded by whoever gave it. */
    private boolean ended;

    RecogniserHold(
            String language,
            Recogniser recogniser,
            Runnable takenBack,
            LongSupplier nanos,
            Consumer<RecogniserHold> released) {
        this.language = language;
        this.recogniser = recogniser;
        this.takenBack = takenBack;
        this.nanos = nanos;
        this.released = released;
        this.usedNanos = nanos.getAsLong();
    }

    /** A hold of a recogniser that its owner keeps open for all. */
    public static RecogniserHold lasting(String language, Recogniser recogniser) {
        return new RecogniserHold(language, recogniser, () -> {}, System::nanoTime, hold -> {});
    }

    /** What it hears. */
    public String language() {
        return language;
    }

    /** Usable until this is closed or taken back; calls fail afterwards, as with any closed recogniser. */
    public Recogniser recogniser() {
        return recogniser;
    }

    /** Notes that there is a voice to hear. */
    public void use() {
        usedNanos = nanos.getAsLong();
    }

    long usedNanos() {
        return usedNanos;
    }

    void tellTakenBack() {
        takenBack.run();
    }

    /** Whether this was the first call. */
    boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    /** Undoes an end that nobody was told of. */
    void resume() {
        ended = false;
    }

    /** Gives it back; idempotent. The recogniser stays open for others until its room is needed. */
    @Override
    public void close() {
        released.accept(this);
    }
}
