package parley.speech.turns;

import java.time.Duration;
import parley.speech.audio.SampleCount;

/**
 * A word, or a sentence whose words have no times, that the tutor said aloud, placed in the learner's audio.
 *
 * <p>The place is where it would come back without any delay: by our own clock, which does not know the client's
 * buffers, the room and the way back.
 *
 * @param earliest where the first word began to be played
 * @param latest where the last one did; the same for a single word
 */
public record TutorWord(String text, SampleCount earliest, SampleCount latest) {
    /** How much later than that it may come back: the client's buffers, the room, the ear. */
    public static final Duration ECHO_DELAY = Duration.ofMillis(700);

    /** How much sooner: a client may play sooner than our clock says. */
    public static final Duration ECHO_AHEAD = Duration.ofMillis(300);

    /** Whether a word that began at {@code heard} may be this one, come back. */
    boolean mayComeBackAt(SampleCount heard) {
        return heard.compareTo(earliest.minusOrZero(SampleCount.of(ECHO_AHEAD))) >= 0
                && heard.compareTo(latest.plus(SampleCount.of(ECHO_DELAY))) <= 0;
    }

    /** Whether it may come back at {@code from} or later. */
    public boolean mayComeBackFrom(SampleCount from) {
        return from.compareTo(latest.plus(SampleCount.of(ECHO_DELAY))) <= 0;
    }
}
