package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault.Kind;

class DeadlinesTest {
    // A monotonic clock may begin anywhere, also just before it overflows.
    private static final long START = Long.MAX_VALUE - 1_000;

    private final Deadlines deadlines = new Deadlines(
            ModelEndpoint.of("m", URI.create("http://localhost/v1"), "", "m"), Duration.ofSeconds(4), START);

    @Test
    void theFirstWordIsWaitedForFromTheRequest() {
        assertThat(wait("PT1S", false))
                .isEqualTo(new Deadlines.Wait(Duration.ofSeconds(3), Kind.FIRST_TOKEN_TIMEOUT, "no words within 4 s"));
        assertThat(wait("PT4.5S", false).atMost()).isNegative();
    }

    @Test
    void laterWordsAreWaitedForFromTheLastOne() {
        assertThat(wait("PT30S", true))
                .isEqualTo(new Deadlines.Wait(Duration.ofSeconds(5), Kind.IDLE_TIMEOUT, "no more words within 5 s"));
    }

    @Test
    void theTotalEndsAnyWait() {
        assertThat(wait("PT58S", true))
                .isEqualTo(new Deadlines.Wait(
                        Duration.ofSeconds(2), Kind.TOTAL_TIMEOUT, "the answer took longer than 60 s"));
        assertThat(wait("PT61S", true).atMost()).isNegative();
    }

    private Deadlines.Wait wait(String elapsed, boolean textSeen) {
        return deadlines.next(START + Duration.parse(elapsed).toNanos(), textSeen);
    }
}
