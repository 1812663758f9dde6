package parley.api.access;

import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may pass. Thread-safe. */
public final class Doorkeeper {
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final IntSupplier port;

    /** A doorkeeper of the server that listens on {@code port}. */
    public Doorkeeper(IntSupplier port) {
        this.port = port;
    }

    /** What is decided. */
    public sealed interface Decision {
        record Enter(Door door) implements Decision {}

        /** There is no such door. */
        record NoDoor() implements Decision {}

        /** Not this way; {@code reason} is one line and repeats nothing of the request. */
        record Refused(String reason) implements Decision {}
    }

    /**
     * Decides.
     *
     * @param host the {@code Host} header, or null
     * @param origin the {@code Origin} header, or null
     */
    public Decision decide(Door.Kind kind, String path, @Nullable String host, @Nullable String origin) {
        Door door = AccessTable.find(kind, path).orElse(null);
        // The name is checked first: a stranger does not learn which doors there are.
        if (!isOwnHost(host)) {
            return new Decision.Refused(
                    "The Host header does not name this server; open http://127.0.0.1:" + port.getAsInt() + "/");
        }
        if (origin != null && !isOwnOrigin(origin)) {
            return new Decision.Refused("Pages of another origin may not use this server");
        }
        if (door == null) {
            return new Decision.NoDoor();
        }
        return switch (door.rule()) {
            case THIS_MACHINE -> new Decision.Enter(door);
        };
    }

    private boolean isOwnHost(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return OWN_NAMES.stream()
                .anyMatch(
                        own -> name.equals(own + ":" + port.getAsInt()) || (port.getAsInt() == 80 && name.equals(own)));
    }

    private boolean isOwnOrigin(String origin) {
        return origin.startsWith("http://") && isOwnHost(origin.substring("http://".length()));
    }
}
