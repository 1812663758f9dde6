package parley.tutor;

/** A failure that is expected and handled: data on its path, with a reason fit for an operator's eye, free of secrets. */
public sealed interface TutorFailure {
    /** One line in English: what failed and why. */
    String reason();

    /** A language model could not be used; the authored tutor answers instead. */
    record ModelUnavailable(String model, String reason) implements TutorFailure {}

    /** A language model could not be used as it is set up: waiting will not help, its operator can. */
    record ModelMisconfigured(String model, String reason) implements TutorFailure {}

    /** A budget for language models is spent; the authored tutor answers instead. */
    record BudgetSpent(String reason) implements TutorFailure {}

    /** A model answered with something that can't be used. */
    record OutputUnusable(String model, String reason) implements TutorFailure {}

    /** The journal could not be written; nothing was acknowledged. */
    record StoreUnavailable(String reason) implements TutorFailure {}

    /** The recogniser, voice or voice-activity model can't be used. */
    record SpeechUnavailable(String reason) implements TutorFailure {}

    /**
     * What a learner says can't be heard in their language, not yet, or in another one only.
     *
     * @param language what they speak, as a tag such as {@code zh}
     * @param heard what is heard instead with {@link Hearing#OTHER_LANGUAGE}; else the same
     */
    record LanguageNotHeard(Hearing hearing, String language, String heard, String reason) implements TutorFailure {
        /** How far it is heard. */
        public enum Hearing {
            /** Not yet: what hears that language is being loaded. */
            LOADING,
            /** Not now: other languages are being spoken, and no more can be heard at once. */
            NO_ROOM,
            /** Not at all: nothing here hears that language. */
            NOT_AT_ALL,
            /** Only what is said in another language. */
            OTHER_LANGUAGE
        }
    }

    /** A stated limit was reached. */
    record LimitReached(String reason) implements TutorFailure {}
}
