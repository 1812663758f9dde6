package parley.tutor.models.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.routing.ModelStatus.Breaker;

class EndpointHealthTest {
    private static final ModelFault DOWN = ModelFault.of(Kind.SERVER_ERROR, "down");

    /** No jitter: the middle of the lot. */
    private final EndpointHealth health = new EndpointHealth(RoutingSettings.Breaker.USUAL, () -> 0.5);

    private long now;

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            health.failed(Leave.FREE, DOWN, now);
        }
    }

    @Test
    void opensAtHalfOfFive() {
        health.answered(Leave.FREE, now);
        health.answered(Leave.FREE, now);
        fail(2);
        assertThat(health.ask(now)).isEqualTo(Leave.FREE);
        fail(1);
        assertThat(health.ask(now)).isEqualTo(Leave.NONE);
        assertThat(health.view(now).coolsFor()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void fourFailuresAreTooFewToJudge() {
        fail(4);
        assertThat(health.ask(now)).isEqualTo(Leave.FREE);
    }

    @Test
    void whatIsOlderThanAMinuteIsForgotten() {
        fail(4);
        pass(Duration.ofSeconds(61));
        fail(1);
        assertThat(health.ask(now)).isEqualTo(Leave.FREE);
        assertThat(health.view(now)).extracting("calls", "failures").containsExactly(1, 1);
    }

    @Test
    void whatIsNotTheEndpointsFaultDoesNotCount() {
        for (Kind kind : Kind.values()) {
            if (!kind.endpointAtFault()) {
                for (int i = 0; i < 10; i++) {
                    health.failed(Leave.FREE, ModelFault.of(kind, "x"), now);
                }
            }
        }
        assertThat(health.view(now).breaker()).isEqualTo(Breaker.CLOSED);
        assertThat(health.view(now).calls()).isZero();
    }

    @Test
    void oneProbeAtATimeAndItsSuccessCloses() {
        fail(5);
        pass(Duration.ofSeconds(5));
        assertThat(health.view(now).breaker()).isEqualTo(Breaker.HALF_OPEN);
        assertThat(health.ask(now)).isEqualTo(Leave.PROBE);
        assertThat(health.ask(now)).isEqualTo(Leave.NONE);
        health.answered(Leave.PROBE, now);
        assertThat(health.ask(now)).isEqualTo(Leave.FREE);
        assertThat(health.view(now).failures()).isZero();
    }

    @Test
    void failedProbesDoubleTheCooldownUpToAMinute() {
        fail(5);
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            assertThat(health.view(now).coolsFor()).isEqualTo(Duration.ofSeconds(seconds));
            pass(Duration.ofSeconds(seconds).minusNanos(1));
            assertThat(health.ask(now)).isEqualTo(Leave.NONE);
            pass(Duration.ofNanos(1));
            assertThat(health.ask(now)).isEqualTo(Leave.PROBE);
            health.failed(Leave.PROBE, DOWN, now);
        }
    }

    @Test
    void aProbeThatIsGivenUpLeavesTheNextOneToProbe() {
        fail(5);
        pass(Duration.ofSeconds(5));
        assertThat(health.ask(now)).isEqualTo(Leave.PROBE);
        health.givenBack(Leave.PROBE);
        assertThat(health.ask(now)).isEqualTo(Leave.PROBE);
    }

    @Test
    void aProbeThatIsFilteredWasAnswered() {
        fail(5);
        pass(Duration.ofSeconds(5));
        health.ask(now);
        health.failed(Leave.PROBE, ModelFault.of(Kind.CONTENT_FILTER, "x"), now);
        assertThat(health.closed()).isTrue();
    }

    @Test
    void lateFailuresOfEarlierCallsDoNotLengthenTheCooldown() {
        fail(5);
        pass(Duration.ofSeconds(4));
        fail(5);
        assertThat(health.view(now).coolsFor()).isEqualTo(Duration.ofSeconds(1));
        health.answered(Leave.FREE, now);
        assertThat(health.closed()).isFalse();
    }

    @Test
    void aRetryAfterThatComesLateIsKeptToWhenItIsLonger() {
        fail(5);
        pass(Duration.ofSeconds(1));
        health.failed(Leave.FREE, new ModelFault(Kind.RATE_LIMITED, "slow down", Duration.ofSeconds(30)), now);
        assertThat(health.view(now).coolsFor()).isEqualTo(Duration.ofSeconds(30));
        health.failed(Leave.FREE, new ModelFault(Kind.RATE_LIMITED, "slow down", Duration.ofSeconds(2)), now);
        assertThat(health.view(now).coolsFor()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aProbesFirstWordLetsOthersIn() {
        fail(5);
        pass(Duration.ofSeconds(5));
        Leave speaking = health.speaks(health.ask(now));
        assertThat(health.ask(now)).isEqualTo(Leave.FREE);
        health.answered(speaking, now);
        fail(5);
        assertThat(health.view(now).coolsFor()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aProbeThatBreaksOffAfterItsFirstWordDoublesTheCooldown() {
        fail(5);
        pass(Duration.ofSeconds(5));
        Leave speaking = health.speaks(health.ask(now));
        health.failed(speaking, DOWN, now);
        assertThat(health.view(now).coolsFor()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aProbeThatSpokeBeforeOthersFailedSaysNothingOfTheNextOne() {
        fail(5);
        pass(Duration.ofSeconds(5));
        Leave speaking = health.speaks(health.ask(now));
        fail(5);
        pass(Duration.ofSeconds(5));
        assertThat(health.ask(now)).isEqualTo(Leave.PROBE);
        health.answered(speaking, now);
        assertThat(health.closed()).isFalse();
        assertThat(health.ask(now)).isEqualTo(Leave.NONE);
    }

    @Test
    void retryAfterIsHonouredAtOnceAndWithinReason() {
        health.failed(Leave.FREE, new ModelFault(Kind.RATE_LIMITED, "slow down", Duration.ofSeconds(30)), now);
        assertThat(health.view(now).coolsFor()).isEqualTo(Duration.ofSeconds(30));
        pass(Duration.ofSeconds(30));
        health.ask(now);
        health.failed(Leave.PROBE, new ModelFault(Kind.RATE_LIMITED, "slow down", Duration.ofDays(9)), now);
        assertThat(health.view(now).coolsFor()).isEqualTo(EndpointHealth.LONGEST_RETRY_AFTER);
    }

    @Test
    void theJitterStaysWithinItsShare() {
        for (double lot : new double[] {0, 0.25, 0.999}) {
            var jittered = new EndpointHealth(RoutingSettings.Breaker.USUAL, () -> lot);
            for (int i = 0; i < 5; i++) {
                jittered.failed(Leave.FREE, DOWN, now);
            }
            assertThat(jittered.view(now).coolsFor()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        }
    }

    @Test
    void thousandsOfCallsTakeNoMoreRoom() {
        for (int i = 0; i < 5_000; i++) {
            health.answered(Leave.FREE, now);
        }
        assertThat(health.view(now).calls()).isEqualTo(EndpointHealth.MOST_OUTCOMES);
        fail(EndpointHealth.MOST_OUTCOMES / 2);
        assertThat(health.closed()).isFalse();
    }
}
