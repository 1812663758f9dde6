package parley.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import parley.speech.speaking.SentenceSplitter.Piece;

class SentenceSplitterTest {
    private static List<Piece> split(String text, int step) {
        var splitter = SentenceSplitter.from(SentenceSplitter.Place.START);
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < text.length(); i += step) {
            // As a state holds it: only the place survives from delta to delta.
            splitter = SentenceSplitter.from(splitter.place());
            pieces.addAll(splitter.accept(text.substring(i, Math.min(text.length(), i + step))));
        }
        pieces.addAll(splitter.finish());
        return pieces;
    }

    private static void assertPieces(String text, String... pieces) {
        for (int step : new int[] {1, 3, 1_000}) {
            assertThat(split(text, step))
                    .as("fed by %d", step)
                    .filteredOn(piece -> !piece.spoken().isEmpty())
                    .extracting(Piece::spoken)
                    .containsExactly(pieces);
        }
    }

    @Test
    void cutsAtSentencesAndNotInsideThem() {
        assertPieces("Good. Now try this one!", "Good.", "Now try this one!");
        assertPieces("It costs 3.50 dollars. Really?", "It costs 3.50 dollars.", "Really?");
        assertPieces("Wait... what? \"No.\" Fine.", "Wait...", "what?", "\"No.\"", "Fine.");
        assertPieces("It was I. Go on.", "It was I.", "Go on.");
        assertPieces("**Yes!** **No!** Go.", "**Yes!**", "**No!**", "Go.");
        assertPieces("Version 1.2.3 is out. See a.b.c. Now.", "Version 1.2.3 is out.", "See a.b.c.", "Now.");
        assertPieces("See https://a.example/b?c=d.e! Good.", "See https://a.example/b?c=d.e!", "Good.");
        assertPieces("It is 5 o'clock.\"Go!\"", "It is 5 o'clock.\"Go!\"");
    }

    @Test
    void anAbbreviationEndsNoSentenceUnlessWhatFollowsSaysSo() {
        assertPieces("Ask Dr. Smith. He knows.", "Ask Dr. Smith.", "He knows.");
        assertPieces("J. Smith is here. Yes.", "J. Smith is here.", "Yes.");
        assertPieces("John F. Kennedy spoke. Yes.", "John F. Kennedy spoke.", "Yes.");
        assertPieces("The answer is A. Well done!", "The answer is A.", "Well done!");
        assertPieces("Take option B. Good.", "Take option B.", "Good.");
        assertPieces("Eat fruit, e.g. apples. Ok.", "Eat fruit, e.g. apples.", "Ok.");
        assertPieces(
                "Come at 5 p.m. and eat. Come at 6 p.m. Eat.", "Come at 5 p.m. and eat.", "Come at 6 p.m.", "Eat.");
        assertPieces("Is it? No. Look at No. 5 again.", "Is it?", "No.", "Look at No. 5 again.");
        assertPieces(
                "\u201cReally?\u201d he asked. \u201cYes.\u201d She left.",
                "\u201cReally?\u201d he asked.",
                "\u201cYes.\u201d",
                "She left.");
    }

    @Test
    void linesAndListEntriesArePieces() {
        assertPieces("Two ways:\n1. Say hello.\n2. Wave\n", "Two ways:", "1. Say hello.", "2. Wave");
        assertPieces(
                "# Greetings\n- say hi\n- wave\n\n| a | b |\n|---|---|\n| c | d |",
                "# Greetings",
                "- say hi",
                "- wave",
                "| a | b |",
                "|---|---|",
                "| c | d |");
        assertPieces("a. First one\nb. Second one", "a. First one", "b. Second one");
    }

    @Test
    void aLineThatWasOnlyWrappedGoesOn() {
        assertPieces("Say hello\nto your friend. Bye.", "Say hello\nto your friend.", "Bye.");
        assertPieces("Say hello\n\nto your friend", "Say hello", "to your friend");
        assertPieces("Roses are red\nViolets are blue", "Roses are red", "Violets are blue");
    }

    @Test
    void chineseNeedsNoSpaces() {
        assertPieces(
                "\u4f60\u597d\u3002\u6211\u4eec\u5f00\u59cb\u5427\uff01\u597d\u5417\uff1f",
                "\u4f60\u597d\u3002",
                "\u6211\u4eec\u5f00\u59cb\u5427\uff01",
                "\u597d\u5417\uff1f");
        assertPieces(
                "\u4ed6\u8bf4\uff1a\u201c\u597d\u3002\u201d\u201c\u4e0d\uff01\u201d Hello!\u4f60\u597d",
                "\u4ed6\u8bf4\uff1a\u201c\u597d\u3002\u201d",
                "\u201c\u4e0d\uff01\u201d",
                "Hello!",
                "\u4f60\u597d");
    }

    @Test
    void theFirstPieceIsAsShortAsIsNatural() {
        assertPieces(
                "That was a very good answer, and you said it well. In the market, however long it takes, we wait.",
                "That was a very good answer,",
                "and you said it well.",
                "In the market, however long it takes, we wait.");
        assertPieces("Good morning, Tom, and welcome.", "Good morning,", "Tom, and welcome.");
        assertPieces("Well, yes, but no. Go.", "Well, yes, but no.", "Go.");
        assertPieces("On the day of May 3, 2026, we meet.", "On the day of May 3, 2026,", "we meet.");
        assertPieces(
                "I once went to the market in the old town because I needed bread. Then I left because it rained.",
                "I once went to the market in the old town",
                "because I needed bread.",
                "Then I left because it rained.");
        assertPieces(
                "\u592a\u597d\u4e86\u5417\uff0c\u6211\u4eec\u5f00\u59cb\uff0c\u597d\u5417\uff1f",
                "\u592a\u597d\u4e86\u5417\uff0c\u6211\u4eec\u5f00\u59cb\uff0c",
                "\u597d\u5417\uff1f");
    }

    @Test
    void formulasCodeAndLinksStayWhole() {
        assertPieces("So $f(a, b) = a. b$ holds. Good.", "So $f(a, b) = a. b$ holds.", "Good.");
        assertPieces("Look: $$\na. \nb\n$$ is it. Good.", "Look: $$\na. \nb\n$$ is it.", "Good.");
        assertPieces("Type `Scanner x. y` now. Good.", "Type `Scanner x. y` now.", "Good.");
        assertPieces(
                "See [Mr. Big. The film](http://x.y/z) now. Good.",
                "See [Mr. Big. The film](http://x.y/z) now.",
                "Good.");
        assertPieces("It is $5. Pay $6. Now.", "It is $5.", "Pay $6.", "Now.");
        assertPieces("A stray ` sign.\nNext one. Good.", "A stray ` sign.", "Next one.", "Good.");
    }

    @Test
    void codeBlocksAreShownAndNotSpoken() {
        String text = "Look:\n```java\nint a = 1. ;\nClear?\n```\nClear?\n~~~\nx\n```\n~~~\nDone.\n```\nopen";
        assertPieces(text, "Look:", "Clear?", "Done.");
        assertThat(split(text, 2))
                .extracting(Piece::shown)
                .containsExactly(
                        "Look:",
                        "\n```java\nint a = 1. ;\nClear?\n```\nClear?",
                        "\n~~~\nx\n```\n~~~\nDone.",
                        "\n```\nopen");
    }

    @Test
    void aSentenceBegunIsSpokenWithoutWaitingForTheNext() {
        assertThat(new SentenceSplitter().accept("Well done. N"))
                .extracting(Piece::spoken)
                .containsExactly("Well done.");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> bits = Arbitraries.of(
                "a",
                "B",
                "word",
                " ",
                " ",
                ". ",
                "! ",
                "?",
                ", ",
                "\n",
                "\n\n",
                "1",
                "3.5",
                "\u4f60",
                "\u3002",
                "\uff0c",
                "\uff1f",
                "\"",
                "\u201d",
                "**",
                "*",
                "_",
                "`",
                "```",
                "```\n",
                "~~~\n",
                "$",
                "$$",
                "\\(",
                "\\)",
                "[",
                "](",
                ")",
                "Dr. ",
                "p.m. ",
                "e.g. ",
                "J. ",
                "No. ",
                "...",
                "\u2026",
                "because ",
                "and ",
                "- ",
                "# ",
                "| ",
                "2. ",
                "\r\n",
                "\t",
                "\ud83c\udf89",
                "quite some words that go on and on ",
                "it's ");
        return bits.list().ofMaxSize(60).map(list -> String.join("", list));
    }

    @Property(tries = 2_000)
    void nothingIsLostNothingComesTwiceAndChunksDoNotShow(@ForAll("texts") String text, @ForAll long seed) {
        List<Piece> whole = split(text, Math.max(1, text.length()));
        StringBuilder shown = new StringBuilder();
        for (Piece piece : whole) {
            shown.append(piece.shown());
            assertThat(piece.shown()).endsWith(piece.spoken());
            assertThat(piece.spoken()).hasSizeLessThanOrEqualTo(SentenceSplitter.MAX_PIECE_CHARS);
        }
        assertThat(text).startsWith(shown.toString());
        assertThat(text.substring(shown.length())).isBlank();

        assertThat(split(text, 1)).isEqualTo(whole);
        var random = new Random(seed);
        var splitter = new SentenceSplitter();
        List<Piece> chunked = new ArrayList<>();
        for (int i = 0; i < text.length(); ) {
            int end = Math.min(text.length(), i + 1 + random.nextInt(12));
            chunked.addAll(splitter.accept(text.substring(i, end)));
            i = end;
        }
        chunked.addAll(splitter.finish());
        assertThat(chunked).isEqualTo(whole);
    }
}
