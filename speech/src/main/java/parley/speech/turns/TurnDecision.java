package parley.speech.turns;

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
    record Interrupt() implements TurnDecision {}

    /** The turn is over and to be answered; {@code heard} has words. */
    record Commit(TurnId turn, Heard heard) implements TurnDecision {}

    /** What began was no turn. */
    record Discard(TurnId turn) implements TurnDecision {}

    /** The ear shall end what is being said ({@code QueuedEar.audioEnded}). */
    record EndAudio() implements TurnDecision {}

    /** The ear shall forget the turn's words ({@code QueuedEar.turnCommitted}). */
    record ForgetTurn() implements TurnDecision {}

    record Warn(TutorFailure failure) implements TurnDecision {}
}
