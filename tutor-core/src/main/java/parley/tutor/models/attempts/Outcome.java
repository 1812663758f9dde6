package parley.tutor.models.attempts;

import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelFault;

/** How an attempt ended, in one word for logs, metrics and pages. */
public final class Outcome {
    /** It answered. */
    public static final String DONE = "done";

    /** Nobody wanted it any more. */
    public static final String CANCELLED = "cancelled";

    private Outcome() {}

    /** {@link #DONE}, {@link #CANCELLED} or the kind of the fault, such as {@code rate_limited}. */
    public static String of(ModelAttempt attempt) {
        if (attempt.cancelled()) {
            return CANCELLED;
        }
        ModelFault fault = attempt.fault();
        return fault == null ? DONE : fault.kind().word();
    }

    /** Whether a request was made at all; one that a budget or a full queue refused was not. */
    public static boolean requested(ModelAttempt attempt) {
        ModelFault fault = attempt.fault();
        return fault == null || (fault.kind() != ModelFault.Kind.BUDGET && fault.kind() != ModelFault.Kind.OVERLOADED);
    }
}
