package parley.tutor.models.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelFault;

class AttemptLogTest {
    @Test
    void an_answer_is_one_line_of_stable_keys() {
        assertThat(AttemptLog.line(Attempts.answered("fast", 200)))
                .isEqualTo("model_attempt call=7 conversation=c0ffee purpose=chat model=fast endpoint_model=fast-v1"
                        + " reason=first reached=done outcome=done queued_ms=3 first_token_ms=200 total_ms=1200"
                        + " tokens_per_second=40.0 prompt_tokens=120 completion_tokens=40 usage=reported"
                        + " cost=0.000042000 cancelled=false");
    }

    @Test
    void a_failure_says_why_and_leaves_out_what_is_not_known() {
        var fault = new ModelFault(
                ModelFault.Kind.RATE_LIMITED, "The endpoint answered 429 \"slow down\"", Duration.ofSeconds(2));
        assertThat(AttemptLog.line(Attempts.failed("fast", fault)))
                .endsWith(" outcome=rate_limited queued_ms=3 total_ms=1200 prompt_tokens=0 completion_tokens=0"
                        + " usage=counted cost=0.000000000 cancelled=false fault=rate_limited retry_after_ms=2000"
                        + " fault_reason=\"The endpoint answered 429 \\\"slow down\\\"\"");
    }

    @Test
    void what_an_endpoint_says_can_neither_forge_a_line_nor_fill_the_log() {
        var fault = ModelFault.of(
                ModelFault.Kind.SERVER_ERROR, "no\r\n2026-11-23 INFO forged\u2028\u202e\u0000" + "x".repeat(5_000));
        String line = AttemptLog.line(Attempts.failed("fast", fault));
        assertThat(line).hasSizeLessThan(700).doesNotContainPattern("[\\p{Cc}\\p{Cf}\u2028\u2029]");
        assertThat(line).contains("fault_reason=\"no  2026-11-23 INFO forged");
    }

    @Test
    void who_made_it_unwanted_is_no_failure() {
        ModelAttempt raced = Attempts.attempt("slow", null, ModelFault.of(ModelFault.Kind.CUT, "closed by us"), true);
        assertThat(Outcome.of(raced)).isEqualTo(Outcome.CANCELLED);
        assertThat(AttemptLog.line(raced)).contains(" outcome=cancelled ", " cancelled=true");
    }
}
