package parley.speech.talk;

import java.time.Duration;
import java.time.Instant;
import parley.speech.audio.SampleCount;

/**
 * Something that happened to a talk, and when.
 *
 * @param now on the session's monotonic clock, on which everything is timed
 * @param at the time of day, for what is stored
 * @param received audio that the ear was given so far
 * @param arrived audio that has come; more than {@code received} while some of it waits for a recogniser
 */
public record TalkInput(Duration now, Instant at, SampleCount received, SampleCount arrived, TalkHappening what) {
    /** One of a time at which no audio waits. */
    public TalkInput(Duration now, Instant at, SampleCount received, TalkHappening what) {
        this(now, at, received, received, what);
    }
}
