package parley.api.access;

/**
 * One door of the server.
 *
 * @param kind how it is knocked at
 * @param path the path, or one that ends in {@code /*} for all below it
 */
public record Door(Kind kind, String path, AccessRule rule) {
    /** The ways in. */
    public enum Kind {
        /** HTTP GET and HEAD. */
        GET,
        /** HTTP POST and PUT, with a body of JSON. */
        SEND,
        /** A WebSocket upgrade. */
        WEB_SOCKET
    }

    boolean leadsTo(Kind wanted, String wantedPath) {
        if (kind != wanted) {
            return false;
        }
        return path.endsWith("/*")
                ? wantedPath.startsWith(path.substring(0, path.length() - 1))
                : wantedPath.equals(path);
    }
}
