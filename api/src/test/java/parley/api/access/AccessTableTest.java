package parley.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessTableTest {
    private final Doorkeeper doorkeeper = new Doorkeeper(() -> 8080);

    @Test
    void whatStandsInNoRowDoesNotOpen() {
        assertThat(doorkeeper.decide(Door.Kind.GET, "/api/none", "127.0.0.1:8080", null))
                .isInstanceOf(Doorkeeper.Decision.NoDoor.class);
        assertThat(doorkeeper.decide(Door.Kind.GET, "/v1/realtime", "127.0.0.1:8080", null))
                .as("a socket's door is no door for GET")
                .isInstanceOf(Doorkeeper.Decision.NoDoor.class);
        assertThat(doorkeeper.decide(Door.Kind.GET, "/jsx/a", "127.0.0.1:8080", null))
                .isInstanceOf(Doorkeeper.Decision.NoDoor.class);
    }

    @Test
    void onlyOurOwnNamesAndOriginsEnter() {
        for (String host : new String[] {"127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"}) {
            assertThat(doorkeeper.decide(Door.Kind.GET, "/", host, "http://" + host))
                    .isInstanceOf(Doorkeeper.Decision.Enter.class);
        }
        for (String host :
                new String[] {"127.0.0.1", "127.0.0.1:80801", "127.0.0.1.evil:8080", "evil:8080", "", "::1:8080"}) {
            assertThat(doorkeeper.decide(Door.Kind.GET, "/", host, null))
                    .as(host)
                    .isInstanceOf(Doorkeeper.Decision.Refused.class);
        }
        assertThat(doorkeeper.decide(Door.Kind.GET, "/", null, null)).isInstanceOf(Doorkeeper.Decision.Refused.class);
        for (String origin :
                new String[] {"null", "https://127.0.0.1:8080", "http://evil", "http://127.0.0.1:8081", ""}) {
            assertThat(doorkeeper.decide(Door.Kind.WEB_SOCKET, "/v1/realtime", "127.0.0.1:8080", origin))
                    .as(origin)
                    .isInstanceOf(Doorkeeper.Decision.Refused.class);
        }
    }
}
