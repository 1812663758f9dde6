package parley.tutor.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.TeachingMove;

class ItemStatisticsTest {
    private final ItemStatistics.Tally tally = new ItemStatistics.Tally();

    private void replied(int learner, @Nullable Attempt attempt, TeachingMove... moves) {
        tally.add(
                new LearnerId("l" + learner),
                new TutorReplied(
                        new TurnId("r"), List.of(), null, attempt, List.of(moves), "", false, "authored", Attempts.AT));
    }

    private void answered(int learner, String itemId, boolean right) {
        replied(learner, right ? Attempts.right(itemId, "c") : Attempts.wrong(itemId, "c"));
    }

    private ItemStatistics of(String itemId) {
        return tally.statistics().stream()
                .filter(s -> s.itemId().equals(itemId))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Ten learners; item x is right for the five who have all of two others right, and wrong for the five who have none:
     * correlation 1. Item y is the other way round.
     */
    @Test
    void discriminationComparesAnItemWithTheRest() {
        for (int learner = 0; learner < 10; learner++) {
            boolean good = learner < 5;
            answered(learner, "a", good);
            answered(learner, "b", good);
            answered(learner, "x", good);
        }
        assertThat(of("x").discrimination()).isCloseTo(1, within(1e-9));
        for (int learner = 0; learner < 10; learner++) {
            answered(learner, "y", learner >= 5);
        }
        assertThat(of("y").discrimination()).isCloseTo(-1, within(1e-9));
    }

    /** Worked by hand: scores 1,1,1,1,0,0,0,0,1,0 against rests 1,1,1,0,0,0,0,1,0,1: n = 10, r = .2. */
    @Test
    void discriminationIsThePointBiserialCorrelation() {
        int[] x = {1, 1, 1, 1, 0, 0, 0, 0, 1, 0};
        int[] rest = {1, 1, 1, 0, 0, 0, 0, 1, 0, 1};
        for (int learner = 0; learner < 10; learner++) {
            answered(learner, "x", x[learner] == 1);
            answered(learner, "rest", rest[learner] == 1);
        }
        assertThat(of("x").discrimination()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void fewLearnersOrEqualOnesShowNoDiscrimination() {
        for (int learner = 0; learner < 9; learner++) {
            answered(learner, "a", learner % 2 == 0);
            answered(learner, "x", learner % 2 == 0);
        }
        assertThat(of("x").discrimination()).isNull();
        for (int learner = 9; learner < 30; learner++) {
            answered(learner, "z", true);
            answered(learner, "a", true);
        }
        assertThat(of("z").discrimination()).isNull();
    }

    @Test
    void facilityCountsFirstAnswersWithoutHelp() {
        answered(1, "x~3", true);
        answered(2, "x~4", false);
        replied(2, Attempts.attempt("x~4", "c", true, false, 0, null));
        replied(3, Attempts.hinted("x", "c"));
        answered(4, "x", true);
        assertThat(of("x").answers()).isEqualTo(4);
        assertThat(of("x").facility()).isEqualTo(0.5);
    }

    @Test
    void hintUseCountsPuttingsNotHints() {
        replied(1, null, new TeachingMove.Ask("x~1", false));
        replied(1, null, new TeachingMove.Hint("x~1", 0));
        replied(1, null, new TeachingMove.Hint("x~1", 1));
        replied(1, null, new TeachingMove.Ask("x~1", true));
        replied(2, null, new TeachingMove.Ask("x~2", false));
        assertThat(of("x").put()).isEqualTo(2);
        assertThat(of("x").hintUse()).isEqualTo(0.5);
    }

    @Test
    void theMedianForgivesOneWhoWasAway() {
        for (int seconds : new int[] {8, 10, 590}) {
            replied(seconds, Attempts.took("x", "c", Duration.ofSeconds(seconds)));
        }
        answered(1, "x", true);
        assertThat(of("x").medianTook()).isEqualTo(Duration.ofSeconds(10));
        answered(1, "untimed", true);
        assertThat(of("untimed").medianTook()).isNull();
    }
}
