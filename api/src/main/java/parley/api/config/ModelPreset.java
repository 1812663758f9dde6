package parley.api.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import parley.prompts.source.YamlSource;

/**
 * What is known of an endpoint that many use, so that a catalogue need not repeat it.
 *
 * @param title the provider's name
 * @param baseUrl its address up to and with the version
 * @param keyEnv the environment variable that usually holds its key; empty when it wants none
 * @param tokenizer how tokens of its models are usually counted; empty when that is not known here
 * @param note what else one has to know; empty for nothing
 */
public record ModelPreset(String title, String baseUrl, String keyEnv, String tokenizer, String note) {
    private static final String RESOURCE = "model-presets.yaml";
    private static final Map<String, ModelPreset> SHIPPED = read();

    /** The presets that Parley comes with by name, in the order to show them. */
    public static Map<String, ModelPreset> shipped() {
        return SHIPPED;
    }

    public boolean keyNeeded() {
        return !keyEnv.isEmpty();
    }

    private static Map<String, ModelPreset> read() {
        var presets = new LinkedHashMap<String, ModelPreset>();
        YamlSource.read(RESOURCE, Settings.shipped(RESOURCE))
                .orThrow()
                .plainMap()
                .forEach((name, preset) -> presets.put(name, ConfigReader.bind(preset, ModelPreset.class)));
        return Collections.unmodifiableMap(presets);
    }
}
