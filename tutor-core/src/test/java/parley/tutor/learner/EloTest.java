package parley.tutor.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EloTest {
    /** 1 / (1 + e^-(1.0 + 0.5 − 0.75 − 0.25)) = 1 / (1 + e^-0.5), worked by hand. */
    @Test
    void foretellsByTheSumOfItsTerms() {
        var ratings = new ItemRatings(Map.of("x", new Ability(0.75, 9)), Map.of("c", new Ability(0.25, 9)));
        var knowledge = Attempts.knowing("c", new Ability(1, 9), new Ability(0.5, 9));

        assertThat(Elo.predict(knowledge, ratings, "x~17", "c")).isCloseTo(0.6224593312, within(1e-10));
        assertThat(Elo.predict(knowledge, ratings, "x~17", "c", 0.25)).isCloseTo(0.7168444984, within(1e-10));
    }

    @Test
    void ofStrangersNothingIsForetold() {
        assertThat(Elo.predict(Knowledge.NONE, ItemRatings.NONE, "x", "c")).isEqualTo(0.5);
        assertThat(Elo.predict(Knowledge.NONE, ItemRatings.NONE, "x", "c", 0.5)).isEqualTo(0.75);
    }

    /** K / (1 + b·n)·(score − p) by hand: 0.5·k at the first answer, 0.5·k / (1 + 10 b) at the eleventh. */
    @Test
    void stepsGetShorterWithEachAnswer() {
        assertThat(new Elo.Rate(0.8, 0.1).moved(new Ability(1, 0), 0.5)).isEqualTo(new Ability(1.4, 1));
        assertThat(new Elo.Rate(0.8, 0.1).moved(new Ability(1, 10), 0.5)).isEqualTo(new Ability(1.2, 11));
    }

    @Test
    void aRightAnswerRaisesTheLearnerAndLowersTheItem() {
        assertThat(Elo.learner(Ability.UNKNOWN, 0.5).logits()).isPositive();
        assertThat(Elo.learnerInConcept(Ability.UNKNOWN, 0.5).logits()).isPositive();
        assertThat(Elo.item(Ability.UNKNOWN, 0.5).logits()).isNegative();
        assertThat(Elo.concept(Ability.UNKNOWN, 0.5).logits()).isNegative();
    }

    @Test
    void helpHalvesASuccess() {
        assertThat(List.of(
                        Elo.score(Attempts.right("x", "c")),
                        Elo.score(Attempts.hinted("x", "c")),
                        Elo.score(Attempts.wrong("x", "c"))))
                .containsExactly(1.0, 0.5, 0.0);
    }

    /** The floor of a guess: nobody is below it, and nobody's answer is certain to be wrong or right. */
    @Property
    void isAProbabilityAboveTheGuess(
            @ForAll @DoubleRange(min = -20, max = 20) double logits,
            @ForAll @LongRange(min = 0, max = 1_000) long answers,
            @ForAll @DoubleRange(min = 0, max = 0.5) double guess) {
        double p = Elo.predict(new Ability(logits, answers), Ability.UNKNOWN, 0, guess);
        assertThat(p).isBetween(guess, 1.0);
    }
}
