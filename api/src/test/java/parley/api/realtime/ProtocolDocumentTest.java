package parley.api.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/protocol.md are what the codec reads and writes, and none is missing. */
class ProtocolDocumentTest {
    private static final EventCodec CODEC = new EventCodec();
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Example> examples() throws Exception {
        String text = Files.readString(Path.of("..", "docs", "protocol.md"));
        return Pattern.compile("### (\\S+)\\n(?:[^`#]++|`(?!``))*+```json\\n(.*?)\\n```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(ProtocolDocumentTest::example)
                .toList();
    }

    private static Example example(MatchResult found) {
        try {
            return new Example(found.group(1), JSON.readTree(found.group(2)));
        } catch (Exception e) {
            throw new AssertionError("The example of " + found.group(1) + " is no JSON", e);
        }
    }

    record Example(String heading, JsonNode json) {
        @Override
        public String toString() {
            return heading;
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsReadAndWrittenBackTheSame(Example example) throws Exception {
        assertThat(example.json.path("type").asText()).isEqualTo(example.heading);
        if (example.json.path("event_id").asText().startsWith("event_")) {
            ServerEvent event = CODEC.json().treeToValue(example.json, ServerEvent.class);
            assertThat(JSON.readTree(CODEC.encode(event, "event_1"))).isEqualTo(example.json);
        } else {
            var decoded = CODEC.decode(example.json.toString());
            assertThat(decoded).isInstanceOf(EventCodec.Decoded.Event.class);
            ClientEvent event = ((EventCodec.Decoded.Event) decoded).event();
            ObjectNode written = CODEC.json().valueToTree(event);
            assertThat(JSON.readTree(written.toString())).isEqualTo(example.json);
        }
    }

    @Test
    void everyEventHasAnExample() throws Exception {
        Set<String> shown =
                new HashSet<>(examples().stream().map(Example::heading).toList());
        Set<String> declared = Stream.of(ClientEvent.class, ServerEvent.class)
                .flatMap(events -> Arrays.stream(events.getPermittedSubclasses()))
                .map(event -> event.getAnnotation(JsonTypeName.class).value())
                .collect(java.util.stream.Collectors.toSet());
        assertThat(shown).isEqualTo(declared);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noFieldOfAKindThatIsWrongEndsTheReader(Example example) {
        // Every field in turn as something else: an answer, never an exception.
        for (String pointer : pointers(example.json, "").toList()) {
            for (String wrong : List.of("null", "5", "\"x\"", "[]", "{}", "true", "1e400", "-1")) {
                ObjectNode copy = example.json.deepCopy();
                int cut = pointer.lastIndexOf('/');
                if (copy.at(pointer.substring(0, cut)) instanceof ObjectNode parent) {
                    parent.putRawValue(
                            pointer.substring(cut + 1), new com.fasterxml.jackson.databind.util.RawValue(wrong));
                    assertThat(CODEC.decode(copy.toString())).isNotNull();
                }
            }
        }
    }

    private static Stream<String> pointers(JsonNode node, String at) {
        return node.properties().stream()
                .flatMap(field -> Stream.concat(
                        Stream.of(at + "/" + field.getKey()), pointers(field.getValue(), at + "/" + field.getKey())));
    }
}
