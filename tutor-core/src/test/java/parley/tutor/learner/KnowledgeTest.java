package parley.tutor.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import parley.prompts.course.ExplanationStyle;

class KnowledgeTest {
    @Test
    void masteryTakesThreeUnhintedSuccesses() {
        assertThat(Attempts.after(Attempts.right("a", "c"), Attempts.right("b", "c"))
                        .concept("c"))
                .satisfies(c -> assertThat(c.probability()).isGreaterThan(0.95))
                .matches(c -> !c.mastered());
        assertThat(Attempts.after(Attempts.right("a", "c"), Attempts.right("b", "c"), Attempts.right("d", "c"))
                        .concept("c"))
                .matches(ConceptKnowledge::mastered);
    }

    @Test
    void aHintedSuccessIsLearningAndNoProof() {
        ConceptKnowledge concept = Attempts.after(Attempts.hinted("a", "c")).concept("c");
        assertThat(concept.unhintedSuccesses()).isZero();
        assertThat(concept.probability()).isCloseTo(0.49, within(1e-12));
        assertThat(concept.ability().logits()).isZero();
        assertThat(concept.memory()).isEqualTo(Fsrs.review(null, Fsrs.Rating.HARD, Attempts.AT));
    }

    @Test
    void onlyAFirstAnswerMovesTheEstimates() {
        Knowledge first = Attempts.after(Attempts.wrong("a", "c"));
        Knowledge second = first.after(Attempts.attempt("a", "c", true, false, 0, null));
        assertThat(second.ability()).isEqualTo(first.ability());
        assertThat(second.concept("c").ability()).isEqualTo(first.concept("c").ability());
        assertThat(second.concept("c").probability())
                .isEqualTo(first.concept("c").probability());
        assertThat(second.concept("c").evidence()).hasSize(2);
        assertThat(second.concept("c").memory()).isEqualTo(Fsrs.review(null, Fsrs.Rating.HARD, Attempts.AT));
    }

    @Test
    void aWrongAnswerDoesNotEndAnExercise() {
        assertThat(Attempts.after(Attempts.wrong("a", "c")).concept("c").memory())
                .isNull();
    }

    @Test
    void anAnswerMuchFasterThanTheLearnersOwnIsEasy() {
        var usual = new Attempt[Knowledge.MIN_TIMED];
        for (int n = 0; n < usual.length; n++) {
            usual[n] = Attempts.took("a" + n, "other", Duration.ofSeconds(10));
        }
        Knowledge knowing = Attempts.after(usual);
        assertThat(memory(knowing.after(Attempts.took("x", "c", Duration.ofSeconds(4)))))
                .isEqualTo(Fsrs.review(null, Fsrs.Rating.EASY, Attempts.AT));
        assertThat(memory(knowing.after(Attempts.took("x", "c", Duration.ofSeconds(6)))))
                .isEqualTo(Fsrs.review(null, Fsrs.Rating.GOOD, Attempts.AT));
        assertThat(memory(Attempts.after(Attempts.took("x", "c", Duration.ofSeconds(1)))))
                .as("of a learner whose pace is not known yet")
                .isEqualTo(Fsrs.review(null, Fsrs.Rating.GOOD, Attempts.AT));
    }

    private static Memory memory(Knowledge knowledge) {
        return Objects.requireNonNull(knowledge.concept("c").memory());
    }

    @Test
    void theNextFirstAnswerShowsWhatAnExplanationDid() {
        Knowledge explained = Knowledge.NONE.explained("c", ExplanationStyle.ANALOGY);
        assertThat(explained.after(Attempts.right("x", "elsewhere")).styles()).isEmpty();
        assertThat(explained.after(Attempts.right("x", "c")).styles())
                .containsEntry(ExplanationStyle.ANALOGY, new Knowledge.StyleEffect(1, 1));
        Knowledge failed = explained.after(Attempts.wrong("x", "c"));
        assertThat(failed.styles()).containsEntry(ExplanationStyle.ANALOGY, new Knowledge.StyleEffect(1, 0));
        assertThat(failed.after(Attempts.right("y", "c")).styles())
                .as("an explanation is judged once")
                .isEqualTo(failed.styles());
    }

    @Test
    void aContestIsSettledByTheNextAnswerAtTheConcept() {
        Knowledge contested = Knowledge.NONE.contested("c");
        assertThat(contested.after(Attempts.right("x", "elsewhere")).contested())
                .containsExactly("c");
        assertThat(contested.after(Attempts.wrong("x", "c")).contested()).isEmpty();
    }

    @Test
    void placementGivesThePriorAndTakesNothingAway() {
        Knowledge strong = Attempts.after(Attempts.right("a", "c"), Attempts.right("b", "c"), Attempts.right("d", "c"));
        Knowledge placed = strong.placed(List.of("c", "easy"));
        assertThat(placed.concept("c")).isEqualTo(strong.concept("c"));
        assertThat(placed.concept("easy").probability()).isEqualTo(Knowledge.PLACED_PROBABILITY);
        assertThat(placed.concept("easy").mastered()).isFalse();
        assertThat(placed.placement().done()).isTrue();
    }

    @Test
    void keepsABoundedPast() {
        Knowledge knowledge = Knowledge.NONE;
        for (int n = 0; n < 3 * Knowledge.MAX_RECENT; n++) {
            knowledge = knowledge.after(Attempts.right("x" + n, "c"));
        }
        assertThat(knowledge.recent()).hasSize(Knowledge.MAX_RECENT);
        assertThat(knowledge.concept("c").evidence()).hasSize(ConceptKnowledge.MAX_EVIDENCE);
        assertThat(knowledge.recent().getLast().exerciseId()).isEqualTo("x" + (3 * Knowledge.MAX_RECENT - 1));
    }
}
