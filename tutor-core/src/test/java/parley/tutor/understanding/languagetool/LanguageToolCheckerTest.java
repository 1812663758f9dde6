package parley.tutor.understanding.languagetool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.Observation;

class LanguageToolCheckerTest {
    private static final LanguageToolChecker CHECKER = LanguageToolChecker.loading(Duration.ofMinutes(2));

    @BeforeAll
    static void load() throws Exception {
        assertThat(CHECKER.ready().get(3, TimeUnit.MINUTES)).isTrue();
    }

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    She like to drink tea.           | She likes to drink tea.
                    He don't have a car.             | He doesn't have a car.
                    I have two brother.              | I have two brothers.
                    I didn't went home. It was late. | I didn't go home.
                    """)
    void correctsTypedAndSpokenSentences(String wrong, String corrected) {
        assertThat(CHECKER.check(wrong, false))
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.corrected()).isEqualTo(corrected))
                .allSatisfy(c -> assertThat(c.message()).isNotBlank().doesNotContain("<"));
        String heard = wrong.toLowerCase(java.util.Locale.ROOT).replace(".", "");
        assertThat(CHECKER.check(heard, true)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i went to beijing on monday and i saw my friend", "my name is xiaoming and i am from china",
                "can i have a coffee please", "yes"
            })
    void findsNoFaultWithRightSpeech(String heard) {
        assertThat(CHECKER.check(heard, true)).isEmpty();
    }

    @Test
    void neverMendsThePersonWhereTheTimeIsWrong() {
        assertThat(CHECKER.check("She go to school yesterday.", false))
                .extracting(Correction::corrected)
                .containsExactly("She went to school yesterday.");
        assertThat(CHECKER.check("After the film she really like it yesterday.", false))
                .noneMatch(c -> c.replacement().contains("likes"));
        assertThat(CHECKER.check("She go to school.", false)).isNotEmpty();
    }

    @Test
    void leavesNamesStyleAndSentenceStartsAlone() {
        assertThat(CHECKER.check("my friend Xiaoming lives in Hangzhou", false)).isEmpty();
    }

    @Test
    void givesAtMostTwoCorrectionsThatDoNotOverlap() {
        List<Correction> found = CHECKER.check("She like tea and he don't likes coffee and I has two brother.", false);
        assertThat(found).hasSize(Observation.MAX_CORRECTIONS);
    }

    @Test
    void takesTheLongestAndEmptyTexts() {
        assertThat(CHECKER.check("", true)).isEmpty();
        assertThat(CHECKER.check("😀".repeat(2_000), false)).isEmpty();
        assertThat(CHECKER.check("He go home. ".repeat(300), false)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void servesManyThreadsAtOnce() {
        List<Integer> found = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> CHECKER.check("She like tea.", false).size())
                .toList();
        assertThat(found).allMatch(n -> n <= 1).contains(1);
    }

    @Test
    void givesNothingWhileItLoadsOrAfterItIsClosed() {
        LanguageToolChecker closed = LanguageToolChecker.loading();
        closed.close();
        assertThat(closed.check("She like tea.", false)).isEmpty();
    }

    @Test
    void givesNothingWhenTheBudgetIsSpent() throws Exception {
        try (LanguageToolChecker hurried = LanguageToolChecker.loading(Duration.ZERO)) {
            assertThat(hurried.ready().get(3, TimeUnit.MINUTES)).isTrue();
            assertThat(hurried.check("She like tea.", false)).isEmpty();
        }
    }
}
