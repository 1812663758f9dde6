package parley.speech.talk;

import java.time.Duration;
import java.time.Instant;
import parley.speech.audio.SampleCount;

/**
 * Something that happened to a talk, and when.
 *
 * @param now on the session's monotonic clock, on which everything is timed
 * @param at the time of day, for what is stored
 * @param received audio received so far
 */
public record TalkInput(Duration now, Instant at, SampleCount received, TalkHappening what) {}
