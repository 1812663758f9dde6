package parley.prompts.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class YamlSourcePropertyTest {

    @Property(tries = 3000)
    void whateverTheTextTheOutcomeIsATreeOrFindings(@ForAll("almostYaml") String source) {
        YamlReading reading = YamlSource.read("f.yaml", source);

        assertThat(reading.tree() == null).isEqualTo(Finding.anyError(reading.findings()));
        for (Finding finding : reading.findings()) {
            assertThat(finding.at().file()).isEqualTo("f.yaml");
            assertThat(finding.asLine().lines()).hasSize(1);
        }
    }

    @Property(tries = 1000)
    void whateverTheBytesTheOutcomeIsATreeOrFindings(@ForAll byte[] bytes) {
        YamlReading reading = YamlSource.read("f.yaml", bytes);

        assertThat(reading.tree() == null).isEqualTo(Finding.anyError(reading.findings()));
    }

    @Property(tries = 1000)
    void anyQuotedTextIsReadAsItIs(@ForAll("printable") String text) {
        String source = "key: '" + text.replace("'", "''") + "'";

        YamlTree tree = YamlSource.read("f.yaml", source.getBytes(StandardCharsets.UTF_8))
                .orThrow();

        assertThat(tree.plainMap()).isEqualTo(Map.of("key", text));
    }

    @Provide
    Arbitrary<String> almostYaml() {
        return Arbitraries.of(List.of(
                        "a",
                        "b: ",
                        "- ",
                        "? ",
                        ": ",
                        "\n",
                        "\n  ",
                        "\t",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        "'",
                        "\"",
                        "|",
                        ">",
                        "&x ",
                        "*x",
                        "!t ",
                        "%YAML 1.2\n",
                        "---\n",
                        "...\n",
                        "#",
                        "~",
                        "12",
                        "1e9",
                        "\\",
                        "\u0000",
                        "\uD800",
                        "\u0085",
                        "\u2028",
                        "中",
                        "\uFEFF",
                        "=",
                        "<<: ",
                        "`",
                        "@",
                        "\r"))
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> printable() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('中', '文', 'é')
                .ofMaxLength(60);
    }
}
