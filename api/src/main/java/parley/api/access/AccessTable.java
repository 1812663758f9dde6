package parley.api.access;

import java.util.List;
import java.util.Optional;

/**
 * Every door of the server and who may use it. What does not stand here does not open: the server asks this table before
 * any handler, and a test compares it with the routes that the server declares.
 */
public final class AccessTable {
    private static final List<Door> DOORS = List.of(
            new Door(Door.Kind.GET, "/api/health", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/api/about", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/api/courses", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/api/learner", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/api/learner/*", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/learner/profile", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/learner/contest", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/api/handoffs", AccessRule.THIS_MACHINE),
            // For operators.
            new Door(Door.Kind.GET, "/api/ops/models", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/ops/models", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/metrics", AccessRule.THIS_MACHINE),
            // Authors: what changes files has a row of its own each.
            new Door(Door.Kind.GET, "/api/studio/prompts", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/api/studio/prompts/*", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/file", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/new", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/sample", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/revert", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/lint", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/preview", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/try", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/compare", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/release", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/rollback", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/keep", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/prompts/restore", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/api/studio/courses", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/api/studio/courses/*", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/courses/file", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/courses/check", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/courses/copy", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.SEND, "/api/studio/courses/new", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.WEB_SOCKET, "/v1/realtime", AccessRule.THIS_MACHINE),
            // The pages and their parts.
            new Door(Door.Kind.GET, "/", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/index.html", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/studio", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/favicon.svg", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/css/*", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/js/*", AccessRule.THIS_MACHINE),
            new Door(Door.Kind.GET, "/webjars/*", AccessRule.THIS_MACHINE));

    private AccessTable() {}

    /** All doors. */
    public static List<Door> doors() {
        return DOORS;
    }

    /** The door that leads to {@code path}; empty when there is none. */
    public static Optional<Door> find(Door.Kind kind, String path) {
        return DOORS.stream().filter(door -> door.leadsTo(kind, path)).findFirst();
    }
}
