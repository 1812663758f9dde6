package parley.tutor.logging;

/**
 * An exception as it may stand in a log: its class and where it was thrown, without its message, which may quote a
 * learner.
 */
public record ThrownAt(Throwable thrown) {
    @Override
    public String toString() {
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown.getClass().getName() + " at " + (trace.length == 0 ? "an unknown place" : trace[0]);
    }
}
