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

    /** A stated limit was reached. */
    record LimitReached(String reason) implements TutorFailure {}
}
