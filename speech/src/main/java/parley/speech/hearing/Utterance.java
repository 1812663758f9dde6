package parley.speech.hearing;

import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;

/**
 * All that was heard of the learner's turn so far, over one or more segments of speech.
 *
 * @param start first voiced sample of the turn
 * @param end sample after its last voiced one
 * @param segments how many stretches of speech it holds, at least 1
 * @param free words of free decoding, in session time
 * @param expected words of decoding against the expectation, in session time; empty when there was none
 * @param heard the two weighed
 * @param level how loud it was; null where it was too short to tell
 */
public record Utterance(
        SampleCount start,
        SampleCount end,
        int segments,
        Transcript free,
        Transcript expected,
        Heard heard,
        @Nullable VoiceLevel level) {}
