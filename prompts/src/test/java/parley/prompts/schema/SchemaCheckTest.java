package parley.prompts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.prompts.source.YamlSource;

class SchemaCheckTest {

    private static final String SCHEMA = """
        who: string
        age?: integer, in years
        size(enum): [small, large]
        moves(array, what to do):
          kind: string
          words?(array): string
        place?(object): { x: number }
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{size: small, moves: []} | who | missing",
                "{who: 3, size: small, moves: []} | who | a number, not a text",
                "{who: a, size: tiny, moves: []} | size | none of the allowed",
                "{who: a, size: small, moves: [], extra: 1} | extra | no such variable",
                "{who: a, size: small, moves: {}} | moves | an object, not a list",
                "{who: a, size: small, moves: [{kind: b}, {kind: 2}]} | moves[1].kind | a number, not a text",
                "{who: a, size: small, moves: [{kind: b, words: [c, true]}]} | moves[0].words[1] | true or false",
                "{who: a, size: small, moves: [{}]} | moves[0].kind | missing",
                "{who: a, size: small, moves: [], age: 1.5} | age | not a whole number or nothing",
                "{who: a, size: small, moves: [], place: {x: 1, y: 2}} | place.y | no such variable",
            })
    void namesTheVariableThatDoesNotFit(String data, String path, String message) throws SchemaException {
        assertThat(SchemaCheck.check(schema(), yaml(data))).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message()).contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{who: a, size: large, moves: []}",
                "{who: a, size: small, moves: [{kind: b, words: null}], age: null, place: null}",
                "{who: a, size: small, moves: [{kind: b, words: [c]}], age: 3, place: {x: 1.5}}",
            })
    void letsThroughWhatFits(String data) throws SchemaException {
        assertThat(SchemaCheck.check(schema(), yaml(data))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: string, minLength: 2} | 'a'",
                "{type: string, maxLength: 1} | 'ab'",
                "{type: string, pattern: '^[a-c]+$'} | abd",
                "{type: number, minimum: 3} | 2",
                "{type: number, exclusiveMaximum: 3} | 3",
                "{type: array, maxItems: 1} | [1, 2]",
                "{type: array, uniqueItems: true} | [1, 1]",
                "{type: any, anyOf: [{type: string}, {type: boolean}]} | 1",
                "{type: any, oneOf: [{type: number}, {type: integer}]} | 1",
                "{type: any, not: {type: string}} | a",
                "{type: any, const: 1} | 2",
                "{type: object, properties: {a: {$ref: '#/$defs/t'}}, $defs: {t: {type: string}}} | {a: 1}",
                "{type: object, additionalProperties: {type: integer}} | {a: b}",
            })
    void knowsTheWordsOfJsonSchema(String schema, String data) throws SchemaException {
        assertThat(SchemaCheck.check(json(schema), yaml(data))).hasSize(1);
    }

    @Test
    void endsOnPatternsReferencesAndListsWithoutEnd() throws SchemaException {
        assertThat(SchemaCheck.check(json("{type: string, pattern: '^(.*)(.*)(.*)(.*)(.*)(.*)z$'}"), "a".repeat(100)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("cannot be held"));
        assertThat(SchemaCheck.check(json("{type: object, $ref: '#'}"), Map.of()))
                .isNotEmpty();
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(i);
        }
        assertThat(SchemaCheck.check(json("{type: array, items: {type: string}}"), many))
                .hasSize(SchemaCheck.MAX_PROBLEMS);
    }

    @Test
    void saysWhereASchemaIsMalformed() {
        assertThatThrownBy(() -> Picoschema.toJsonSchema(yaml("{a: {b?: text}}"), SchemaResolver.NONE))
                .isInstanceOfSatisfying(SchemaException.class, e -> {
                    assertThat(e.field()).isEqualTo("a.b?");
                    assertThat(e.problem()).contains("no type text");
                });
    }

    private static Map<String, @Nullable Object> schema() throws SchemaException {
        return json(SCHEMA);
    }

    private static Map<String, @Nullable Object> json(String schema) throws SchemaException {
        return Picoschema.toJsonSchema(yaml(schema), SchemaResolver.NONE);
    }

    private static Object yaml(String text) {
        Object value = YamlSource.read("t", text).orThrow().plain();
        if (value == null) {
            throw new IllegalArgumentException("nothing is given");
        }
        return value;
    }
}
