package parley.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SentenceSplitterTest {
    private static List<String> split(String text, int step) {
        var splitter = new SentenceSplitter();
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < text.length(); i += step) {
            pieces.addAll(splitter.accept(text.substring(i, Math.min(text.length(), i + step))));
        }
        pieces.addAll(splitter.finish());
        return pieces;
    }

    private static void assertPieces(String text, String... pieces) {
        for (int step : new int[] {1, 3, 1_000}) {
            assertThat(split(text, step)).as("fed by %d", step).containsExactly(pieces);
        }
    }

    @Test
    void cutsAtSentencesAndNotInsideThem() {
        assertPieces("Good. Now try this one!", "Good.", "Now try this one!");
        assertPieces("It costs 3.50 dollars. Really?", "It costs 3.50 dollars.", "Really?");
        assertPieces("Ask Dr. Smith. He knows.", "Ask Dr. Smith.", "He knows.");
        assertPieces("J. Smith is here. Yes.", "J. Smith is here.", "Yes.");
        assertPieces("Wait... what? \"No.\" Fine.", "Wait...", "what?", "\"No.\"", "Fine.");
        assertPieces("It was I. Go on.", "It was I.", "Go on.");
        assertPieces("Eat fruit, e.g. apples. Ok.", "Eat fruit, e.g. apples.", "Ok.");
    }

    @Test
    void linesAndListEntriesArePieces() {
        assertPieces("Two ways:\n1. Say hello.\n2. Wave\n", "Two ways:", "1. Say hello.", "2. Wave");
    }

    @Test
    void chineseNeedsNoSpaces() {
        assertPieces(
                "\u4f60\u597d\u3002\u6211\u4eec\u5f00\u59cb\u5427\uff01\u597d\u5417\uff1f",
                "\u4f60\u597d\u3002",
                "\u6211\u4eec\u5f00\u59cb\u5427\uff01",
                "\u597d\u5417\uff1f");
    }

    @Test
    void onlyTheFirstPieceMayEndAtAComma() {
        assertPieces(
                "That was a very good answer, and you said it well. In the market, however long it takes, we wait.",
                "That was a very good answer,",
                "and you said it well.",
                "In the market, however long it takes, we wait.");
    }

    @Test
    void codeBlocksAreNotSpoken() {
        assertPieces("Look:\n```java\nint a = 1. ;\n```\nClear?", "Look:", "Clear?");
    }

    @Test
    void aSentenceBegunIsSpokenWithoutWaitingForTheNext() {
        var splitter = new SentenceSplitter();
        assertThat(splitter.accept("Well done. Now")).containsExactly("Well done.");
    }

    @Property(tries = 300)
    void nothingIsLostAndNothingIsTooLong(
            @ForAll
                    @StringLength(max = 600)
                    @net.jqwik.api.constraints.Chars({'a', 'B', '.', ',', ' ', '!', '1', '\n', '\u4f60', '\u3002', '"'})
                    String text,
            @ForAll @IntRange(min = 1, max = 50) int step) {
        List<String> pieces = split(text, step);
        assertThat(String.join("", pieces).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
        assertThat(pieces).allMatch(piece -> !piece.isBlank());
        assertThat(pieces).allMatch(piece -> piece.length() <= SentenceSplitter.MAX_PIECE_CHARS + step);
    }
}
