package parley.tutor.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreakTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** A Wednesday, an hour before midnight in Berlin. */
    private static final Instant NOW = Instant.parse("2026-03-11T22:00:00Z");

    private static Streak streak(int freezeDays, Instant now, ZoneId zone, String... days) {
        Map<LocalDate, Long> practised = new TreeMap<>();
        for (String day : days) {
            practised.put(LocalDate.parse(day), 300L);
        }
        return Streak.of(new Habits(practised, null), new LearnerProfile(zone, 5, freezeDays, ""), now);
    }

    @Test
    void countsDaysInARowByTheLearnersCalendar() {
        assertThat(streak(0, NOW, BERLIN, "2026-03-09", "2026-03-10", "2026-03-11")
                        .days())
                .isEqualTo(3);
        assertThat(streak(0, NOW, ZoneId.of("Asia/Shanghai"), "2026-03-10", "2026-03-11")
                        .days())
                .as("it is the twelfth in Shanghai, and not over")
                .isEqualTo(2);
    }

    @Test
    void todayIsNotMissedBeforeItIsOver() {
        assertThat(streak(0, NOW, BERLIN, "2026-03-09", "2026-03-10").days()).isEqualTo(2);
        assertThat(streak(0, NOW.plus(Duration.ofHours(2)), BERLIN, "2026-03-09")
                        .days())
                .isZero();
    }

    @Test
    void aFreezeDayBridgesAMissedOneAndIsRefilledOnMonday() {
        // Sunday the 8th and Tuesday the 10th were missed: one in each week.
        Streak bridged = streak(1, NOW, BERLIN, "2026-03-06", "2026-03-07", "2026-03-09", "2026-03-11");
        assertThat(bridged.days()).isEqualTo(4);
        assertThat(bridged.freezesLeft()).isZero();
        // Monday and Tuesday: two in one week.
        assertThat(streak(1, NOW, BERLIN, "2026-03-07", "2026-03-08", "2026-03-11")
                        .days())
                .isEqualTo(1);
        assertThat(streak(2, NOW, BERLIN, "2026-03-07", "2026-03-08", "2026-03-11")
                        .days())
                .isEqualTo(3);
    }

    @Test
    void freezeDaysThatBridgeToNothingAreNotSpent() {
        assertThat(streak(2, NOW, BERLIN, "2026-03-11").freezesLeft()).isEqualTo(2);
    }

    @Test
    void opensNoStreakByAGlance() {
        var glance = new Habits(Map.of(LocalDate.parse("2026-03-11"), 59L), null);
        assertThat(Streak.of(glance, LearnerProfile.UNTOLD, NOW).days()).isZero();
    }

    @Test
    void theGoalIsReachedByTheMinute() {
        assertThat(streak(0, NOW, BERLIN, "2026-03-11"))
                .matches(Streak::goalReached)
                .satisfies(s -> assertThat(s.today()).isEqualTo(Duration.ofMinutes(5)));
        assertThat(streak(0, NOW, BERLIN, "2026-03-10").goalReached()).isFalse();
    }

    /** Days with 23 and 25 hours are days like others. */
    @Test
    void daylightSavingBreaksNothing() {
        assertThat(streak(0, Instant.parse("2026-03-29T22:30:00Z"), BERLIN, "2026-03-28", "2026-03-29", "2026-03-30")
                        .days())
                .isEqualTo(3);
        assertThat(streak(0, Instant.parse("2026-10-25T22:30:00Z"), BERLIN, "2026-10-24", "2026-10-25")
                        .days())
                .isEqualTo(2);
    }

    /** Who practised on the third in Shanghai and lands in Los Angeles is back on the second. */
    @Test
    void flyingWestLosesNoDay() {
        Instant landed = Instant.parse("2026-03-03T03:00:00Z");
        Streak streak = streak(0, landed, ZoneId.of("America/Los_Angeles"), "2026-03-02", "2026-03-03");
        assertThat(streak.days()).isEqualTo(2);
        assertThat(streak.today()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whoNeverPractisedHasNone() {
        assertThat(Streak.of(Habits.NONE, LearnerProfile.UNTOLD, NOW))
                .isEqualTo(new Streak(0, Duration.ZERO, Duration.ofMinutes(10), 2));
    }
}
