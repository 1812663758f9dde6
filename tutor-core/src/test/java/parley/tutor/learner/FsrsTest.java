package parley.tutor.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import parley.tutor.learner.Fsrs.Rating;

/** Reference vectors: py-fsrs, test_basic and test_memo_state, default parameters, without fuzz. */
class FsrsTest {
    private static final Instant START = Instant.parse("2022-11-29T12:30:00Z");
    private static final Duration LEARNING_STEP = Duration.ofMinutes(10);

    /** The reference puts learning steps of ten minutes before the first interval and after a lapse. */
    @Test
    void intervalsAreThoseOfTheReference() {
        List<Rating> ratings = new ArrayList<>();
        for (int grade : new int[] {3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3}) {
            ratings.add(grade == 3 ? Rating.GOOD : Rating.AGAIN);
        }
        List<Long> intervals = new ArrayList<>();
        Memory memory = null;
        Instant now = START;
        boolean learning = true;
        boolean first = true;
        for (Rating rating : ratings) {
            memory = Fsrs.review(memory, rating, now);
            learning = rating == Rating.AGAIN || first;
            first = false;
            intervals.add(learning ? 0 : Fsrs.intervalDays(memory));
            now = now.plus(learning ? LEARNING_STEP : Duration.ofDays(Fsrs.intervalDays(memory)));
        }
        assertThat(intervals).containsExactly(0L, 2L, 11L, 46L, 163L, 498L, 0L, 0L, 2L, 4L, 7L, 12L, 21L);
    }

    @Test
    void memoryStateIsThatOfTheReference() {
        Rating[] ratings = {Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.GOOD};
        int[] daysBefore = {0, 0, 1, 3, 8, 21};
        Memory memory = null;
        Instant now = START;
        for (int n = 0; n < ratings.length; n++) {
            now = now.plus(Duration.ofDays(daysBefore[n]));
            memory = Fsrs.review(memory, ratings[n], now);
        }
        assertThat(memory).isNotNull().satisfies(state -> {
            assertThat(state.stabilityDays()).isCloseTo(53.62691, within(0.00001));
            assertThat(state.difficulty()).isCloseTo(6.35749, within(0.00001));
        });
    }

    @Test
    void recallIsNinetyPercentAfterOneStability() {
        var memory = new Memory(12, 5, START, START);
        assertThat(Fsrs.retrievability(memory, START)).isEqualTo(1);
        assertThat(Fsrs.retrievability(memory, START.plus(Duration.ofDays(12)))).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void itIsDueWhenRecallHasFallenToNinetyPercent() {
        Memory memory = Fsrs.review(null, Rating.GOOD, START);
        assertThat(Duration.between(START, memory.due()).toSeconds())
                .isEqualTo(Math.round(memory.stabilityDays() * 86_400));
    }

    @Property(tries = 300)
    void nothingLeavesItsRange(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 4) Integer> grades,
            @ForAll @Size(max = 40) List<@IntRange(min = -2, max = 4_000) Integer> days) {
        Memory memory = null;
        Instant now = START;
        for (int n = 0; n < Math.min(grades.size(), days.size()); n++) {
            now = now.plus(Duration.ofDays(days.get(n)));
            memory = Fsrs.review(memory, Rating.of(grades.get(n)), now);
            assertThat(memory.stabilityDays()).isBetween(0.001, 36_500.0);
            assertThat(memory.difficulty()).isBetween(1.0, 10.0);
        }
    }
}
