package parley.api.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlNode;
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

    static final int MAX_BYTES = YamlSource.MAX_BYTES;
    static final int MAX_PORT = 65_535;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
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
        var findings = new ArrayList<Finding>();
        YamlTree pattern = YamlSource.read("defaults", Settings.shipped()).orThrow();
        compare("", tree.root(), pattern.root(), tree.root().at(), findings);
        if (!findings.isEmpty()) {
            throw failed(findings);
        }
        ParleyConfig config;
        try {
            config = MAPPER.convertValue(tree.plainMap(), ParleyConfig.class);
        } catch (IllegalArgumentException e) {
            throw failed(List.of(mistyped(tree, e)));
        }
        List<Finding> relations = new ConfigChecks(tree).check(config);
        if (!relations.isEmpty()) {
            throw failed(relations);
        }
        return config;
    }

    /** What is wrong with {@code text} as a model's address; empty when nothing is. */
    static String urlProblem(String text) {
        String expected = "expected an address such as http://127.0.0.1:11434/v1";
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                return expected;
            }
            return uri.getUserInfo() == null ? "" : "keys don't belong in the address: set PARLEY_MODEL_KEY instead";
        } catch (URISyntaxException e) {
            return expected;
        }
    }

    private static void compare(
            String path, YamlNode node, YamlNode pattern, SourcePosition at, List<Finding> findings) {
        if (pattern instanceof YamlNode.Mapping wanted) {
            if (!(node instanceof YamlNode.Mapping given)) {
                findings.add(
                        Finding.error(at, path, "found " + node.kind() + ", expected the keys " + keys(wanted), ""));
                return;
            }
            compareKeys(path, given, wanted, at, findings);
        } else if (!node.kind().equals(pattern.kind())) {
            findings.add(Finding.error(at, path, "found " + node.kind() + ", expected " + example(pattern), ""));
        }
    }

    private static void compareKeys(
            String path, YamlNode.Mapping given, YamlNode.Mapping wanted, SourcePosition at, List<Finding> findings) {
        given.fields().forEach((key, field) -> {
            YamlNode.Field expected = wanted.fields().get(key);
            String full = path.isEmpty() ? key : path + "." + key;
            if (expected == null) {
                findings.add(
                        Finding.error(field.keyAt(), full, "there is no such key", "expected one of: " + keys(wanted)));
            } else {
                compare(full, field.value(), expected.value(), field.keyAt(), findings);
            }
        });
        wanted.fields().forEach((key, field) -> {
            if (!given.fields().containsKey(key)) {
                String full = path.isEmpty() ? key : path + "." + key;
                String hint = field.value() instanceof YamlNode.Scalar scalar
                        ? "add " + key + ": " + (scalar.text().isEmpty() ? "\"\"" : scalar.text())
                        : "add it with the keys " + (field.value() instanceof YamlNode.Mapping m ? keys(m) : "");
                findings.add(Finding.error(at, full, "the key is missing", hint));
            }
        });
    }

    private static String keys(YamlNode.Mapping mapping) {
        return mapping.fields().keySet().stream().collect(Collectors.joining(", "));
    }

    private static String example(YamlNode pattern) {
        return pattern instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()
                ? pattern.kind() + " such as " + scalar.text()
                : pattern.kind();
    }

    private static Finding mistyped(YamlTree tree, IllegalArgumentException failure) {
        Throwable cause = failure.getCause();
        String path = cause instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .collect(Collectors.joining("."))
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
            return type.equals("int") ? "expected a whole number" : "expected a value of kind " + type;
        }
        return failure instanceof JacksonException ? "the value can't be used" : "the settings can't be used";
    }

    private static ConfigException failed(List<Finding> findings) {
        return new ConfigException(findings.stream()
                .sorted(java.util.Comparator.comparing(Finding::at))
                .map(Finding::asLine)
                .toList());
    }
}
