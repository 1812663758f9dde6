package parley.tutor.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HabitsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

    private static Habits habits(ZoneId zone, String... instants) {
        Habits habits = Habits.NONE;
        for (String instant : instants) {
            habits = habits.after(Instant.parse(instant), zone);
        }
        return habits;
    }

    @Test
    void shortGapsAreTimeSpentAndLongOnesAreBreaks() {
        assertThat(habits(
                                ZoneOffset.UTC,
                                "2026-03-02T09:00:00Z",
                                "2026-03-02T09:05:00Z",
                                "2026-03-02T09:10:01Z",
                                "2026-03-02T09:10:31Z")
                        .secondsByDay())
                .isEqualTo(Map.of(LocalDate.parse("2026-03-02"), 330L));
    }

    @Test
    void aGapOverMidnightBelongsToBothDays() {
        assertThat(habits(SHANGHAI, "2026-03-02T15:58:00Z", "2026-03-02T16:01:00Z")
                        .secondsByDay())
                .isEqualTo(Map.of(LocalDate.parse("2026-03-02"), 120L, LocalDate.parse("2026-03-03"), 60L));
    }

    /** On 29 March 2026 clocks in Berlin go from 2:00 to 3:00: by the clock an hour, in truth two minutes. */
    @Test
    void theHourThatIsSkippedInSpringIsNotSpent() {
        assertThat(habits(BERLIN, "2026-03-29T00:59:00Z", "2026-03-29T01:01:00Z")
                        .secondsByDay())
                .isEqualTo(Map.of(LocalDate.parse("2026-03-29"), 120L));
    }

    /** On 25 October 2026 clocks go back from 3:00 to 2:00: by the clock before, in truth after. */
    @Test
    void theHourThatComesTwiceInAutumnIsSpent() {
        assertThat(habits(BERLIN, "2026-10-25T00:59:00Z", "2026-10-25T01:01:00Z")
                        .secondsByDay())
                .isEqualTo(Map.of(LocalDate.parse("2026-10-25"), 120L));
    }

    @Test
    void aNewZoneCountsFromItsOwnMoment() {
        Habits before = habits(SHANGHAI, "2026-03-02T23:00:00Z", "2026-03-02T23:02:00Z");
        Habits after = before.after(Instant.parse("2026-03-02T23:03:00Z"), LOS_ANGELES);
        assertThat(after.secondsByDay())
                .isEqualTo(Map.of(LocalDate.parse("2026-03-03"), 120L, LocalDate.parse("2026-03-02"), 60L));
    }

    @Test
    void aClockThatWentBackTellsNothing() {
        Habits habits = habits(ZoneOffset.UTC, "2026-03-02T09:00:00Z", "2026-03-02T09:02:00Z");
        assertThat(habits.after(Instant.parse("2026-03-02T08:00:00Z"), ZoneOffset.UTC))
                .isEqualTo(habits);
    }

    @Test
    void keepsAYear() {
        Habits habits = Habits.NONE;
        Instant at = Instant.parse("2026-03-02T09:00:00Z");
        for (int day = 0; day < 400; day++) {
            habits = habits.after(at.plusSeconds(86_400L * day), ZoneOffset.UTC);
        }
        assertThat(habits.secondsByDay()).hasSize(Habits.MAX_DAYS);
    }

    /** However events fall, the seconds of all days together are those of the gaps. */
    @Property(tries = 300)
    void noSecondIsLostOrCountedTwice(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 900) Integer> gaps,
            @ForAll @IntRange(min = 0, max = 86_400 * 365) int start) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(start);
        Habits habits = Habits.NONE.after(at, BERLIN);
        long spent = 0;
        for (int gap : gaps) {
            at = at.plusSeconds(gap);
            habits = habits.after(at, BERLIN);
            spent += gap <= 300 ? gap : 0;
        }
        assertThat(habits.secondsByDay().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(spent);
    }
}
