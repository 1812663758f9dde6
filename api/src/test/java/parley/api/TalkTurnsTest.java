package parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.api.config.ParleyConfig.TalkConfig;
import parley.api.config.ParleyConfig.TranscriptionConfig;
import parley.api.config.Settings;
import parley.speech.hearing.EarSettings;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.TurnMode;
import parley.speech.turns.TurnSettings;
import parley.tutor.learner.Ability;

class TalkTurnsTest {
    @Test
    void theShippedSettingsAreTheUsualOnesWithIdlePrompts() {
        TalkConfig shipped = Settings.defaults().talk();
        FloorSettings floor = FloorSettings.USUAL.withIdlePrompts(Duration.ofSeconds(45), 1);

        assertThat(TalkTurns.mode(shipped)).isEqualTo(TurnMode.AUTOMATIC);
        assertThat(TalkTurns.settings(shipped, false)).isEqualTo(TurnSettings.USUAL.withFloor(floor));
        assertThat(TalkTurns.settings(shipped, true)).isEqualTo(TurnSettings.BEGINNER.withFloor(floor));
    }

    @Test
    void theShippedEarIsTheUsualOne() {
        assertThat(TalkTurns.ear(Settings.defaults().speech().ear())).isEqualTo(EarSettings.USUAL);
    }

    @ParameterizedTest
    @CsvSource({
        "A2, 0, 0, true",
        "A1-A2, 100, 3.0, true",
        "A2-B1, 0, 0, false",
        "a2–b1, 9, -3.0, false",
        "A2-B1, 10, -0.1, true",
        "A2-B1, 10, 0, false",
        "B1, 100, -3.0, false",
        "B1-B2, 0, 0, false",
        "Foundations, 0, 0, false"
    })
    void whoIsWaitedForLongerIsToldByTheCourseAndTheLearnersAnswers(
            String level, long answers, double logits, boolean beginner) {
        assertThat(TalkTurns.beginner(level, new Ability(logits, answers))).isEqualTo(beginner);
    }

    @ParameterizedTest
    @CsvSource({"500, 2000", "1000, 2000", "3000, 4000", "9000, 10000"})
    void wordsAreWaitedForLongerThanTheServiceMayTakeForThem(long limit, long within) {
        var service = new TranscriptionConfig("http://127.0.0.1:8000/v1", "whisper-1", Duration.ofMillis(limit));
        assertThat(TalkTurns.inTimeFor(service, TurnSettings.USUAL).wordsWithin())
                .hasMillis(within);
        assertThat(TalkTurns.inTimeFor(Settings.defaults().speech().transcription(), TurnSettings.USUAL))
                .as("without a service")
                .isEqualTo(TurnSettings.USUAL);
    }

    @Test
    void whateverTheSettingsAllowMakesTurns() {
        for (long wait : List.of(200L, 600L, 1_800L)) {
            for (long longest : List.of(1_800L, 2_500L, 5_000L)) {
                var talk = new TalkConfig(
                        "push-to-talk",
                        Duration.ofMillis(200),
                        Duration.ofMillis(wait),
                        Duration.ofMillis(longest),
                        Duration.ofMillis(longest),
                        Duration.ofSeconds(60),
                        false,
                        List.of("Ask"),
                        20,
                        Duration.ZERO,
                        0,
                        Duration.ZERO,
                        0,
                        Duration.ofSeconds(5),
                        10);
                TurnSettings turns = TalkTurns.settings(talk, true);
                assertThat(turns.normalWait()).isEqualTo(Duration.ofMillis(wait));
                assertThat(turns.unlikelyEndWait()).isEqualTo(Duration.ofMillis(longest));
                assertThat(turns.floor().protectedMoves()).containsExactly("Ask");
                assertThat(turns.floor().interruptible()).isFalse();
                assertThat(TalkTurns.mode(talk)).isEqualTo(TurnMode.PUSH_TO_TALK);
            }
        }
    }
}
