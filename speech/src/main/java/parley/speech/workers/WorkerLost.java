package parley.speech.workers;

/** A worker has ended, or is being ended, before it answered. */
final class WorkerLost extends Exception {
    private final boolean inHand;

    /** @param inHand whether it had been given the request, and so may have ended of it */
    WorkerLost(boolean inHand) {
        super("the worker has ended");
        this.inHand = inHand;
    }

    boolean inHand() {
        return inHand;
    }
}
