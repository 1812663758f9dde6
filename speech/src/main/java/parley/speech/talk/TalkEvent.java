package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import parley.speech.audio.SampleCount;
import parley.speech.speaking.WordTiming;
import parley.speech.turns.TurnReason;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;

/**
 * What a talk tells the world: everything the conversation tells, and what can be heard.
 *
 * <p>A spoken reply's order: {@code Conversed(ReplyStarted)}, texts and audio interleaved ({@code PlaybackStarted}
 * before the first {@code AudioOut}), then either {@code PlaybackEnded, Conversed(ReplyFinished)} or, when cut, {@code
 * ReplyTruncated, Conversed(ReplyFinished interrupted)}; a reply given up before any of it was heard ends with {@code
 * Conversed(ReplyDropped)} alone. Nothing of a reply follows its end.
 */
public sealed interface TalkEvent {
    record Conversed(ConversationEvent event) implements TalkEvent {}

    /** The learner began to speak at {@code at}; {@code turn} is the id that the turn will have if it becomes one. */
    record SpeechStarted(TurnId turn, SampleCount at) implements TalkEvent {}

    /** The learner's voice ended at {@code at}; the turn may still go on. */
    record SpeechStopped(TurnId turn, SampleCount at) implements TalkEvent {}

    /** All words of the turn so far; the last ones may still change. */
    record PartialHeard(TurnId turn, String text) implements TalkEvent {}

    /** The learner's spoken turn is over; its {@code LearnerTurnStored} follows. */
    record TurnCommitted(LearnerTurn turn) implements TalkEvent {}

    /** What began as {@code turn} was noise, a backchannel, or was cleared; it leaves no trace. */
    record TurnDiscarded(TurnId turn) implements TalkEvent {}

    /**
     * What turn-taking decided of {@code turn}, and why; whoever only listens may pass it over.
     *
     * <p>{@code turn} is the learner's turn, the one that would come next where none is open.
     */
    record TurnJudged(TurnId turn, Verdict verdict, TurnReason reason) implements TalkEvent {
        /** What was decided. */
        public enum Verdict {
            /** The tutor holds still, for a voice is heard. */
            HOLD,
            /** The tutor goes on although the turn is not over. */
            YIELD,
            /** The learner has the floor; the reply ends where it was heard. */
            INTERRUPT,
            /** A reply is made ahead. */
            DRAFT,
            /** The reply made ahead is dropped. */
            DROP_DRAFT,
            /** The reply made ahead is the reply. */
            ADOPT_DRAFT,
            /** The turn goes on in the one before, which is no longer a turn. */
            REOPEN,
            /** The turn is over and is answered. */
            COMMIT,
            /** What began was no turn. */
            DISCARD,
            /** The tutor speaks again by itself. */
            IDLE_PROMPT
        }
    }

    /** The first audio of a reply follows. */
    record PlaybackStarted(TurnId reply) implements TalkEvent {}

    /**
     * Audio of a reply, mono PCM16, at most {@link Playout#LEAD} ahead of its playback.
     *
     * @param samples never empty; must not be written to
     * @param startSample place in the reply's audio, at {@code rateHz}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record AudioOut(TurnId reply, short[] samples, int rateHz, long startSample) implements TalkEvent {}

    /** Where words are spoken, since the start of the reply's audio. Sent before the audio in which they are. */
    record WordsTimed(TurnId reply, List<WordTiming> words) implements TalkEvent {
        public WordsTimed {
            words = List.copyOf(words);
        }
    }

    /** All audio of a reply was played. */
    record PlaybackEnded(TurnId reply) implements TalkEvent {}

    /** The client must stop playing at once and keep what it has. */
    record PlaybackPaused(TurnId reply) implements TalkEvent {}

    /** The client must go on from the sample where it stopped. */
    record PlaybackResumed(TurnId reply) implements TalkEvent {}

    /** The client must stop playing and drop what it has; {@code heardUntil} counts as heard. */
    record ReplyTruncated(TurnId reply, Duration heardUntil) implements TalkEvent {}

    /** Something the learner should know while the talk goes on. */
    record Warned(TutorFailure failure) implements TalkEvent {}
}
