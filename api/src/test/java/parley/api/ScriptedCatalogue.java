package parley.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import parley.api.config.ConfigException;
import parley.api.config.Settings;
import parley.tutor.models.scripted.ScriptedStreamServer;

/** Settings with two models, {@code first} and then {@code second}, at scripted endpoints. */
public final class ScriptedCatalogue {
    /** The key of the first model. */
    public static final String KEY = "sk-test-secret-key";

    private ScriptedCatalogue() {}

    /** Settings on any free port, with a budget of 5 USD a day. */
    public static Settings settings(Path data, ScriptedStreamServer first, ScriptedStreamServer second)
            throws IOException, ConfigException {
        String text = Settings.shippedText()
                .replace("  catalogue: []", """
                          catalogue:
                            - {name: first, base-url: "%s", model: big-1, key-env: FIRST_KEY, tags: [hosted], price: {input: 3.00, output: 15.00}}
                            - {name: second, base-url: "%s", model: small-1, price: {input: 0.10, output: 0.40}}
                        """.formatted(first.baseUrl(), second.baseUrl())
                        .indent(0)
                        .replaceFirst("\\s+$", ""))
                .replaceFirst("cost-per-day: 0\\.0", "cost-per-day: 5.0");
        Path file = Files.writeString(Files.createDirectories(data).resolve("two-models.yaml"), text);
        return Settings.load(data, file, Map.of("PARLEY_PORT", "0", "FIRST_KEY", KEY));
    }
}
