package parley.speech.turns;

import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.TurnId;

/** What turn-taking wants done, in order. Whether the tutor must hold still is {@link TurnState#holdsTutor}. */
public sealed interface TurnDecision {
    record Started(TurnId turn, SampleCount at) implements TurnDecision {}

    record Stopped(TurnId turn, SampleCount at) implements TurnDecision {}

    record Partial(TurnId turn, String text) implements TurnDecision {}

    /** The learner has taken the floor: the spoken reply ends where it was heard. */
    record Interrupt(TurnId turn, TurnReason reason) implements TurnDecision {}

    /** The turn goes on, and the tutor may, too. */
    record Yield(TurnId turn, TurnReason reason) implements TurnDecision {}

    /**
     * The turn may be over: a reply to {@code heard} may be made ahead.
     *
     * @param before the turn that it goes on in, or null
     */
    record Draft(TurnId turn, Heard heard, @Nullable TurnId before) implements TurnDecision {}

    /** The words have changed: the reply made ahead is not wanted. */
    record DropDraft(TurnId turn, TurnReason reason) implements TurnDecision {}

    /**
     * The turn is over and to be answered; {@code heard} has words.
     *
     * @param before the turn, of whose reply nothing was heard, that it goes on in, or null
     */
    record Commit(TurnId turn, Heard heard, @Nullable TurnId before, TurnReason reason) implements TurnDecision {}

    /** What began was no turn. */
    record Discard(TurnId turn, TurnReason reason) implements TurnDecision {}

    /** The ear shall end what is being said ({@code QueuedEar.audioEnded}). */
    record EndAudio() implements TurnDecision {}

    /** The ear shall forget the turn's words ({@code QueuedEar.turnCommitted}). */
    record ForgetTurn() implements TurnDecision {}

    record Warn(TutorFailure failure) implements TurnDecision {}
}
