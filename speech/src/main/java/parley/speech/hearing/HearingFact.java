package parley.speech.hearing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;

/**
 * Something that happened in the learner's audio; a fact, never a decision about the turn.
 *
 * <p>Order within a turn: {@code SpeechStarted PartialHeard* SpeechPaused (SegmentHeard |
 * RecogniserFailed)} and then, until {@link Ear#turnCommitted}, any number of times {@code
 * SpeechResumed PartialHeard* SpeechPaused (SegmentHeard | RecogniserFailed)}. An onset never waits for words: of a
 * learner who goes on before the words of a pause are there, these are only a {@code PartialHeard}; before the pause was
 * told, neither it nor the {@code SpeechResumed} is told. Nothing is told of the words of a turn after {@link
 * Ear#turnCommitted}. All positions are session sample time.
 */
public sealed interface HearingFact {

    /** The first voice of a turn began at {@code at}, which lies a few frames before it was noticed. */
    record SpeechStarted(SampleCount at) implements HearingFact {}

    /** The learner goes on, at {@code at}, in a turn that had paused. */
    record SpeechResumed(SampleCount at) implements HearingFact {}

    /**
     * The words of the whole turn so far; the last of them may still change.
     *
     * @param at how far the audio had been heard
     * @param level how loud the turn was so far; null while too little came to tell
     */
    record PartialHeard(
            String text, SampleCount at, @Nullable VoiceLevel level) implements HearingFact {}

    /**
     * The voice has ended. Sent as soon as the release hang has passed, before the words are final.
     *
     * @param at where in the audio this was noticed
     * @param speechEnd where the voice ended
     */
    record SpeechPaused(SampleCount at, SampleCount speechEnd) implements HearingFact {}

    /** The final words of everything said since the turn's {@link SpeechStarted}. Text may be empty: noise. */
    record SegmentHeard(Utterance utterance) implements HearingFact {}

    /** The words of this stretch of speech are lost; hearing goes on. {@code reason} is one line for an operator. */
    record RecogniserFailed(String reason) implements HearingFact {}

    /** Audio came faster than it could be heard, and {@code lost} of the oldest was dropped before {@code at}. */
    record AudioDropped(SampleCount at, Duration lost) implements HearingFact {}

    /**
     * All audio up to {@code at}, where {@link Ear#audioEnded} was asked for, has been heard; the facts of what was
     * being said there came before.
     */
    record AudioEnded(SampleCount at) implements HearingFact {}
}
