package parley.speech.turns;

/** Who decides that the learner's turn has ended. */
public enum TurnMode {
    /** The machine, from voice activity and the words; the learner may talk over the tutor. */
    AUTOMATIC,
    /** The client, by committing the audio (push to talk); voice alone neither ends a turn nor stops the tutor. */
    MANUAL
}
