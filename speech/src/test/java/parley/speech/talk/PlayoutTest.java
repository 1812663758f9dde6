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
        Playout dry = given(Playout.silent(RATE_HZ, ms(0)), 200, 0).report(ms(200), ms(200));
        assertThat(dry.heardUntil(ms(700))).isEqualTo(ms(200));

        Playout again = given(dry, 300, 700);
        assertThat(again.heardUntil(ms(700))).isEqualTo(ms(200));
        assertThat(again.heardUntil(ms(800))).isEqualTo(ms(300));
        assertThat(again.report(ms(350), ms(850)).heardUntil(ms(900))).isEqualTo(ms(400));
    }

    @Test
    void whatAClientHadLeftWhenTheSoundRanOutIsHeardInTheMeantime() {
        Playout late = given(Playout.silent(RATE_HZ, ms(0)), 200, 0).report(ms(100), ms(200));
        assertThat(late.heardUntil(ms(250))).isEqualTo(ms(150));
        assertThat(given(late, 300, 700).heardUntil(ms(700))).isEqualTo(ms(200));
    }
}
