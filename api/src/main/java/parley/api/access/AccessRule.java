package parley.api.access;

/** Who may use a door. Rules for signed-in learners and operators join when there are accounts. */
public enum AccessRule {
    /**
     * Programs on this machine and pages that this server itself served: the connection comes over loopback, {@code Host}
     * names this server (so that a foreign name that was pointed at 127.0.0.1 gets nowhere) and {@code Origin}, where
     * there is one, is this server too (so that a foreign page in the same browser gets nowhere).
     */
    THIS_MACHINE
}
