package parley.speech.turns;

/** What the client knows of the learner's microphone. */
public enum MicrophoneState {
    ON,
    /** Switched off by the learner: what was being said has ended and counts. */
    OFF,
    /** Unplugged or taken away: as {@link #OFF}. */
    LOST
}
