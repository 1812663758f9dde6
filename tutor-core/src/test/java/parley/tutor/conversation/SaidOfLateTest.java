package parley.tutor.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.TurnReopened;
import parley.tutor.teaching.ExpectationSource;

/** Which of the learner's own words are passed on to be expected. */
class SaidOfLateTest {
    private static final ExpectationSource OWN = new ExpectationSource() {
        @Override
        public Expectation after(TurnId question, LearnerProgress progress) {
            throw new AssertionError("what was said is known");
        }

        @Override
        public Expectation after(TurnId question, LearnerProgress progress, List<String> said) {
            return new Expectation(question, List.of(), List.of(), said);
        }
    };

    private ConversationState state = ConversationState.begin("r", "en", Delivery.SPOKEN, LearnerProgress.EMPTY);

    private void heard(String id, String text, double doubt) {
        var evidence = new SpokenEvidence(List.of(), text, "", doubt);
        state = state.after(new LearnerSpoke(new LearnerTurn(new TurnId(id), text, evidence), Instant.EPOCH));
    }

    private List<String> familiar() {
        return state.foreseeing(new TurnId("q"), OWN).expectation().familiar();
    }

    @Test
    void whatWasHeardBadlyIsNotExpectedAgain() {
        heard("a", "my brother keeps bees", 0.1);
        heard("b", "my brother keeps cheese", SpokenEvidence.ASK_FROM_DOUBT);
        state = state.after(new LearnerSpoke(LearnerTurn.typed(new TurnId("c"), "He sells honey."), Instant.EPOCH));
        assertThat(familiar()).containsExactly("He sells honey.", "my brother keeps bees");
    }

    @Test
    void whatWasSaidAgainWithMoreWordsCountsOnce() {
        heard("a", "my brother keeps", 0.1);
        state = state.after(new TurnReopened(new TurnId("a"), Instant.EPOCH));
        heard("b", "my brother keeps bees", 0.1);
        assertThat(familiar()).containsExactly("my brother keeps bees");
    }

    @Test
    void onlyTheLastTurnsCount() {
        IntStream.range(0, 30).forEach(i -> heard("t" + i, "sentence " + i, 0));
        assertThat(familiar()).hasSize(ExpectationSource.MAX_SAID).startsWith("sentence 29", "sentence 28");
    }
}
