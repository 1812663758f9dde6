package parley.tutor.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngagementTest {
    private static final Instant NOW = Instant.parse("2026-03-11T12:00:00Z");

    private static Engagement engagement(Knowledge knowledge, Habits habits, @Nullable Instant distressed) {
        var progress = new LearnerProgress(Map.of(), null, 0, knowledge, distressed);
        return Engagement.of(new Known(progress, ItemRatings.NONE, LearnerProfile.UNTOLD, habits), NOW);
    }

    private static Engagement of(Attempt... attempts) {
        return engagement(Attempts.after(attempts), Habits.NONE, null);
    }

    @Test
    void todayIsMeasuredAgainstTheLearnersOtherDays() {
        LocalDate today = LocalDate.parse("2026-03-11");
        var habits = new Habits(
                Map.of(
                        today,
                        900L,
                        today.minusDays(1),
                        600L,
                        today.minusDays(2),
                        240L,
                        today.minusDays(9),
                        660L,
                        today.minusDays(40),
                        36_000L),
                null);
        Engagement engagement = engagement(Knowledge.NONE, habits, null);
        assertThat(engagement.minutesToday()).isEqualTo(15);
        assertThat(engagement.usualMinutes()).isEqualTo(10);
        assertThat(engagement.beyondUsual()).isTrue();
    }

    @Test
    void aFewDaysAreNoHabit() {
        var habits =
                new Habits(Map.of(LocalDate.parse("2026-03-11"), 9_000L, LocalDate.parse("2026-03-10"), 60L), null);
        assertThat(engagement(Knowledge.NONE, habits, null).beyondUsual()).isFalse();
    }

    @Test
    void hesitationIsMeasuredAgainstTheLearnersOwnPace() {
        var attempts = new Attempt[12];
        for (int n = 0; n < attempts.length; n++) {
            attempts[n] = Attempts.took("x" + n, "c", Duration.ofSeconds(n < 9 ? 10 : 30));
        }
        assertThat(of(attempts))
                .matches(Engagement::hesitant)
                .satisfies(e -> assertThat(e.hesitation()).isEqualTo(3));
        assertThat(of(Attempts.took("x", "c", Duration.ofMinutes(3))).hesitation())
                .isEqualTo(1);
    }

    @Test
    void countsWhatCameInARowByFirstAnswers() {
        Attempt second = Attempts.attempt("b", "c", true, false, 1, null);
        assertThat(of(Attempts.right("a", "c"), Attempts.wrong("b", "c"), second, Attempts.wrong("d", "c")))
                .satisfies(e -> assertThat(e.errorsInARow()).isEqualTo(2))
                .satisfies(e -> assertThat(e.successesInARow()).isZero());
        assertThat(of(Attempts.hinted("a", "c"), Attempts.right("b", "c"), Attempts.right("d", "c")))
                .satisfies(e -> assertThat(e.successesInARow()).isEqualTo(2));
    }

    @Test
    void distressLastsAWhile() {
        assertThat(engagement(Knowledge.NONE, Habits.NONE, NOW.minus(Duration.ofMinutes(10)))
                        .distressed())
                .isTrue();
        assertThat(engagement(Knowledge.NONE, Habits.NONE, NOW.minus(Duration.ofHours(2)))
                        .distressed())
                .isFalse();
    }
}
