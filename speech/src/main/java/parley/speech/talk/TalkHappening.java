package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import parley.speech.hearing.HearingFact;
import parley.speech.speaking.WordTiming;
import parley.speech.turns.MicrophoneState;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ConversationInput;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;

/** Everything that can happen to a talk. */
public sealed interface TalkHappening {
    /** The work of a reply answers. */
    record Conversed(ConversationInput input) implements TalkHappening {}

    record Typed(LearnerTurn turn) implements TalkHappening {}

    record ReplyAsked() implements TalkHappening {}

    /** The learner pressed stop. */
    record ReplyStopped() implements TalkHappening {}

    record Heard(HearingFact fact) implements TalkHappening {}

    record AudioCommitted() implements TalkHappening {}

    record AudioCleared() implements TalkHappening {}

    record MicrophoneChanged(MicrophoneState microphone) implements TalkHappening {}

    /** The alarm that {@link TalkEffect.Wake} set has rung. */
    record AlarmRang() implements TalkHappening {}

    /**
     * The client says how far it has played.
     *
     * @param halted whether it also says that it does not play on, for its page or machine sleeps
     */
    record Played(TurnId reply, Duration position, boolean halted) implements TalkHappening {
        public Played(TurnId reply, Duration position) {
            this(reply, position, false);
        }
    }

    /** The client stopped playing for good. */
    record Truncated(TurnId reply, Duration position) implements TalkHappening {}

    record SettingsChanged(TalkSettings settings) implements TalkHappening {}

    /**
     * More of the sound of sentence {@code number} of {@code reply}, which is not whole yet; {@code words} count from the
     * sentence's start, as far as they are known, and take the place of what was said before.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record SentenceSounds(TurnId reply, int number, short[] samples, List<WordTiming> words) implements TalkHappening {
        public SentenceSounds {
            words = List.copyOf(words);
        }
    }

    /**
     * The voice has spoken sentence {@code number} of {@code reply}: the sound that was not told before, and all the
     * words, which count from the sentence's start.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record SentenceSpoken(TurnId reply, int number, short[] samples, List<WordTiming> words) implements TalkHappening {
        public SentenceSpoken {
            words = List.copyOf(words);
        }
    }

    /** Nothing in the sentence is to be spoken, or nothing in it has a voice. */
    record SentenceSilent(TurnId reply, int number) implements TalkHappening {}

    /** The voice failed, or is not there. */
    record VoiceFailed(TurnId reply, int number, TutorFailure failure) implements TalkHappening {}

    /** Audio came and has no ear, or none yet, or one for another language than was asked for. */
    record EarMissing(TutorFailure failure) implements TalkHappening {}

    /** The session ends: what was heard of a spoken reply is kept. */
    record Closing() implements TalkHappening {}

    /** A step was undone: the journal could not be written, or by a bug the step failed. */
    record Undone(TalkInput input, TutorFailure failure) implements TalkHappening {}
}
