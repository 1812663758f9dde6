package parley.tutor.models.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelFault;

/** Who hears of attempts, and what is kept of them. */
class WatchersTest {
    @Test
    void one_watchers_fault_keeps_nothing_from_the_others() {
        List<ModelAttempt> heard = new ArrayList<>();
        ModelAttempt.Listener broken = attempt -> {
            throw new IllegalStateException("broken");
        };
        var listeners = new AttemptListeners(List.of(broken, heard::add));
        var late = new RecentAttempts(2);
        listeners.add(late);

        listeners.ended(Attempts.answered("a", 10));
        listeners.remove(late);
        listeners.ended(Attempts.answered("b", 10));

        assertThat(heard).extracting(ModelAttempt::model).containsExactly("a", "b");
        assertThat(late.newestFirst())
                .extracting(numbered -> numbered.attempt().model())
                .containsExactly("a");
    }

    @Test
    void the_oldest_attempt_goes_when_the_ring_is_full_and_numbers_go_on() {
        var recent = new RecentAttempts(3);
        IntStream.range(0, 5).forEach(i -> recent.ended(Attempts.answered("m" + i, 10)));
        assertThat(recent.newestFirst())
                .extracting(RecentAttempts.Numbered::number)
                .containsExactly(5L, 4L, 3L);
        assertThat(recent.newestFirst())
                .extracting(numbered -> numbered.attempt().model())
                .containsExactly("m4", "m3", "m2");
    }

    @Test
    void first_tokens_fall_into_the_bucket_whose_bound_they_do_not_pass() {
        var times = new FirstTokenTimes();
        for (int millis : new int[] {0, 50, 51, 4_000, 7_000, 7_001, 90_000}) {
            times.ended(Attempts.answered("m", millis));
        }
        times.ended(Attempts.failed("m", ModelFault.of(ModelFault.Kind.EMPTY, "no words")));
        assertThat(times.counts("m")).containsExactly(2L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 1L, 2L);
        assertThat(times.counts("other"))
                .hasSize(FirstTokenTimes.BOUNDS.size() + 1)
                .containsOnly(0L);
        assertThat(FirstTokenTimes.BOUNDS).isSorted().allMatch(bound -> bound.compareTo(Duration.ZERO) > 0);
    }

    @Test
    void invented_model_names_do_not_fill_the_memory() {
        var times = new FirstTokenTimes();
        IntStream.range(0, 1_000).forEach(i -> times.ended(Attempts.answered("m" + i, 10)));
        assertThat(times.counts("m255")).contains(1L);
        assertThat(times.counts("m256")).containsOnly(0L);
    }
}
