package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OtherReadingsTest {
    private static final List<String> CAFE = List.of(
            "could i have a coffee please",
            "can i have a coffee please",
            "could i have coffee please",
            "could i get a coffee please",
            "may i have a coffee please",
            "could i have a cup of coffee please",
            "i don't know",
            "what is a polite request");

    private static List<String> of(String chosen, String free, String expected, List<String> phrases) {
        return OtherReadings.of(chosen, free, expected, phrases).stream()
                .map(Heard.Alternative::text)
                .toList();
    }

    @Test
    void namesTheNearestFourWithoutWhatIsTaken() {
        List<Heard.Alternative> others = OtherReadings.of(
                "could i have coffee please", "could i have coffee please", "could i have a coffee please", CAFE);
        assertThat(others).hasSize(Heard.MOST_ALTERNATIVES);
        assertThat(others.getFirst().text()).isEqualTo("could i have a coffee please");
        assertThat(others).isSortedAccordingTo(Comparator.comparingDouble(Heard.Alternative::distance));
        assertThat(others)
                .extracting(Heard.Alternative::text)
                .doesNotContain("could i have coffee please", "i don't know", "what is a polite request")
                .doesNotHaveDuplicates();
    }

    @Test
    void whatWasHeardFreelyIsAReadingWhereTheExpectedWordsAreTaken() {
        assertThat(of(
                        "could i have a coffee please",
                        "could i have a copy please",
                        "could i have a coffee please",
                        CAFE))
                .contains("could i have a copy please");
    }

    @Test
    void leavesOutWhatIsTooFar() {
        assertThat(of("big fish jump quickly", "big fish jump quickly", "could i have a coffee please", CAFE))
                .as("nothing sounds like it, so only what the grammar forced stands beside it")
                .doesNotContain("i don't know")
                .allMatch(text -> text.startsWith("could") || text.startsWith("can") || text.startsWith("may"));
        assertThat(of("i see", "i see", "", List.of("what is the weather like today", "my brother works there")))
                .isEmpty();
        assertThat(of("i see", "i see", "", List.of())).isEmpty();
    }

    @Test
    void prefersOfTwoPhrasesTheOneThatSoundsLikeTheFreeWords() {
        List<String> pair = List.of("i bought a sheep", "i bought a house");
        assertThat(of("i bought a ship", "i bought a ship", "i bought a", pair))
                .as("one word each is another")
                .containsSubsequence("i bought a sheep", "i bought a house");
    }

    @Test
    void looksThroughAsManyPhrasesAsAnExpectationMayHold() {
        List<String> many = IntStream.range(0, 2_500)
                .mapToObj(i -> "could i have " + "a".repeat(1 + i % 50) + " coffee number " + i)
                .toList();
        assertThat(of("could i have a coffee", "could i have a coffee", "could i have coffee", many))
                .hasSizeLessThanOrEqualTo(Heard.MOST_ALTERNATIVES)
                .startsWith("could i have coffee");
    }

    @Provide
    Arbitrary<String> said() {
        return Arbitraries.of("i", "a", "the", "see", "sea", "ship", "sheep", "go", "goes", "went")
                .list()
                .ofMaxSize(6)
                .map(words -> String.join(" ", words));
    }

    @Property(tries = 500)
    void boundedOrderedAndNeverWhatIsTaken(
            @ForAll("said") String free, @ForAll("said") String expected, @ForAll("phrases") List<String> phrases) {
        for (String chosen : List.of(free, expected)) {
            List<Heard.Alternative> others = OtherReadings.of(chosen, free, expected, phrases);
            assertThat(others)
                    .hasSizeLessThanOrEqualTo(Heard.MOST_ALTERNATIVES)
                    .isSortedAccordingTo(Comparator.comparingDouble(Heard.Alternative::distance))
                    .allMatch(other -> other.distance() < OtherReadings.NEAR
                            && !other.text().isEmpty()
                            && !other.text().equals(chosen));
            assertThat(others).extracting(Heard.Alternative::text).doesNotHaveDuplicates();
        }
    }

    @Provide
    Arbitrary<List<String>> phrases() {
        return said().filter(phrase -> !phrase.isEmpty()).list().ofMaxSize(20);
    }
}
