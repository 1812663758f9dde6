package parley.prompts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.prompts.source.Finding;

class NamedSchemasTest {
    private final Map<String, String> files = new HashMap<>();
    private final NamedSchemas schemas = new NamedSchemas(name ->
            Optional.ofNullable(files.get(name)).map(text -> new NamedSchemas.Text(name + ".schema.yaml", text)));

    @Test
    void readsPicoschemaJsonSchemaAndATypeAlone() throws Exception {
        files.put("place", "city: string\ncountry?: string, where\n");
        files.put("Raw", "type: array\nitems: {type: integer}\n");
        files.put("note", "string, a note\n");

        assertThat(schemas.find("place"))
                .hasValueSatisfying(place ->
                        assertThat(place).containsEntry("type", "object").containsEntry("required", List.of("city")));
        assertThat(schemas.find("Raw")).contains(Map.of("type", "array", "items", Map.of("type", "integer")));
        assertThat(schemas.find("note")).contains(Map.of("type", "string", "description", "a note"));
    }

    @Test
    void aSchemaMayNameOthers() throws Exception {
        files.put("trip", "from: place\nto: place\n");
        files.put("place", "city: string\n");

        assertThat(schemas.find("trip").orElseThrow().toString())
                .contains("from=", "to=")
                .containsPattern("city.*city");
        assertThat(NamedSchemas.namedBy(Map.of("from", "place", "size", "integer")))
                .containsExactly("place");
    }

    @Test
    void namesTheCircle() {
        files.put("a", "b: b\n");
        files.put("b", "list(array): c\n");
        files.put("c", "again?: a\n");

        assertThatThrownBy(() -> schemas.find("a"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("the schemas go in a circle: a → b → c → a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "array", "any", "", "../place", "a b", "1st"})
    void aNameThatIsATypesOrNoneIsNoSchemas(String name) throws Exception {
        files.put(name, "city: string\n");

        assertThat(schemas.find(name)).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAFileAndWhere() {
        files.put("place", "city: string\nzip: strang\n");

        assertThatThrownBy(() -> schemas.find("place"))
                .hasMessageContaining("the schema place cannot be used: place.schema.yaml:2:")
                .hasMessageContaining("strang");
        assertThat(NamedSchemas.check(new NamedSchemas.Text("empty", "# nothing\n"), SchemaResolver.NONE))
                .extracting(Finding::code)
                .containsExactly("schema");
    }

    @Test
    void doublingAtEachStepEndsAtALimit() {
        files.put("s0", "x: string\n");
        for (int i = 1; i < 19; i++) {
            files.put("s" + i, "left: s%d\nright: s%d\n".formatted(i - 1, i - 1));
        }

        assertThatThrownBy(() -> schemas.find("s18")).hasMessageContaining("more than 10000 parts");
    }

    @Test
    void aLongChainEndsAtALimit() {
        for (int i = 0; i < 30; i++) {
            files.put("s" + i, "next: s" + (i + 1) + "\n");
        }

        assertThatThrownBy(() -> schemas.find("s0")).hasMessageContaining("more than 20 schemas");
    }
}
