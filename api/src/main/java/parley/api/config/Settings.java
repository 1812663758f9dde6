package parley.api.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.api.config.ParleyConfig.TranscriptionConfig;
import parley.api.config.ParleyConfig.VoiceConfig;

/**
 * Everything that a start of Parley is told: settings, where they came from, the data folder and the secrets of the
 * environment. Immutable.
 *
 * @param source the file that was read, or {@code built-in defaults}
 * @param modelKey the key of the one model in the section {@code model}: PARLEY_MODEL_KEY, or for an address under
 *     openai.com OPENAI_API_KEY
 * @param keys the keys of the catalogue's models and of the transcription and voice services by environment variable;
 *     those that are set
 */
public record Settings(ParleyConfig config, String source, DataFolder data, Secret modelKey, Map<String, Secret> keys) {
    public Settings {
        keys = Map.copyOf(keys);
    }

    private static final String DEFAULTS = "built-in defaults";

    /**
     * Finds and reads the settings.
     *
     * @param dataOption {@code --data}, or null
     * @param configOption {@code --config}, or null
     * @throws ConfigException when they can't be used; one line for each thing that is wrong
     */
    public static Settings load(@Nullable Path dataOption, @Nullable Path configOption, Map<String, String> environment)
            throws ConfigException {
        DataFolder data = DataFolder.find(dataOption, environment);
        Path file = configFile(configOption, environment, data);
        ParleyConfig read = file == null ? defaults() : ConfigReader.read(file.toString(), bytes(file));
        ParleyConfig config = EnvironmentOverrides.apply(read, environment);
        Secret own = secret(environment, "PARLEY_MODEL_KEY");
        Secret key = own.isSet() || !isOpenAi(config.model().baseUrl()) ? own : secret(environment, "OPENAI_API_KEY");
        return new Settings(config, file == null ? DEFAULTS : file.toString(), data, key, keys(config, environment));
    }

    /** OpenAI's key is for OpenAI alone: any other server would be handed it with the first request. */
    private static boolean isOpenAi(String baseUrl) {
        if (baseUrl.isEmpty()) {
            // No model, nobody to send it to; a key that can't be one is told all the same.
            return true;
        }
        URI address = URI.create(baseUrl);
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        return "https".equalsIgnoreCase(address.getScheme())
                && (host.equals("openai.com") || host.endsWith(".openai.com"));
    }

    private static Map<String, Secret> keys(ParleyConfig config, Map<String, String> environment)
            throws ConfigException {
        var keys = new HashMap<String, Secret>();
        for (String variable : List.of(TranscriptionConfig.KEY_VARIABLE, VoiceConfig.KEY_VARIABLE)) {
            Secret key = secret(environment, variable);
            if (key.isSet()) {
                keys.put(variable, key);
            }
        }
        for (ModelsConfig.EntryConfig entry : config.models().catalogue()) {
            String variable = entry.keyVariable();
            Secret key = variable.isEmpty() ? Secret.NONE : secret(environment, variable);
            if (key.isSet()) {
                keys.put(variable, key);
            } else if (!variable.isEmpty()
                    && !environment.getOrDefault(variable, "").isEmpty()) {
                throw new ConfigException(variable + ": holds nothing but blanks; set it to the key of the model "
                        + entry.name() + ", or unset it");
            }
        }
        return keys;
    }

    /** The key of a model of the catalogue. */
    public Secret keyOf(ModelsConfig.EntryConfig entry) {
        return keys.getOrDefault(entry.keyVariable(), Secret.NONE);
    }

    /** The key of the transcription service. */
    public Secret hearingKey() {
        return keys.getOrDefault(TranscriptionConfig.KEY_VARIABLE, Secret.NONE);
    }

    /** The key of the voice service. */
    public Secret voiceKey() {
        return keys.getOrDefault(VoiceConfig.KEY_VARIABLE, Secret.NONE);
    }

    /** A key that no header can carry would otherwise fail later, in a message that repeats it. */
    private static Secret secret(Map<String, String> environment, String variable) throws ConfigException {
        String value = environment.getOrDefault(variable, "").strip();
        if (!value.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new ConfigException(variable + ": expected a key of ASCII letters, digits and signs, without spaces");
        }
        return new Secret(value);
    }

    /** The same on another port, 0 to 65535. */
    public Settings onPort(int port) {
        return new Settings(config.onPort(port), source, data, modelKey, keys);
    }

    /** The settings as they are shipped. */
    public static ParleyConfig defaults() {
        try {
            return ConfigReader.read(DEFAULTS, shipped(ConfigReader.FILE_NAME));
        } catch (ConfigException e) {
            throw new IllegalStateException("The shipped settings can't be used:\n" + e.getMessage(), e);
        }
    }

    /** A file of the jar: the checked-in {@code parley.yaml}, or what belongs to it. */
    static byte[] shipped(String name) {
        try (InputStream in = Settings.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The shipped " + name + " is missing from the build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The checked-in {@code parley.yaml} as text, with its comments. */
    public static String shippedText() {
        return new String(shipped(ConfigReader.FILE_NAME), StandardCharsets.UTF_8);
    }

    private static @Nullable Path configFile(@Nullable Path option, Map<String, String> environment, DataFolder data)
            throws ConfigException {
        if (option != null) {
            return option.toAbsolutePath().normalize();
        }
        String given = environment.getOrDefault("PARLEY_CONFIG", "");
        if (!given.isBlank()) {
            try {
                return Path.of(given).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw new ConfigException("PARLEY_CONFIG: expected a settings file, and this is no path");
            }
        }
        return Files.exists(data.settings()) ? data.settings() : null;
    }

    private static byte[] bytes(Path file) throws ConfigException {
        if (Files.isDirectory(file)) {
            throw new ConfigException(file + ": expected a settings file, and this is a folder");
        }
        try (InputStream in = Files.newInputStream(file)) {
            // One byte past the limit is enough for the reader to say that it is too large.
            return in.readNBytes(ConfigReader.MAX_BYTES + 1);
        } catch (IOException e) {
            String why = Files.exists(file) ? "can't be read; correct its permissions" : "there is no such file";
            throw new ConfigException(file + ": " + why);
        }
    }
}
