package parley.tutor.models.routing;

/**
 * Allows a share of calls to be hedged: each call earns the share, each hedge takes a whole. At most {@value #MOST}
 * hedges are saved up, so that a quiet day does not pay for a storm. Thread-safe.
 */
final class HedgeShare {
    static final int MOST = 10;

    private final double share;
    private double earned;

    HedgeShare(double share) {
        this.share = share;
    }

    synchronized void called() {
        earned = Math.min(MOST, earned + share);
    }

    /** Takes a hedge, if one is earned. */
    synchronized boolean take() {
        // Twenty shares of 0.05 are a little less than 1.
        if (earned < 1 - 1e-9) {
            return false;
        }
        earned = Math.max(0, earned - 1);
        return true;
    }

    /** Gives back a hedge that was not made. */
    synchronized void giveBack() {
        earned = Math.min(MOST, earned + 1);
    }
}
