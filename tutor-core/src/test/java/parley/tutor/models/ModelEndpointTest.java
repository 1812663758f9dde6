package parley.tutor.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelEndpointTest {
    private static final URI LOCAL = URI.create("http://localhost:11434/v1");

    @Test
    void neverShowsItsKeyNorAPathThatMayHoldOne() {
        var endpoint = ModelEndpoint.of("gate", URI.create("https://gate.example/k-secret/v1"), "sk-secret", "m");
        assertThat(endpoint.toString()).contains("gate.example", "with a key").doesNotContain("secret");
        assertThat(endpoint.origin()).isEqualTo("https://gate.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:11434/v1",
                "ftp://localhost/v1",
                "http:///v1",
                "/v1",
                "https://me:sk-secret@host/v1",
                "https://host/v1?key=sk-secret",
                "https://host/v1#sk-secret",
            })
    void refusesABaseUrlThatIsNoneWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> ModelEndpoint.of("n", URI.create(url), "", "m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("base URL")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP://127.0.0.1:1", "https://[::1]:8443/api/v1/", "https://host"})
    void takesHttpAndHttps(String url) {
        assertThatCode(() -> ModelEndpoint.of("n", URI.create(url), "", "m")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-secret\n", " sk-secret", "sk secret", "sk-\u00e9secret", "\r\nX-Evil: secret"})
    void refusesAKeyThatNoHeaderCanCarry(String key) {
        assertThatThrownBy(() -> ModelEndpoint.of("n", LOCAL, key, "m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesWaitsThatDoNotNest() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new ModelEndpoint(
                        "n", LOCAL, "", "m", second, Duration.ofSeconds(5), second, Duration.ofSeconds(4), 100, 0.5))
                .hasMessageContaining("first-token timeout");
        assertThatThrownBy(
                        () -> new ModelEndpoint("n", LOCAL, "", "m", Duration.ZERO, second, second, second, 100, 0.5))
                .hasMessageContaining("connect timeout");
        assertThatThrownBy(() -> new ModelEndpoint("n", LOCAL, "", "m", second, second, second, second, 0, 0.5))
                .hasMessageContaining("output tokens");
        assertThatThrownBy(() -> new ModelEndpoint("n", LOCAL, "", "m", second, second, second, second, 1, Double.NaN))
                .hasMessageContaining("temperature");
    }
}
