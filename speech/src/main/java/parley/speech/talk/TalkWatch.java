package parley.speech.talk;

import java.time.Duration;

/**
 * Sees what happens to a talk and what it tells, in order, on the session's own thread; must not block. What it throws
 * is logged and changes nothing.
 */
public interface TalkWatch {
    /** Sees nothing. */
    TalkWatch NONE = new TalkWatch() {
        @Override
        public void happened(TalkInput input) {
            // Nothing is wanted.
        }

        @Override
        public void told(Duration now, TalkEvent event) {
            // Nothing is wanted.
        }
    };

    /** {@code input} is about to be answered. */
    void happened(TalkInput input);

    /** {@code event} was told at {@code now}, on the clock of {@link TalkInput#now}. */
    void told(Duration now, TalkEvent event);
}
