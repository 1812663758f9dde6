package parley.speech.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartBackOffTest {
    private final RestartBackOff backOff =
            new RestartBackOff(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(30));

    @Test
    void eachEndInARowDoublesTheWaitUpToTheLongest() {
        assertThat(backOff.wait(1)).isEqualTo(Duration.ofMillis(200));
        assertThat(backOff.wait(2)).isEqualTo(Duration.ofMillis(400));
        assertThat(backOff.wait(8)).isEqualTo(Duration.ofMillis(25_600));
        assertThat(backOff.wait(9)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backOff.wait(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void oneThatLivedLongBeginsAnew() {
        assertThat(backOff.endsInARow(0, Duration.ZERO)).isEqualTo(1);
        assertThat(backOff.endsInARow(4, Duration.ofSeconds(29))).isEqualTo(5);
        assertThat(backOff.endsInARow(4, Duration.ofSeconds(30))).isEqualTo(1);
    }
}
