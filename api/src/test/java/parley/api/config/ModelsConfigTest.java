package parley.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The section {@code models}: the shipped examples can be read, and each mistake is told where it stands. */
class ModelsConfigTest {
    /** The shipped settings with the examples of the catalogue and the routes in place of the empty lists. */
    private static final String EXAMPLES = Settings.shippedText()
            .lines()
            .filter(line -> !line.equals("  catalogue: []") && !line.equals("  routes: []"))
            .map(line -> line.replaceFirst("^  #   (?=\\S| )", "  "))
            .collect(Collectors.joining("\n"));

    private static ParleyConfig read(String text) throws ConfigException {
        return ConfigReader.read("parley.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where {@code part} stands in the examples, as messages tell it. */
    private static String place(String text, String part) {
        int at = text.indexOf(part);
        int line = (int) text.substring(0, at).lines().count();
        return "parley.yaml:" + line + ":";
    }

    @Test
    void theShippedListsAreEmptyAndTheirExamplesCanBeRead() throws Exception {
        assertThat(Settings.defaults().models().catalogue()).isEmpty();
        assertThat(Settings.defaults().models().routes()).isEmpty();
        ModelsConfig models = read(EXAMPLES).models();
        assertThat(models.catalogue())
                .extracting(ModelsConfig.EntryConfig::name)
                .containsExactly("fast", "chinese", "gateway", "local");
        assertThat(models.routes()).hasSize(3);
        assertThat(models.catalogue())
                .extracting(ModelsConfig.EntryConfig::keyVariable)
                .containsExactly("OPENAI_API_KEY", "DASHSCOPE_API_KEY", "GATEWAY_KEY", "");
        assertThat(models.catalogue().get(3).address()).isEqualTo("http://127.0.0.1:11434/v1");
    }

    @Test
    void theReadmesExampleCanBeRead() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        String block = readme.substring(readme.indexOf("```yaml\nmodels:\n") + "```yaml\nmodels:\n".length());
        String text = Settings.shippedText()
                .replace("  catalogue: []\n", "")
                .replace("  routes: []\n", block.substring(0, block.indexOf("```")));
        assertThat(read(text).models().catalogue()).hasSize(2);
        assertThat(read(text).models().routes()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            - name: fast              | - nam: fast                 | models.catalogue[0].nam: there is no such key (expected one of: name, preset, base-url
            - name: fast              | - max-waiting: 1            | models.catalogue[0].name: the key is missing (add name: fast)
            - name: fast              | - name: a fast one          | models.catalogue[0].name: unusable as a name
            - name: fast              | - name: authored            | models.catalogue[0].name: unusable as a name
            - name: chinese           | - name: fast                | models.catalogue[1].name: there are two models of this name
            preset: openai            | preset: opnai               | models.catalogue[0].preset: there is no such preset (expected one of: openai, deepseek
            preset: openai            | tokenizer: o200k_base       | models.catalogue[0]: nothing says where it answers (add base-url, or preset: one of openai
            model: the-small-one      | max-waiting: 1              | models.catalogue[0]: the model is missing
            model: the-small-one      | model: ""                   | models.catalogue[0].model: unusable as a model's name
            model: the-small-one      | model: 4                    | models.catalogue[0].model: found a number, expected a text
            tags: [hosted, fast]      | tags: fast                  | models.catalogue[0].tags: found a text, expected a list
            tags: [hosted, fast]      | tags: [hosted, 5]           | models.catalogue[0].tags[1]: found a number, expected a text
            languages: [en, zh]       | languages: [en, xx]         | models.catalogue[0].languages[1]: unknown language
            capabilities: [tools, json] | capabilities: [toolz]     | models.catalogue[0].capabilities[0]: unknown (expected one of: tools, json)
            context-tokens: 128000    | context-tokens: 100         | models.catalogue[0].context-tokens: 100 is out of range
            context-tokens: 128000    | context-tokens: 600         | models.catalogue[0].context-tokens: a reply of 600 tokens leaves no room
            context-tokens: 128000    | context-tokens: 1.5         | models.catalogue[0].context-tokens: expected a whole number
            "{input: 0.15, output: 0.60}" | "{input: 0.15}"         | models.catalogue[0].price.output: the key is missing
            "{input: 0.15, output: 0.60}" | "{input: -1, output: 1}" | models.catalogue[0].price.input: out of range
            first-token: 3 s          | first-token: 3              | models.catalogue[0].limits.first-token: found a number, expected a text such as 4 s
            first-token: 3 s          | first-token: soon           | models.catalogue[0].limits.first-token: expected a duration such as
            first-token: 3 s          | first-token: 7 s            | models.catalogue[0].limits.first-token: 7 s would be cut short by models.routing.first-words-budget, 7 s (raise that
            first-words-budget: 7 s   | first-words-budget: 4 s     | models.catalogue[1].limits.first-token: 4 s would be cut short
            total: 45 s               | total: 9 s                  | models.catalogue[0].limits.total: 9 s must not be shorter than
            tokenizer: cl100k_base    | tokenizer: mine             | models.catalogue[2].tokenizer: unknown (expected one of: o200k_base
            key-env: GATEWAY_KEY      | key-env: sk-abc-def         | models.catalogue[2].key-env: expected the NAME of an environment variable
            max-concurrent: 2         | max-concurrent: 0           | models.catalogue[3].max-concurrent: 0 is out of range (expected 1 to 1000)
            temperature: 0.7          | temperature: 7              | models.catalogue[1].temperature: out of range
            "purposes: [chat, explain]" | "purposes: [talk]"        | models.routes[0].purposes[0]: unknown (expected one of: chat, explain, correct
            - model: chinese          | - model: chinse             | models.routes[0].candidates[0].model: there is no model "chinse" in the catalogue (expected one of: chinese, fast, gateway, local)
            - model: chinese          | - model: local              | models.routes[0].candidates[1].model: the route names this model twice
            strategy: cheapest        | strategy: best              | models.routes[1].strategy: unknown (expected one of: ordered, weighted
            deadline: 5 s             | deadline: 5 h               | models.routes[1].deadline: 300 min is out of range
            weight: 3                 | weight: 0                   | models.routes[2].candidates[0].weight: 0 is out of range
            "purposes: [judge, summarise]" | "purposes: []"         | models.routes[2]: is never reached: models.routes[1] takes everything
            failure-share: 0.5        | failure-share: 5            | models.routing.breaker.failure-share: out of range
            longest-cooldown: 60 s    | longest-cooldown: 1 s       | models.routing.breaker.longest-cooldown: must not be shorter
            currency: USD             | currency: dollars           | models.budget.currency: unknown currency
            tokens-per-day: 0         | tokens-per-day: -1          | models.budget.tokens-per-day: -1 is out of range
            """)
    void aMistakeIsToldWithItsPlace(String right, String wrong, String told) {
        assertThat(EXAMPLES).contains(right);
        String text = EXAMPLES.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("parley.yaml:")
                .hasMessageContaining(told);
    }

    @Test
    void thePlaceIsTheLineOfTheKeyInTheListsItem() {
        String text = EXAMPLES.replace("strategy: weighted", "strategy: wighted");
        assertThatThrownBy(() -> read(text))
                .hasMessageContaining(
                        place(text, "strategy: wighted") + "7: error: models.routes[2].strategy: unknown");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gateway.example.com/v1                               | it begins with http:// or https://
            ftp://gateway.example.com/v1                         | expected an address such as
            https:///v1                                          | expected an address such as
            https://me:s3cr3t@gateway.example.com/v1             | keys don't belong in the address: set GATEWAY_KEY instead
            https://gateway.example.com/v1?key=s3cr3t            | a key belongs in GATEWAY_KEY
            https://gateway.example.com/v1/chat/completions      | the address ends before /chat/completions
            https://gateway.example.com/v1/chat/completions/     | the address ends before /chat/completions
            https://gateway.example.com/a b                      | expected an address such as
            """)
    void anAddressThatCannotBeRightIsToldWithoutBeingRepeated(String address, String told) {
        String text = EXAMPLES.replace("https://gateway.example.com/v1", address);
        assertThatThrownBy(() -> read(text))
                .hasMessageContaining("models.catalogue[2].base-url: ")
                .hasMessageContaining(told)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t"));
    }

    @Test
    void aKeyWrittenWhereItsVariableBelongsIsNotRepeated() {
        String text = EXAMPLES.replace("key-env: GATEWAY_KEY", "key-env: sk-very-s3cr3t");
        assertThatThrownBy(() -> read(text))
                .hasMessageContaining("a key never stands in this file")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t"));
    }

    @Test
    void aLimitOfCostNeedsPrices() throws Exception {
        String limited = EXAMPLES.replace("cost-per-day: 0.0", "cost-per-day: 2.50");
        assertThat(read(limited).models().budget().costPerDay()).isEqualByComparingTo("2.5");
        assertThatThrownBy(() -> read(limited.replaceAll("price: .*", "max-waiting: 1")))
                .hasMessageContaining("models.budget.cost-per-day: no model of the catalogue has a price");
    }

    @Test
    void keysComeFromTheEnvironmentAndAreNeverShown(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("parley.yaml"), EXAMPLES);
        Settings settings =
                Settings.load(folder, file, Map.of("DASHSCOPE_API_KEY", " sk-very-s3cr3t\n", "GATEWAY_KEY", ""));
        var catalogue = settings.config().models().catalogue();
        assertThat(settings.keyOf(catalogue.get(0)).isSet()).isFalse();
        assertThat(settings.keyOf(catalogue.get(1)).value()).isEqualTo("sk-very-s3cr3t");
        assertThat(settings.keyOf(catalogue.get(2)).isSet()).isFalse();
        assertThat(settings.toString()).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"   ", "\n", "sk-s3cr3t\nmore", "sk s3cr3t", "sk-s3cr3t…"})
    void aKeyThatNoRequestCanCarryIsToldByItsVariable(String key, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("parley.yaml"), EXAMPLES);
        assertThatThrownBy(() -> Settings.load(folder, file, Map.of("GATEWAY_KEY", key)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("GATEWAY_KEY: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t"));
    }

    @Test
    void theEnvironmentsModelMayNotTakeANameOfTheCatalogue(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("parley.yaml"), EXAMPLES);
        Map<String, String> environment =
                Map.of("PARLEY_MODEL", "fast", "PARLEY_MODEL_BASE_URL", "http://127.0.0.1:1/v1");
        assertThatThrownBy(() -> Settings.load(folder, file, environment)).hasMessageStartingWith("PARLEY_MODEL: ");
    }

    @Test
    void everyPresetHasAnAddressThatCouldStandInTheCatalogue() {
        assertThat(ModelPreset.shipped())
                .containsOnlyKeys(
                        "openai",
                        "deepseek",
                        "qwen",
                        "zhipu",
                        "moonshot",
                        "doubao",
                        "openrouter",
                        "ollama",
                        "vllm",
                        "llamacpp");
        assertThat(ModelPreset.shipped().values()).allSatisfy(preset -> {
            assertThat(ModelAddress.problem(preset.baseUrl(), "KEY")).isEmpty();
            boolean here = "127.0.0.1".equals(URI.create(preset.baseUrl()).getHost());
            assertThat(preset.keyNeeded()).isNotEqualTo(here);
        });
    }
}
