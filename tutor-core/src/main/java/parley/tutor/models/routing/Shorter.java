package parley.tutor.models.routing;

import java.time.Duration;

/** The shorter of two waits. Pure. */
final class Shorter {
    private Shorter() {}

    static Duration of(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
