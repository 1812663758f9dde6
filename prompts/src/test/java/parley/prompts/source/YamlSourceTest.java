package parley.prompts.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlSourceTest {

    @Test
    void readsPlainValuesByTheCoreSchema() {
        YamlTree tree = YamlSource.read("a.yaml", """
                        no: no
                        on: on
                        yes: true
                        count: 12
                        hex: 0x1F
                        ratio: 1.5
                        time: 12:30
                        nothing:
                        tilde: ~
                        quoted: "12"
                        date: 2024-01-02
                        """).orThrow();

        assertThat(tree.plainMap())
                .containsEntry("no", "no")
                .containsEntry("on", "on")
                .containsEntry("yes", true)
                .containsEntry("count", 12L)
                .containsEntry("hex", 31L)
                .containsEntry("ratio", 1.5)
                .containsEntry("time", "12:30")
                .containsEntry("nothing", null)
                .containsEntry("tilde", null)
                .containsEntry("quoted", "12")
                .containsEntry("date", "2024-01-02");
    }

    @Test
    void keepsWhatTheAuthorWroteBesideTheNumber() {
        YamlNode root = YamlSource.read("a.yaml", "1.10").orThrow().root();

        assertThat(root).isInstanceOfSatisfying(YamlNode.Scalar.class, scalar -> {
            assertThat(scalar.value()).isEqualTo(1.1);
            assertThat(scalar.text()).isEqualTo("1.10");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "audio.port, 4, 3",
        "audio, 2, 1",
        "audio.missing, 2, 1",
        "audio.port.deeper, 4, 3",
        "units[1].id, 7, 5",
        "units[1], 7, 5",
        "units[9].id, 5, 1",
        "elsewhere, 2, 1",
    })
    void knowsWhereAFieldIsWritten(String path, int line, int column) {
        YamlTree tree = YamlSource.read("parley.yaml", """
                        # a comment
                        audio:
                          host: localhost
                          port: 8080
                        units:
                          - id: a
                          - id: b
                        """).orThrow();

        assertThat(tree.positionOf(path)).isEqualTo(new SourcePosition("parley.yaml", line, column));
    }

    @Test
    void refusesADuplicateKeyAndNamesBothLines() {
        assertThat(only("a: 1\nb: 2\na: 3\n")).satisfies(finding -> {
            assertThat(finding.at()).isEqualTo(new SourcePosition("a.yaml", 3, 1));
            assertThat(finding.field()).isEqualTo("a");
            assertThat(finding.message()).contains("line 1");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: &x 1\nb: *x' | 2 | aliases",
                "'a: !secret 1' | 1 | tags",
                "'a: !!java.lang.Object {}' | 1 | tags",
                "'a: 1\n---\nb: 2' | 3 | more than one document",
                "'? [a, b]\n: 1' | 1 | a key must be a text",
                "'a: [1, 2' | 1 | malformed",
                "'a: \"x' | 1 | malformed",
                "'a:\n\t- b' | 2 | malformed",
                "'a: b: c' | 1 | malformed",
            })
    void refusesWithItsLine(String source, int line, String message) {
        assertThat(only(source)).satisfies(finding -> {
            assertThat(finding.at().line()).isEqualTo(line);
            assertThat(finding.message()).contains(message);
            assertThat(finding.hint()).isNotBlank();
        });
    }

    @Test
    void refusesDeepNestingBeforeItRecurses() {
        assertThat(only("[".repeat(YamlSource.MAX_DEPTH + 2)).message()).contains("nested deeper than 50");
        assertThat(only("[".repeat(500_000)).message()).contains("nested deeper than 50");
        assertThat(only("{a: ".repeat(200_000)).message()).contains("nested deeper than 50");
        assertThat(only("- ".repeat(400_000)).isError()).isTrue();
    }

    @Test
    void readsTheDeepestNestingAllowed() {
        String deepest = "[".repeat(YamlSource.MAX_DEPTH) + "]".repeat(YamlSource.MAX_DEPTH);

        assertThat(YamlSource.read("a.yaml", deepest).findings()).isEmpty();
    }

    @Test
    void refusesABombAtItsFirstAlias() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
        }

        assertThat(only(bomb.toString()).at().line()).isEqualTo(2);
    }

    @Test
    void refusesInvalidUtf8WithItsLine() {
        byte[] bytes = "a: 1\nb: xy\n".getBytes(StandardCharsets.UTF_8);
        bytes[8] = (byte) 0xFF;

        YamlReading reading = YamlSource.read("a.yaml", bytes);

        assertThat(reading.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("UTF-8");
            assertThat(finding.at()).isEqualTo(new SourcePosition("a.yaml", 2, 0));
        });
    }

    @Test
    void refusesAFileOverTheLimitAndReadsOneAtIt() {
        byte[] limit = new byte[YamlSource.MAX_BYTES];
        Arrays.fill(limit, (byte) 'a');

        assertThat(YamlSource.read("a.yaml", limit).findings()).isEmpty();
        assertThat(YamlSource.read("a.yaml", new byte[YamlSource.MAX_BYTES + 1]).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("larger than"));
    }

    @Test
    void refusesAControlCharacterWithItsPlace() {
        assertThat(only("a: 1\nb: x\u0001y").at()).isEqualTo(new SourcePosition("a.yaml", 2, 5));
    }

    @Test
    void skipsAByteOrderMark() {
        byte[] bytes = "\uFEFFa: 1".getBytes(StandardCharsets.UTF_8);

        assertThat(YamlSource.read("a.yaml", bytes).orThrow().plainMap()).isEqualTo(Map.of("a", 1L));
    }

    @Test
    void readsAnEmptyFileAsNothing() {
        assertThat(YamlSource.read("a.yaml", "# only a comment\n").orThrow().plain())
                .isNull();
    }

    @Test
    void throwsOnlyWhenAsked() {
        YamlReading reading = YamlSource.read("a.yaml", "a: [");

        assertThat(reading.tree()).isNull();
        assertThatThrownBy(reading::orThrow)
                .isInstanceOf(AuthoringException.class)
                .hasMessageContaining("a.yaml:");
    }

    private static Finding only(String source) {
        YamlReading reading = YamlSource.read("a.yaml", source);
        assertThat(reading.tree()).isNull();
        assertThat(reading.findings()).hasSize(1);
        return List.copyOf(reading.findings()).getFirst();
    }
}
