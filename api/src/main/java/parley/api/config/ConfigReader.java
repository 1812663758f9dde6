package parley.api.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;
import parley.prompts.source.YamlReading;
import parley.prompts.source.YamlSource;
import parley.prompts.source.YamlTree;

/**
 * Reads a settings file. Everything wrong with it is told at once, each with file, line, column, key and what was
 * expected.
 *
 * <p>The shipped file is the pattern: a key that it lacks is unknown, a key that it has must be there, and a value is of
 * the kind that stands there.
 */
public final class ConfigReader {
    public static final String FILE_NAME = "parley.yaml";

    private static final String LIST_ITEMS = "list-items.yaml";

    static final int MAX_BYTES = YamlSource.MAX_BYTES;
    static final int MAX_PORT = 65_535;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new SimpleModule().addDeserializer(Duration.class, new WrittenDuration()))
            .build();

    private ConfigReader() {}

    /**
     * Reads and checks {@code utf8}.
     *
     * @param file its name in messages
     * @throws ConfigException when it can't be used
     */
    public static ParleyConfig read(String file, byte[] utf8) throws ConfigException {
        YamlReading reading = YamlSource.read(file, utf8);
        YamlTree tree = reading.tree();
        if (tree == null) {
            throw failed(reading.findings());
        }
        List<Finding> findings = pattern().differences(tree);
        if (!findings.isEmpty()) {
            throw failed(findings);
        }
        ParleyConfig config;
        try {
            config = bind(tree.plainMap(), ParleyConfig.class);
        } catch (IllegalArgumentException e) {
            throw failed(List.of(mistyped(tree, e)));
        }
        List<Finding> relations = new ConfigChecks(tree).check(config);
        if (!relations.isEmpty()) {
            throw failed(relations);
        }
        return config;
    }

    private static SettingsPattern pattern() {
        return new SettingsPattern(
                YamlSource.read(FILE_NAME, Settings.shipped(FILE_NAME)).orThrow(),
                YamlSource.read(LIST_ITEMS, Settings.shipped(LIST_ITEMS)).orThrow());
    }

    /**
     * {@code plain} as a record of settings.
     *
     * @throws IllegalArgumentException when it does not fit
     */
    static <T> T bind(@Nullable Object plain, Class<T> type) {
        return MAPPER.convertValue(plain, type);
    }

    private static Finding mistyped(YamlTree tree, IllegalArgumentException failure) {
        Throwable cause = failure.getCause();
        String path = cause instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                        .collect(Collectors.joining())
                        .replaceFirst("^[.]", "")
                : "";
        return Finding.error(tree.positionOf(path), path, expected(cause), "");
    }

    /** Our own types say what they expected; of Jackson's own words only the kind of value is of use. */
    private static String expected(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        if (failure instanceof com.fasterxml.jackson.databind.exc.MismatchedInputException mismatch
                && mismatch.getTargetType() != null) {
            String type = mismatch.getTargetType().getSimpleName().toLowerCase(Locale.ROOT);
            return Set.of("int", "integer", "long").contains(type)
                    ? "expected a whole number"
                    : "expected a value of kind " + type;
        }
        return failure instanceof JacksonException ? "the value can't be used" : "the settings can't be used";
    }

    private static ConfigException failed(List<Finding> findings) {
        return new ConfigException(findings.stream()
                .sorted(Comparator.comparing(Finding::at))
                .map(Finding::asLine)
                .toList());
    }
}
