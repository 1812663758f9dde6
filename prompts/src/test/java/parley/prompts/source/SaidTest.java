package parley.prompts.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SaidTest {
    @Test
    void readsAsTheEnglishSentence() {
        Said said = Said.of("the list has more than {} entries of {}", 5, "units");
        assertThat(said.toString()).isEqualTo("the list has more than 5 entries of units");
        assertThat(said.values()).containsExactly("5", "units");
        assertThat((CharSequence) said).hasSameSizeAs(said.toString()).startsWith("the list");
        assertThat(said.with(" ({})", "one").toString()).endsWith("of units (one)");
    }

    @Test
    void aValueIsNoPattern() {
        assertThat(Said.of("{} and {}", "{}", "{0}").toString()).isEqualTo("{} and {0}");
        assertThat(Said.of("{{/{}}} closes no block", "if").toString()).isEqualTo("{{/if}} closes no block");
    }

    @Test
    void aPlainTextIsItsOwnPattern() {
        assertThat(Said.of((CharSequence) "the text is empty")).isEqualTo(new Said("the text is empty", List.of()));
        Said said = Said.of("a {}", 1);
        assertThat(Said.of((CharSequence) said)).isSameAs(said);
    }
}
