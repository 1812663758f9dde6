package parley.tutor.models.routing;

import org.jspecify.annotations.Nullable;
import parley.tutor.models.LanguageModel.TextSink;

/**
 * Where the text of a call's streams goes, one after another: remembers what went to the caller, and joins a continuation
 * to it. Used by one thread.
 */
final class Relay implements TextSink {
    private final TextSink sink;

    /** What the caller has, as far as it was not taken back. */
    private final StringBuilder given = new StringBuilder();

    private boolean opened;
    private boolean textInStream;
    private @Nullable Seam seam;

    Relay(TextSink sink) {
        this.sink = sink;
    }

    @Override
    public void opened() {
        if (!opened) {
            opened = true;
            sink.opened();
        }
    }

    @Override
    public void text(String delta) throws InterruptedException {
        pass(seam == null ? delta : seam.add(delta));
    }

    /** A stream ended well: gives what is still held back at the seam. */
    void end() throws InterruptedException {
        if (seam != null) {
            pass(seam.end());
        }
    }

    /** Whether the stream in hand gave the caller anything. */
    boolean textInStream() {
        return textInStream;
    }

    boolean textGiven() {
        return !given.isEmpty();
    }

    /** Takes back what the learner has not got; gives what he has, empty for nothing. Another stream may begin. */
    @Override
    public String takeBack() {
        String passedOn = sink.takeBack();
        if (passedOn == null) {
            passedOn = given.toString();
        }
        given.setLength(0);
        given.append(passedOn);
        textInStream = false;
        seam = null;
        return passedOn;
    }

    /** The next stream goes on where the learner's text ends. */
    void continueAfter(String passedOn) {
        seam = new Seam(passedOn);
        textInStream = false;
    }

    private void pass(String text) throws InterruptedException {
        if (!text.isEmpty()) {
            textInStream = true;
            given.append(text);
            sink.text(text);
        }
    }
}
