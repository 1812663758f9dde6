package parley.speech.turns;

/** Why turn-taking decided as it did. */
public enum TurnReason {
    /** A voice is heard, and it is not yet known what it says. */
    VOICE_HEARD,
    /** Real words were said over the tutor. */
    WORDS_SAID,
    /** Nothing more was to be expected: an expected answer, a closing phrase. */
    WORDS_COMPLETE,
    /** Words that may be whole, and the usual wait. */
    USUAL_PAUSE,
    /** Words that may be whole where sentences end less often, and a longer wait. */
    END_UNLIKELY,
    /** Words that may be whole, and the wait that this learner's own pauses ask for. */
    LEARNERS_PAUSE,
    /** Unfinished words, and the longest wait. */
    WORDS_OPEN,
    /** The client committed the audio. */
    CLIENT_COMMITTED,
    /** The key was let go, with push to talk. */
    KEY_RELEASED,
    /** The microphone was switched off or lost. */
    MICROPHONE_OFF,
    /** The learner spoke longer than a turn may be. */
    MONOLOGUE,
    /** No audio came any more. */
    AUDIO_STOPPED,
    /** The words did not come in time. */
    WORDS_MISSING,
    /** The audio came late: in its own time the pause was long enough. */
    LATE_AUDIO,
    /** The learner went on before anything of the reply was heard. */
    WENT_ON,
    /** The turn ended in the words that were answered ahead. */
    WORDS_UNCHANGED,
    /** The words are others than those that were answered ahead. */
    WORDS_CHANGED,
    /** A sound without words. */
    NOISE,
    /** The learner thought aloud while the tutor had the floor. */
    FILLER,
    /** The learner showed that they follow. */
    BACKCHANNEL,
    /** The tutor's own voice in the microphone. */
    ECHO,
    /** Words over the tutor, of a voice much quieter than the learner's own. */
    DISTANT_VOICE,
    /** Said over a line that can not be interrupted. */
    PROTECTED_LINE,
    /** Fewer words than an interruption takes. */
    TOO_FEW_WORDS,
    /** The client cleared the audio. */
    CLEARED,
    /** The recogniser failed on it. */
    RECOGNISER_FAILED,
    /** It could not be stored. */
    NOT_STORED,
    /** The client ended a turn in which nothing was said. */
    NOTHING_SAID,
    /** Nobody has said anything for long. */
    SILENCE
}
