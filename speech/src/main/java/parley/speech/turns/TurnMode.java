package parley.speech.turns;

/** Who decides that the learner's turn has ended. */
public enum TurnMode {
    /** The machine, from voice activity and the words; the learner may talk over the tutor. */
    AUTOMATIC,
    /**
     * The learner, by a key: {@link MicrophoneState#ON} is the key pressed, which holds the tutor still, and {@link
     * MicrophoneState#OFF} the key let go, which ends the turn. What is said while it is up is nobody's.
     */
    PUSH_TO_TALK,
    /** The client, by committing the audio; voice alone neither ends a turn nor stops the tutor. */
    MANUAL
}
