package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Jackson: what it can read is read alike, and what it refuses is refused. */
class JsonScannerTest {
    private final ObjectMapper jackson = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @Property(tries = 300)
    void readsWhatJacksonWrites(@ForAll("values") Object value) throws Exception {
        String json = jackson.writeValueAsString(value);
        assertThat(read(json)).isEqualTo(value);
        assertThat(read(jackson.writerWithDefaultPrettyPrinter().writeValueAsString(value)))
                .isEqualTo(value);
    }

    /** A piece of JSON with one character put, taken away or changed. */
    @Property(tries = 1_000)
    void agreesWithJacksonOnWhatIsJson(
            @ForAll("values") Object value, @ForAll int where, @ForAll("slips") String slip, @ForAll boolean put)
            throws Exception {
        String whole = jackson.writeValueAsString(value);
        int at = Math.floorMod(where, whole.length());
        String json = whole.substring(0, at) + slip + whole.substring(put ? at : at + 1);
        assertThat(isJson(json)).as(json).isEqualTo(isJsonToJackson(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1,]",
                "[,1]",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a:1}",
                "[1 2]",
                "01",
                "1.",
                ".5",
                "1e",
                "+1",
                "-",
                "nul",
                "truex",
                "\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"a\nb\"",
                "\"\0\"",
                "[1]]",
                "NaN",
                "'a'",
                "//x\n1"
            })
    void refusesWhatIsNoJson(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonScanner.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {JsonScanner.MAX_DEPTH + 1, 100_000})
    void refusesWhatIsTooDeep(int depth) {
        String json = "[".repeat(depth) + "]".repeat(depth);
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonScanner.Malformed.class);
    }

    @Property(tries = 500)
    void garbageIsReadOrRefusedAndNothingElse(@ForAll byte[] bytes) {
        try {
            var json = new JsonScanner(bytes, 0, bytes.length);
            json.skip();
            json.requireEnd();
        } catch (JsonScanner.Malformed e) {
            assertThat(isJsonToJackson(new String(bytes, StandardCharsets.UTF_8)))
                    .isFalse();
        }
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12).map(text -> (Object) text.replaceAll("[\\ud800-\\udfff]", "x")),
                Arbitraries.of("\\", "\"", "\u0000", "老师 👋", "a/b\n").map(text -> (Object) text),
                Arbitraries.bigDecimals().ofScale(3).map(number -> (Object) number),
                Arbitraries.integers().map(number -> (Object) BigDecimal.valueOf(number)),
                Arbitraries.of(Boolean.TRUE, Boolean.FALSE).map(truth -> (Object) truth));
        return Arbitraries.recursive(
                () -> leaf,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(list -> (Object) list),
                        Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(5), inner)
                                .ofMaxSize(3)
                                .map(map -> (Object) new LinkedHashMap<>(map))),
                0,
                3);
    }

    @Provide
    Arbitrary<String> slips() {
        return Arbitraries.of("", "{", "}", "[", "]", ",", ":", "\"", "\\", "0", "1", ".", "-", "e", "t", " ", "\n");
    }

    private static @Nullable Object read(String json) {
        JsonScanner scanner = JsonScanner.of(json);
        Object value = scanner.value();
        scanner.requireEnd();
        return value;
    }

    private static boolean isJson(String json) {
        try {
            JsonScanner scanner = JsonScanner.of(json);
            scanner.skip();
            scanner.requireEnd();
            return true;
        } catch (JsonScanner.Malformed e) {
            return false;
        }
    }

    /** By its tokens alone: Jackson too refuses numbers whose exponent is beyond all numbers when it makes them. */
    private boolean isJsonToJackson(String json) {
        int values = 0;
        int depth = 0;
        try (JsonParser parser = jackson.getFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                values += depth == 0 ? 1 : 0;
            }
            return values == 1;
        } catch (IOException e) {
            return false;
        }
    }
}
