package parley.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.javalin.websocket.WsHandlerType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parley.api.access.AccessTable;
import parley.api.access.Door;
import parley.api.access.Doorkeeper;
import parley.api.config.Settings;
import parley.api.rest.LearnerRest;
import parley.api.studio.StudioRest;

/** Every route that the server declares stands in the access table, and every row of the table leads somewhere. */
class AccessOfRoutesTest {
    /** Declares the routes without starting anything: no handler runs, so no part behind them is needed. */
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private static Javalin declared() {
        var learner = new LearnerRest(new LearnerRest.Parts(Map.of(), "", "en", null, null, null, Clock.systemUTC()));
        var studio = new StudioRest(
                new StudioRest.Parts(Path.of("none"), null, Path.of("none"), null, null, text -> 0, 8_192));
        return ParleyServer.create(
                Settings.defaults(),
                new ParleyServer.Parts(null, null, null, learner, studio, null, null),
                new Doorkeeper(() -> 8080));
    }

    @Test
    void everyRouteStandsInTheTable() {
        Javalin javalin = declared();
        Set<Door> used = new HashSet<>();
        javalin.unsafe.internalRouter.allHttpHandlers().forEach(handler -> {
            HandlerType method = handler.endpoint.method;
            if (method.equals(HandlerType.BEFORE) || method.equals(HandlerType.WEBSOCKET_BEFORE_UPGRADE)) {
                return;
            }
            assertThat(method).as(handler.endpoint.path).isIn(HandlerType.GET, HandlerType.PUT, HandlerType.POST);
            Door.Kind kind = method.equals(HandlerType.GET) ? Door.Kind.GET : Door.Kind.SEND;
            used.add(door(kind, handler.endpoint.path));
        });
        javalin.unsafe.internalRouter.allWsHandlers().stream()
                .filter(handler -> handler.getType().equals(WsHandlerType.WEBSOCKET))
                .forEach(handler -> used.add(door(Door.Kind.WEB_SOCKET, handler.getPath())));
        assertThat(used).isNotEmpty();
        // The rest are the page's files, which need no route; ParleyServerTest fetches them.
        assertThat(AccessTable.doors())
                .filteredOn(door -> !used.contains(door))
                .allMatch(door -> door.kind() == Door.Kind.GET && !door.path().startsWith("/api"));
    }

    private static Door door(Door.Kind kind, String path) {
        assertThat(AccessTable.find(kind, path)).as("the row for " + path).isPresent();
        return AccessTable.find(kind, path).orElseThrow();
    }
}
