package parley.api.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.config.Settings;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.Price;
import parley.tutor.models.Purpose;
import parley.tutor.models.routing.Route;
import parley.tutor.models.routing.RoutingSettings;

class ModelCatalogueTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private ModelCatalogue catalogue(String models, String rest, Map<String, String> environment) throws Exception {
        String text = Settings.shippedText()
                .replace("  catalogue: []", "  catalogue:" + models)
                .replace("  routes: []", rest.isEmpty() ? "  routes: []" : rest);
        Path file = Files.writeString(folder.resolve("settings.yaml"), text);
        return ModelCatalogue.of(Settings.load(folder, file, environment));
    }

    @Test
    void whatAnEntryLeavesOutIsItsPresetsOrTheUsual() throws Exception {
        ModelCatalogue catalogue = catalogue("""

                    - {name: plain, preset: openai, model: m}
                    - name: full
                      base-url: http://127.0.0.1:9/v1
                      model: org/m
                      key-env: OTHER_KEY
                      tags: [x]
                      languages: [zh]
                      capabilities: [tools]
                      context-tokens: 4096
                      tokenizer: cl100k_base
                      price: {input: 1, output: 2.5}
                      limits: {first-token: 2 s}
                      max-reply-tokens: 99
                      temperature: 0
                      max-concurrent: 3
                      max-waiting: 0
                """, "", Map.of("OTHER_KEY", "k-1"));
        ModelEntry plain = catalogue.models().getFirst().entry();
        assertThat(plain.endpoint().origin()).isEqualTo("https://api.openai.com");
        assertThat(plain.endpoint().firstTokenTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(plain.endpoint().maxOutputTokens()).isEqualTo(600);
        assertThat(plain.tokenizer()).isEqualTo("o200k_base");
        assertThat(plain.contextTokens()).isEqualTo(8_192);
        assertThat(plain.price()).isEqualTo(Price.FREE);
        assertThat(catalogue.models().getFirst().key()).isEqualTo(CatalogueModel.Key.MISSING);
        assertThat(catalogue.models().getFirst().keyVariable()).isEqualTo("OPENAI_API_KEY");

        ModelEntry full = catalogue.find("full").orElseThrow().entry();
        assertThat(full.endpoint().apiKey()).isEqualTo("k-1");
        assertThat(full.endpoint().model()).isEqualTo("org/m");
        assertThat(full.endpoint().firstTokenTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(full.endpoint().idleTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(full.endpoint().maxOutputTokens()).isEqualTo(99);
        assertThat(full.endpoint().temperature()).isZero();
        assertThat(full.price().of(1_000_000, 2_000_000).amount()).isEqualByComparingTo("6");
        assertThat(full.capabilities()).containsExactly(ModelEntry.Capability.TOOLS);
        assertThat(full.languages()).containsExactly("zh");
        assertThat(full.maxConcurrent()).isEqualTo(3);
        assertThat(full.maxWaiting()).isZero();
        assertThat(catalogue.find("full").orElseThrow().key()).isEqualTo(CatalogueModel.Key.SET);
        assertThat(catalogue.toString()).doesNotContain("k-1");
    }

    @Test
    void theOneModelOfTheEnvironmentComesFirst() throws Exception {
        ModelCatalogue catalogue = catalogue(
                "\n    - {name: second, preset: ollama, model: m}\n",
                "",
                Map.of("PARLEY_MODEL", "first", "PARLEY_MODEL_BASE_URL", "http://127.0.0.1:9/v1"));
        assertThat(catalogue.models()).extracting(CatalogueModel::name).containsExactly("first", "second");
        assertThat(catalogue.models()).extracting(CatalogueModel::key).containsOnly(CatalogueModel.Key.NONE);
    }

    /** It once had the least of windows and no tools, whatever its server could. */
    @Test
    void theOneModelHasTheWindowAndToolsThatItsSectionSays(@TempDir Path data) throws Exception {
        Map<String, String> environment =
                Map.of("PARLEY_MODEL", "first", "PARLEY_MODEL_BASE_URL", "http://127.0.0.1:9/v1");
        ModelEntry usual = ModelCatalogue.of(Settings.load(data, null, environment))
                .entries()
                .getFirst();
        assertThat(usual.contextTokens()).isEqualTo(8_192);
        assertThat(usual.capabilities()).isEmpty();
        Path file = Files.writeString(
                data.resolve("settings.yaml"),
                Settings.shippedText()
                        .replace("context-tokens: 8192\n  # Whether", "context-tokens: 32768\n  # Whether")
                        .replace("tools: false", "tools: true"));
        ModelEntry able = ModelCatalogue.of(Settings.load(data, file, environment))
                .entries()
                .getFirst();
        assertThat(able.contextTokens()).isEqualTo(32_768);
        assertThat(able.capabilities()).containsExactly(ModelEntry.Capability.TOOLS);
        Path small = Files.writeString(
                data.resolve("small.yaml"),
                Settings.shippedText()
                        .replace("context-tokens: 8192\n  # Whether", "context-tokens: 600\n  # Whether"));
        assertThatThrownBy(() -> Settings.load(data, small, environment)).hasMessageContaining("model.context-tokens");
    }

    @Test
    void routesAreReadAsTheyStandAndToldInWords() throws Exception {
        ModelCatalogue catalogue = catalogue(
                "\n    - {name: a, preset: ollama, model: m}\n    - {name: b, preset: ollama, model: n}\n",
                """
                  routes:
                    - purposes: [judge, chat]
                      languages: [zh]
                      courses: [algebra]
                      strategy: weighted
                      sticky: true
                      deadline: 900 ms
                      candidates: [{model: b, weight: 4}, {model: a}]
                    - candidates: [{model: a}]
                """,
                Map.of());
        assertThat(catalogue.routing().routes())
                .containsExactly(
                        new Route(
                                Set.of(Purpose.CHAT, Purpose.JUDGE),
                                Set.of("zh"),
                                Set.of("algebra"),
                                Route.Strategy.WEIGHTED,
                                true,
                                Duration.ofMillis(900),
                                java.util.List.of(new Route.Candidate("b", 4), new Route.Candidate("a", 1))),
                        Route.ordered(java.util.List.of("a")));
        assertThat(catalogue.routesOf(catalogue.find("a").orElseThrow()))
                .containsExactly("chat/judge in zh on algebra", "everything");
        assertThat(catalogue.routesOf(catalogue.find("b").orElseThrow()))
                .containsExactly("chat/judge in zh on algebra");
    }

    @Test
    void theShippedRoutingIsTheRoutersOwnUsualOne() {
        assertThat(ModelCatalogue.of(settings()).routing()).isEqualTo(RoutingSettings.usual(java.util.List.of()));
    }

    private Settings settings() {
        try {
            return Settings.load(folder, null, Map.of());
        } catch (parley.api.config.ConfigException e) {
            throw new IllegalStateException(e);
        }
    }
}
