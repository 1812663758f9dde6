package parley.tutor.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class KnowledgeTracingTest {
    /** By hand: .4·.9 / (.4·.9 + .6·.05) = .36/.39, then + (1 − L)·.15. */
    @Test
    void aRightAnswerToAFreeExerciseIsStrongEvidence() {
        assertThat(KnowledgeTracing.after(KnowledgeTracing.START, true, 0.05)).isCloseTo(0.9346153846, within(1e-10));
    }

    /** By hand, a choice of four: .36 / (.36 + .6·.25) = .36/.51. */
    @Test
    void aRightChoiceOfFourIsWeakerEvidence() {
        assertThat(KnowledgeTracing.after(KnowledgeTracing.START, true, 0.25)).isCloseTo(0.75, within(1e-10));
    }

    /** By hand: .4·.1 / (.4·.1 + .6·.95) = .04/.61. */
    @Test
    void aWrongAnswerLowersIt() {
        assertThat(KnowledgeTracing.after(KnowledgeTracing.START, false, 0.05)).isCloseTo(0.2057377049, within(1e-10));
    }

    /** By hand: .4 + .6·.15. */
    @Test
    void practiceWithHelpTeachesAndShowsNothing() {
        assertThat(KnowledgeTracing.practised(KnowledgeTracing.START)).isCloseTo(0.49, within(1e-12));
    }

    /** By hand: .4·.9 + .6·.25. */
    @Test
    void foretellsARightAnswer() {
        assertThat(KnowledgeTracing.predict(KnowledgeTracing.START, 0.25)).isCloseTo(0.51, within(1e-12));
    }

    @Property
    void rightIsNeverWorseThanWrong(
            @ForAll @DoubleRange(min = 0, max = 1) double known, @ForAll @DoubleRange(min = 0, max = 1) double guess) {
        double right = KnowledgeTracing.after(known, true, guess);
        double wrong = KnowledgeTracing.after(known, false, guess);
        assertThat(right).isBetween(0.0, 1.0).isGreaterThanOrEqualTo(wrong - 1e-12);
        assertThat(wrong).isBetween(0.0, 1.0);
    }
}
