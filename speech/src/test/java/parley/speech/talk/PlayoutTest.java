package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PlayoutTest {
    private static final int RATE_HZ = 16_000;

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Playout given(Playout playout, long millis, long now) {
        return playout.add(new short[(int) (RATE_HZ * millis / 1_000)])
                .due(ms(now))
                .after();
    }

    @Test
    void timeInWhichThereWasNothingToPlayIsNotHeard() {
        Playout dry = given(Playout.silent(RATE_HZ, ms(0)), 200, 0)
                .report(ms(50), false, ms(50))
                .report(ms(100), false, ms(100))
                .report(ms(150), false, ms(150))
                .report(ms(200), false, ms(200));
        assertThat(dry.reports()).isEqualTo(Playout.REGULAR);
        assertThat(dry.heardUntil(ms(700))).isEqualTo(ms(200));

        Playout again = given(dry, 300, 700);
        assertThat(again.heardUntil(ms(700))).isEqualTo(ms(200));
        assertThat(again.heardUntil(ms(800))).isEqualTo(ms(300));
        assertThat(again.report(ms(350), false, ms(850)).heardUntil(ms(900))).isEqualTo(ms(400));
    }

    @Test
    void whatAClientHadLeftWhenTheSoundRanOutIsHeardInTheMeantime() {
        Playout late = given(Playout.silent(RATE_HZ, ms(0)), 200, 0).report(ms(100), false, ms(200));
        assertThat(late.heardUntil(ms(250))).isEqualTo(ms(150));
        assertThat(given(late, 300, 700).heardUntil(ms(700))).isEqualTo(ms(200));
    }

    @Test
    void whoWaitsForMoreSoundIsNotTakenToSleep() {
        Playout dry = given(Playout.silent(RATE_HZ, ms(0)), 200, 0).report(ms(200), false, ms(200));
        Playout again = given(dry, 2_000, 9_000);
        assertThat(again.halted()).isFalse();
        assertThat(again.sent()).as("the lead").isEqualTo(RATE_HZ / 2 - RATE_HZ / 50);
    }

    @Test
    void whoReportsSeldomIsNotTakenToSleep() {
        Playout playout = given(Playout.silent(RATE_HZ, ms(0)), 10_000, 0);
        for (int at = 2_000; at <= 8_000; at += 2_000) {
            playout = playout.due(ms(at - 1_000)).after().due(ms(at)).after().report(ms(at - 100), false, ms(at));
            assertThat(playout.halted()).isFalse();
        }
    }

    @Test
    void aSleeperThatIsHeldOnTopWaitsForBoth() {
        Playout asleep = given(Playout.silent(RATE_HZ, ms(0)), 2_000, 0).report(ms(100), true, ms(200));
        Playout held = asleep.hold(ms(300)).release(ms(5_000));
        assertThat(held.due(ms(6_000)).chunks()).isEmpty();
        assertThat(held.heardUntil(ms(6_000))).isEqualTo(ms(100));

        Playout awake = asleep.hold(ms(300)).report(ms(100), false, ms(4_000));
        assertThat(awake.due(ms(5_000)).chunks()).isEmpty();
        Playout.Sending goesOn = awake.release(ms(5_000)).due(ms(5_100));
        assertThat(goesOn.chunks()).isNotEmpty();
        assertThat(goesOn.after().heardUntil(ms(5_100))).isEqualTo(ms(200));
    }
}
