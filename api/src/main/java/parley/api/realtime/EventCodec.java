package parley.api.realtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.api.realtime.ServerEvent.ErrorBody;

/** Events to and from JSON. Thread-safe. Nothing that a client sent is repeated in a message but the names of fields. */
final class EventCodec {
    /** Event ids of clients longer than this are not given back. */
    private static final int MAX_EVENT_ID_CHARS = 512;

    private static final int MAX_NESTING = 32;

    private final ObjectMapper mapper = mapper();

    /** A client's event, or the error that answers it. */
    sealed interface Decoded {
        record Event(ClientEvent event) implements Decoded {}

        record Refused(ErrorBody error) implements Decoded {}
    }

    private static ObjectMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(LogicalType.Textual, config -> {
                    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build());
        return mapper;
    }

    /** Reads a client's event. */
    Decoded decode(String json) {
        JsonNode tree;
        try {
            tree = mapper.readTree(json);
        } catch (JsonProcessingException e) {
            return refused("invalid_json", "The frame is not JSON", null, null);
        }
        if (!(tree instanceof ObjectNode object)) {
            return refused("invalid_json", "An event is a JSON object", null, null);
        }
        String eventId = eventId(object);
        if (!object.path("type").isTextual()) {
            return refused("missing_required_parameter", "type: expected the event's name", "type", eventId);
        }
        try {
            return new Decoded.Event(mapper.treeToValue(object, ClientEvent.class));
        } catch (InvalidTypeIdException e) {
            return refused("unknown_event", "type: there is no such event; see docs/protocol.md", "type", eventId);
        } catch (ValueInstantiationException e) {
            String path = path(e.getPath());
            if (e.getCause() instanceof InvalidField field) {
                String param = path.isEmpty() ? field.field() : path + "." + field.field();
                return refused("invalid_value", param + ": " + field.getMessage(), param, eventId);
            }
            return refused("invalid_value", path + ": the value can't be used", path, eventId);
        } catch (MismatchedInputException e) {
            String path = path(e.getPath());
            String expected = e.getMessage() != null && e.getMessage().startsWith("Missing required")
                    ? "the field is missing"
                    : "expected " + kind(e.getTargetType());
            return refused("invalid_value", path + ": " + expected, path, eventId);
        } catch (JsonProcessingException e) {
            return refused("invalid_value", "The event can't be read", null, eventId);
        }
    }

    /** Writes an event under {@code eventId}. */
    String encode(ServerEvent event, String eventId) {
        try {
            ObjectNode node = mapper.createObjectNode();
            node.put("event_id", eventId);
            ObjectNode content = mapper.valueToTree(event);
            node.setAll(content);
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event of ours could not be written: " + event.getClass(), e);
        }
    }

    /** The mapper, for tests that read what was sent. */
    ObjectMapper json() {
        return mapper;
    }

    private static @Nullable String eventId(ObjectNode object) {
        JsonNode id = object.path("event_id");
        return id.isTextual() && id.textValue().length() <= MAX_EVENT_ID_CHARS ? id.textValue() : null;
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "another kind of value";
        }
        if (type.isEnum()) {
            return "one of: " + String.join(", ", names(type)).toLowerCase(Locale.ROOT);
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a text";
            case "int", "long", "Integer", "Long" -> "a whole number";
            case "double", "Double" -> "a number";
            case "List" -> "a list";
            default -> "an object";
        };
    }

    private static List<String> names(Class<?> type) {
        return java.util.Arrays.stream(type.getEnumConstants())
                .map(Object::toString)
                .toList();
    }

    private static String path(List<JsonMappingException.Reference> path) {
        var text = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return text.toString();
    }

    private static Decoded refused(String code, String message, @Nullable String param, @Nullable String eventId) {
        return new Decoded.Refused(ErrorBody.invalid(code, message, param, eventId));
    }
}
