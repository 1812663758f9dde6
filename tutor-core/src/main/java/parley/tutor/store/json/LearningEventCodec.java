package parley.tutor.store.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.learner.LearningEvent;

/**
 * Turns events of the journal into JSON text and back. Thread-safe; one is enough for a process.
 *
 * <p>An event is one object: {@code "v"} (the version that wrote it), {@code "type"} (the event's simple class name, as
 * {@link #kind} gives it), then the record's components by name. Every component is written, null or not.
 *
 * <p>Reading is lenient towards newer writers and strict towards damage: unknown properties are passed over, an unknown
 * kind of event is skipped with one warning, an unknown teaching move is left out, an unknown answer check reads as "not
 * graded", an unknown intent as "off the course"; but a missing or malformed component is an {@link UnreadableEvent}.
 */
public final class LearningEventCodec {
    /** The version that is written; raised when the meaning of a property changes. */
    public static final int VERSION = 1;

    /** The longest text of one event; the longest real one, a spoken turn of 4,000 characters, takes a quarter. */
    public static final int MAX_EVENT_CHARS = 1_000_000;

    /** Kinds that are warned of once each; beyond these, silence. */
    private static final int MAX_WARNED_KINDS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(LearningEventCodec.class);

    private final JsonMapper mapper = EventMapper.create();
    private final Set<String> known = EventMapper.namesOf(LearningEvent.class);
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** The name under which events of this kind are stored. */
    public static String kind(LearningEvent event) {
        return event.getClass().getSimpleName();
    }

    /**
     * The JSON text of {@code event}.
     *
     * @throws IllegalArgumentException when it is longer than {@value #MAX_EVENT_CHARS} characters
     */
    public String write(LearningEvent event) {
        try {
            ObjectNode tree = mapper.createObjectNode().put("v", VERSION);
            tree.setAll(mapper.<ObjectNode>valueToTree(event));
            String text = mapper.writeValueAsString(tree);
            if (text.length() > MAX_EVENT_CHARS) {
                throw new IllegalArgumentException("An event takes at most " + MAX_EVENT_CHARS + " characters");
            }
            return text;
        } catch (JsonProcessingException e) {
            // The cause is left out: its message may quote what the learner said.
            throw new IllegalStateException("A " + kind(event) + " cannot be written as JSON: "
                    + e.getClass().getSimpleName());
        }
    }

    /**
     * The event that {@code json} holds, or empty when it is of a kind that only a newer version knows.
     *
     * @throws UnreadableEvent when the text is damaged
     */
    public Optional<LearningEvent> read(String json) throws UnreadableEvent {
        try {
            JsonNode tree = mapper.readTree(json);
            if (!tree.path("type").isTextual()) {
                throw new UnreadableEvent("not an object with a type");
            }
            if (!known.contains(tree.path("type").textValue())) {
                warnOnce(tree.path("type").textValue(), tree.path("v").asInt());
                return Optional.empty();
            }
            return Optional.of(mapper.treeToValue(tree, LearningEvent.class));
        } catch (JsonMappingException e) {
            throw new UnreadableEvent("not an event at " + e.getPathReference());
        } catch (JsonProcessingException e) {
            throw new UnreadableEvent("not JSON, character " + e.getLocation().getCharOffset());
        }
    }

    private void warnOnce(String type, int version) {
        if (warned.size() < MAX_WARNED_KINDS && warned.add(type)) {
            LOG.warn(
                    "Events of the kind {} (version {}) were written by a newer Parley and are passed over",
                    type.replaceAll("[^A-Za-z0-9]", "?"),
                    version);
        }
    }
}
