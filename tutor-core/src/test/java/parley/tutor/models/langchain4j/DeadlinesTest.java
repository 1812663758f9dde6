package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.langchain4j.Deadlines.Phase;

class DeadlinesTest {
    // A monotonic clock may begin anywhere, also just before it overflows.
    private static final long START = Long.MAX_VALUE - 1_000;

    private final Deadlines deadlines = new Deadlines(
            ModelEndpoint.of("m", URI.create("http://localhost/v1"), "", "m"), Duration.ofSeconds(4), START);

    @Test
    void theFirstWordIsWaitedForFromTheRequest() {
        assertThat(due(Phase.BEFORE_WORDS, "PT1S")).isEqualTo(Duration.ofSeconds(4));
        assertThat(deadlines.expired(Phase.BEFORE_WORDS, at("PT1S")))
                .isEqualTo(ModelFault.of(Kind.FIRST_TOKEN_TIMEOUT, "no words within 4 s"));
    }

    @Test
    void laterWordsAreWaitedForFromTheLastOne() {
        assertThat(due(Phase.WORDS, "PT30S")).isEqualTo(Duration.ofSeconds(35));
        assertThat(deadlines.expired(Phase.WORDS, at("PT30S")))
                .isEqualTo(ModelFault.of(Kind.IDLE_TIMEOUT, "no more words within 5 s"));
    }

    @Test
    void afterTheFinishReasonLittleIsWaitedFor() {
        assertThat(due(Phase.FINISHED, "PT30S")).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void theTotalEndsAnyWait() {
        assertThat(due(Phase.WORDS, "PT58S")).isEqualTo(Duration.ofSeconds(60));
        assertThat(due(Phase.FINISHED, "PT59.5S")).isEqualTo(Duration.ofSeconds(60));
        assertThat(deadlines.expired(Phase.WORDS, at("PT58S")))
                .isEqualTo(ModelFault.of(Kind.TOTAL_TIMEOUT, "the answer took longer than 60 s"));
    }

    private static long at(String elapsed) {
        return START + Duration.parse(elapsed).toNanos();
    }

    private Duration due(Phase phase, String silentSince) {
        return Duration.ofNanos(deadlines.dueNanos(phase, at(silentSince)) - START);
    }
}
