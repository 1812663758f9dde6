package parley.evaluation.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.evaluation.language.LearnerSentences.Part;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.languagetool.LanguageToolChecker;

class CorrectionsTrialTest {
    private static final LanguageToolChecker CHECKER = LanguageToolChecker.loading(Duration.ofMinutes(2));
    private static final LearnerSentences SENTENCES = LearnerSentences.shipped();

    @BeforeAll
    static void load() throws Exception {
        assertThat(CHECKER.ready().get(3, TimeUnit.MINUTES)).isTrue();
    }

    @AfterAll
    static void close() {
        CHECKER.close();
    }

    @Test
    void holdsAtLeastAHundredOfEachAndNoneTwice() {
        assertThat(SENTENCES.wrong()).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
        assertThat(SENTENCES.right()).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
        assertThat(SENTENCES.wrong())
                .allSatisfy(w -> assertThat(w.better()).doesNotContain(w.text()).doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void mendsWhatTheRulesWereWrittenForAndMostOfTheRest(boolean spoken) {
        var development = CorrectionsTrial.of(SENTENCES.of(Part.DEVELOPMENT), CHECKER, spoken);
        assertThat(development.foundShare()).as(development.missed().toString()).isGreaterThan(0.95);
        var heldOut = CorrectionsTrial.of(SENTENCES.of(Part.HELD_OUT), CHECKER, spoken);
        // The sentences aren't named here: whoever mends a rule mustn't do so by looking at them.
        assertThat(heldOut.foundShare()).isGreaterThan(0.85);
        var all = CorrectionsTrial.of(SENTENCES, CHECKER, spoken);
        assertThat(all.falseShare()).as(all.falseAlarms().toString()).isLessThan(0.02);
    }

    @Test
    void countsOnlyWholeMendedSentences() {
        var sentences = new LearnerSentences(
                List.of(
                        new LearnerSentences.Wrong(Part.DEVELOPMENT, "x", "a b", List.of("A c.")),
                        new LearnerSentences.Wrong(Part.DEVELOPMENT, "x", "d e", List.of("D f."))),
                List.of(
                        new LearnerSentences.Right(Part.DEVELOPMENT, "g"),
                        new LearnerSentences.Right(Part.HELD_OUT, "a b")));
        var trial = CorrectionsTrial.of(
                sentences,
                (text, spoken) -> text.equals("a b") || text.equals("d e")
                        ? List.of(new Correction(text, "a c", "b", "c", "", "R"))
                        : List.of(),
                false);
        assertThat(trial.found()).isEqualTo(1);
        assertThat(trial.foundShare()).isEqualTo(0.5);
        assertThat(trial.missed()).containsExactly("d e → a c");
        assertThat(trial.falseShare()).isEqualTo(0.5);
        assertThat(trial.falseAlarms()).containsExactly("a b → a c");
    }
}
