package parley.speech.install;

/** A model could not be installed; the message is one line for the operator: what is wrong, and what to do. */
public final class InstallFailure extends Exception {
    public InstallFailure(String message) {
        super(message);
    }
}
