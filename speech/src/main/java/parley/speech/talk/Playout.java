package parley.speech.talk;

import java.time.Duration;

/** Pacing of a reply's audio to the client. */
public final class Playout {
    /** Audio is sent at most this far ahead of its playback. */
    public static final Duration LEAD = Duration.ofMillis(300);

    private Playout() {}
}
