package parley.api.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.api.ops.SeenModels;
import parley.speech.hearing.RecogniserHealth;
import parley.speech.languages.LanguageFigures;
import parley.speech.speaking.FailoverFigures;
import parley.speech.speaking.LineFigures;
import parley.speech.timeline.Moment;
import parley.speech.timeline.Moment.Kind;
import parley.speech.timeline.TurnTimeline;
import parley.tutor.conversation.TurnId;
import parley.tutor.models.ModelAttempt.Reason;
import parley.tutor.models.ModelFault;

class MetricsTest {
    private final Metrics metrics = new Metrics(SeenModels.watch());

    @AfterEach
    void close() {
        metrics.close();
    }

    /** The value of the one line that begins with {@code name} and holds all of {@code labels}. */
    private double value(String name, String... labels) {
        List<String> lines = metrics.scrape()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .toList();
        assertThat(lines)
                .as(name + " " + List.of(labels) + "\n" + metrics.scrape())
                .hasSize(1);
        return Double.parseDouble(lines.getFirst().substring(lines.getFirst().lastIndexOf(' ') + 1));
    }

    @Test
    void attempts_are_counted_by_how_they_ended() {
        metrics.attempts().ended(SeenModels.answered(1));
        metrics.attempts().ended(SeenModels.answered(2));
        metrics.attempts()
                .ended(SeenModels.failed(
                        3, Reason.FAILOVER, ModelFault.of(ModelFault.Kind.UNREACHABLE, "Nothing listens")));

        assertThat(value("parley_model_attempts_total", "model=\"fast\"", "outcome=\"done\"", "purpose=\"chat\""))
                .isEqualTo(2);
        assertThat(value("parley_model_attempts_total", "outcome=\"unreachable\"", "reason=\"failover\""))
                .isEqualTo(1);
        String first = "gen_ai_client_operation_time_to_first_chunk_seconds";
        assertThat(value(first + "_bucket", "gen_ai_request_model=\"fast-7b\"", "le=\"0.2\""))
                .isZero();
        assertThat(value(first + "_bucket", "gen_ai_request_model=\"fast-7b\"", "le=\"0.3\""))
                .isEqualTo(2);
        assertThat(value("gen_ai_client_operation_duration_seconds_sum", "model=\"fast\""))
                .isEqualTo(2.5);
        assertThat(value("gen_ai_client_token_usage_sum", "gen_ai_token_type=\"output\""))
                .isEqualTo(100);
        assertThat(value("parley_model_cost_total", "model=\"fast\"")).isEqualTo(0.00009);
    }

    @Test
    void a_refused_call_is_no_request() {
        metrics.attempts().ended(SeenModels.failed(1, Reason.FIRST, ModelFault.of(ModelFault.Kind.BUDGET, "spent")));
        assertThat(value("parley_model_attempts_total", "outcome=\"budget\"")).isEqualTo(1);
        assertThat(metrics.scrape()).doesNotContain("gen_ai_client_operation_duration");
    }

    @Test
    void the_state_of_the_models_is_read_with_each_scrape() {
        assertThat(value("parley_model_breaker", "model=\"local\"", "state=\"open\""))
                .isEqualTo(1);
        assertThat(value("parley_model_breaker", "model=\"local\"", "state=\"closed\""))
                .isZero();
        assertThat(value("parley_model_in_flight", "model=\"fast\"")).isEqualTo(2);
        assertThat(value("parley_model_waiting", "model=\"fast\"")).isEqualTo(1);
        assertThat(value("parley_spend_today_cost", "currency=\"USD\"")).isEqualTo(1.5);
        assertThat(value("parley_model_spend_today_tokens", "model=\"local\"")).isEqualTo(1_000);
        assertThat(value("parley_budget_day_cost", "currency=\"USD\"")).isEqualTo(2);
        assertThat(metrics.scrape()).doesNotContain("parley_budget_day_tokens");
    }

    @Test
    void turns_are_measured_and_what_was_said_stays_out() {
        var said = new TurnTimeline(
                1,
                TurnTimeline.Origin.VOICE,
                new TurnId("anna-u1"),
                new TurnId("anna-1"),
                List.of(
                        moment(1_000, Kind.VOICE_STARTED, ""),
                        moment(2_000, Kind.VOICE_PAUSED, ""),
                        moment(2_280, Kind.FINAL_WORDS, "my secret"),
                        moment(2_300, Kind.COMMITTED, "my secret"),
                        moment(2_400, Kind.FIRST_TOKEN, ""),
                        moment(2_450, Kind.FIRST_AUDIO, ""),
                        moment(3_000, Kind.BARGE_IN, ""),
                        moment(3_400, Kind.CUT, ""),
                        moment(3_400, Kind.HEARD, "your secret")),
                0);
        metrics.turns().accept(said);
        assertThat(value("parley_turns_total", "origin=\"voice\"", "outcome=\"interrupted\""))
                .isEqualTo(1);
        assertThat(value("parley_turn_end_of_turn_delay_seconds_sum")).isEqualTo(0.3);
        assertThat(value("parley_turn_transcription_delay_seconds_sum")).isEqualTo(0.28);
        assertThat(value("parley_turn_first_token_seconds_sum")).isEqualTo(0.1);
        assertThat(value("parley_turn_first_audio_seconds_sum")).isEqualTo(0.05);
        assertThat(value("parley_turn_end_to_end_seconds_bucket", "le=\"0.45\""))
                .isEqualTo(1);
        assertThat(value("parley_turn_barge_ins_total", "cut=\"true\"")).isEqualTo(1);
        assertThat(metrics.scrape()).doesNotContain("secret", "anna");
    }

    private static Moment moment(long millis, Kind kind, String detail) {
        return new Moment(Duration.ofMillis(millis), kind, detail);
    }

    @Test
    void lines_at_hand_and_voices_that_failed_are_read_with_each_scrape() {
        var lines = new AtomicReference<>(new LineFigures(3, 7, 1, 2, 4_096));
        metrics.watchVoices(lines::get, () -> List.of(new FailoverFigures("en", 4, true)));
        System.gc();
        assertThat(value("parley_voice_lines_total", "result=\"hit\"")).isEqualTo(3);
        assertThat(value("parley_voice_lines_total", "result=\"miss\"")).isEqualTo(7);
        assertThat(value("parley_voice_lines_evicted_total")).isEqualTo(1);
        assertThat(value("parley_voice_lines_kept")).isEqualTo(2);
        assertThat(value("parley_voice_lines_bytes")).isEqualTo(4_096);
        assertThat(value("parley_voice_failovers_total", "language=\"en\"")).isEqualTo(4);
        assertThat(value("parley_voice_failovers_total", "language=\"zh\"")).isZero();
        assertThat(value("parley_voice_resting", "language=\"en\"")).isEqualTo(1);
        lines.set(new LineFigures(5, 7, 1, 2, 4_096));
        assertThat(value("parley_voice_lines_total", "result=\"hit\"")).isEqualTo(5);
    }

    @Test
    void what_hears_which_language_is_read_with_each_scrape() {
        var now = new AtomicReference<>(
                List.of(new LanguageFigures("zh", LanguageFigures.State.OPEN, true, 3, 1, RecogniserHealth.WELL)));
        metrics.watchHearing(now::get, 2);
        System.gc();
        assertThat(value("parley_hearing_open_limit")).isEqualTo(2);
        assertThat(value("parley_hearing_open", "language=\"zh\"")).isEqualTo(1);
        assertThat(value("parley_hearing_sessions", "language=\"zh\"")).isEqualTo(3);
        now.set(List.of(new LanguageFigures("zh", LanguageFigures.State.PUT_AWAY, true, 0, 2, RecogniserHealth.WELL)));
        assertThat(value("parley_hearing_open", "language=\"zh\"")).isZero();
        assertThat(value("parley_hearing_opens", "language=\"zh\"")).isEqualTo(2);
    }

    @Test
    void requests_and_the_jvm_are_measured() {
        metrics.watchConnections(() -> 3);
        metrics.request("GET", "/api/learner/mastery/{concept}", 200, Duration.ofMillis(30));
        assertThat(value("parley_realtime_connections")).isEqualTo(3);
        assertThat(value(
                        "http_server_requests_seconds_count",
                        "uri=\"/api/learner/mastery/{concept}\"",
                        "status=\"200\"",
                        "method=\"GET\""))
                .isEqualTo(1);
        assertThat(metrics.scrape())
                .contains("jvm_memory_used_bytes{", "jvm_threads_live_threads", "jvm_gc_", "process_uptime_seconds");
    }

    @Test
    void the_text_is_prometheus_and_names_nobody() {
        metrics.attempts().ended(SeenModels.answered(1));
        Pattern sample = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[^}]*.*})? [-+0-9.eENaInf]+");
        assertThat(metrics.scrape().lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("# ") || sample.matcher(line).matches());
        assertThat(metrics.scrape()).doesNotContain("conversation-1", "sk-secret", "secret-path");
    }
}
