package parley.speech.turns;

import parley.speech.hearing.HearingFact;

/** Everything that can happen to a turn. */
public sealed interface TurnInput {
    record Heard(HearingFact fact) implements TurnInput {}

    /** Time has passed; see {@link TurnMachine#wakeAt}. */
    record TimePassed() implements TurnInput {}

    /** The client ends the turn with the audio given so far. */
    record CommitAsked() implements TurnInput {}

    /** The client forgets what was said since the last turn. */
    record ClearAsked() implements TurnInput {}

    record MicrophoneChanged(MicrophoneState microphone) implements TurnInput {}
}
