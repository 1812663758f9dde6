package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GrammarTest {
    @Test
    void spellsAsTheLexiconDoes() {
        assertThat(Grammar.spell("I don\u2019t know, \"really\"!")).contains("i don't know really");
        assertThat(Grammar.spell("A caf\u00e9 \u2014 please")).contains("a cafe please");
        assertThat(Grammar.spell("well-known")).contains("well known");
        assertThat(Grammar.spell("room 5")).isEmpty();
        assertThat(Grammar.spell("\u4f60\u597d")).isEmpty();
        assertThat(Grammar.spell(" ...' ")).isEmpty();
        assertThat(Grammar.spell("a".repeat(1_000))).isEmpty();
    }

    @Test
    void holdsEachPhraseOnceAndNotTooMany() {
        assertThat(Grammar.of(List.of("Yes.", "yes", "5", "no")).orElseThrow().phrases())
                .containsExactly("yes", "no");
        assertThat(Grammar.of(List.of("", "5"))).isEmpty();
        List<String> many = IntStream.range(0, 4_000)
                .mapToObj(i -> "w" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676))
                .toList();
        assertThat(Grammar.of(many).orElseThrow().phrases()).hasSize(Grammar.MAX_PHRASES);
    }

    /** The native recogniser ends the process on anything else. */
    @Property
    void nothingButPlainWordsGetsThrough(@ForAll List<String> phrases) {
        Grammar.of(phrases)
                .ifPresent(grammar -> assertThat(grammar.phrases())
                        .isNotEmpty()
                        .allMatch(phrase -> phrase.matches("[a-z][a-z']*( [a-z][a-z']*)*")));
    }
}
