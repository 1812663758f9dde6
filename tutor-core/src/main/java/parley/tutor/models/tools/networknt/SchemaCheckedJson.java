package parley.tutor.models.tools.networknt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import parley.tutor.models.tools.ToolJson;
import parley.tutor.models.tools.ToolSpec;

/**
 * Arguments by JSON Schema (draft 2020-12). Thread-safe. A schema is compiled once and kept; schemas are ours, so there are
 * few, and none refers to a place outside of itself.
 */
public final class SchemaCheckedJson implements ToolJson {
    /** Longer arguments are no arguments. */
    public static final int MAX_ARGUMENTS_CHARS = 4_000;

    private static final int MAX_DEPTH = 20;
    private static final int MAX_COMPLAINTS = 5;
    private static final TypeReference<Map<String, Object>> PLAIN = new TypeReference<>() {};

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    public SchemaCheckedJson() {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
    }

    @Override
    public Arguments arguments(ToolSpec tool, String json) {
        if (json.length() > MAX_ARGUMENTS_CHARS) {
            return new Arguments.Invalid("the arguments are longer than " + MAX_ARGUMENTS_CHARS + " characters");
        }
        JsonNode read;
        try {
            // Some endpoints send nothing at all for a tool without arguments.
            read = json.isBlank() ? mapper.createObjectNode() : mapper.readTree(json);
        } catch (JsonProcessingException e) {
            return new Arguments.Invalid("the arguments are not readable as JSON");
        }
        if (!read.isObject()) {
            return new Arguments.Invalid("the arguments must be a JSON object");
        }
        var complaints =
                compiled.computeIfAbsent(tool.parametersSchema(), this::compile).validate(read);
        if (!complaints.isEmpty()) {
            return new Arguments.Invalid(complaints.stream()
                    .map(ValidationMessage::getMessage)
                    .limit(MAX_COMPLAINTS)
                    .collect(Collectors.joining("; ")));
        }
        return new Arguments.Valid(mapper.convertValue(read, PLAIN));
    }

    @Override
    public String write(Map<String, ?> value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            // The cause is left out: its message may quote the learner.
            throw new IllegalArgumentException("Only plain data can be written as JSON");
        }
    }

    private JsonSchema compile(String schema) {
        try {
            return schemas.getSchema(mapper.readTree(schema));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A tool's schema is a JSON object", e);
        }
    }
}
