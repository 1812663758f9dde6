package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static parley.speech.talk.FloorTalk.TEN_SECONDS;
import static parley.speech.talk.FloorTalk.reasons;
import static parley.speech.talk.FloorTalk.talk;
import static parley.speech.talk.VirtualTalk.FINAL_MS;
import static parley.speech.talk.VirtualTalk.HANG_MS;
import static parley.speech.talk.VirtualTalk.sample;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.VoiceLevel;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.turns.MicrophoneState;
import parley.speech.turns.TurnReason;

/** People who talk nearby while the tutor speaks, told from the learner by how loud they are; exact to the millisecond. */
final class DistantVoicesTest {
    private static final VoiceLevel OWN = new VoiceLevel(-20);
    private static final VoiceLevel NEARBY = new VoiceLevel(-33);

    /** The learner has spoken, and is answered for ten seconds. */
    private static VirtualTalk answered(double belowDecibels) {
        var talk = talk(floor -> floor.withDistantBelowDecibels(belowDecibels));
        talk.replyTexts = List.of(TEN_SECONDS, "Fine.");
        talk.level = OWN;
        talk.says(0, 1_000, "tell me a story").until(4_000);
        talk.level = NEARBY;
        return talk;
    }

    private static long resumedAfter(VirtualTalk talk) {
        return talk.firstAt(TalkEvent.PlaybackResumed.class) - talk.firstAt(TalkEvent.PlaybackPaused.class);
    }

    @Test
    void othersTalkHoldsTheTutorForAMomentOnce() {
        var talk = answered(10);
        talk.says(5_000, 6_000, "have you seen the bus").until(7_000);
        assertThat(resumedAfter(talk)).as("at the first words after 0.8 s").isEqualTo(1_000 - VirtualTalk.ONSET_MS);
        talk.says(8_500, 9_500, "it is late again").until(30_000);

        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).as("known by then").hasSize(1);
        assertThat(talk.replies()).noneMatch(reply -> reply.interrupted());
        assertThat(talk.learnerTurnsThatStand()).containsExactly("tell me a story");
        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.DISTANT_VOICE, TurnReason.DISTANT_VOICE);
    }

    @Test
    void whoIsAsLoudAsEverStopsTheTutorAmidOthersTalk() {
        var talk = answered(10);
        talk.says(5_000, 6_000, "have you seen the bus").until(7_000);
        assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class)).isEqualTo(-1);
        talk.level = new VoiceLevel(-24);
        talk.says(7_500, 8_500, "what does that mean").until(30_000);

        assertThat(talk.learnerTurnsThatStand()).containsExactly("tell me a story", "what does that mean");
        assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class)).isEqualTo(7_800);
    }

    @Test
    void whoSpeaksUpWhileOthersTalkIsHeardAtTheNextWords() {
        var talk = answered(10);
        talk.fact(5_064, new HearingFact.SpeechStarted(sample(5_000)));
        talk.fact(5_400, new HearingFact.PartialHeard("the", sample(5_400), NEARBY));
        talk.fact(5_800, new HearingFact.PartialHeard("the bus is", sample(5_800), NEARBY));
        talk.fact(6_600, new HearingFact.PartialHeard("the bus is what does", sample(6_600), OWN));
        talk.until(7_000);
        assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class)).isEqualTo(6_600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop please",
                "please stop",
                "quiet please",
                "excuse me please",
                "hold on",
                "\u505c\u4e00\u4e0b",
                "\u7b49 \u4e00\u4e0b",
                "\u8bf7 \u505c"
            })
    void stopIsHeardHoweverFarAway(String words) {
        var talk = answered(10);
        talk.says(5_000, 5_600, words).until(30_000);
        assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class)).isBetween(5_300L, 6_000L);
    }

    @Test
    void aKnockAgainstTheMicrophoneShutsNobodyOutForLong() {
        var talk = talk(floor -> floor);
        talk.replyTexts = List.of("Fine.");
        talk.level = OWN;
        talk.says(0, 1_000, "tell me a story").until(5_000);
        talk.level = new VoiceLevel(0);
        talk.says(6_000, 7_000, "tell me a story").until(11_000);
        assertThat(talk.state.turns().ownLevel()).isEqualTo(new VoiceLevel(OWN.dbfs() + 6));
    }

    @Test
    void aVoiceThatBeginsSoftlyIsWaitedForAndNotSpokenOver() {
        var talk = answered(10);
        talk.fact(5_064, new HearingFact.SpeechStarted(sample(5_000)));
        talk.fact(5_500, new HearingFact.PartialHeard("what", sample(5_500), NEARBY));
        talk.fact(5_700, new HearingFact.PartialHeard("what does", sample(5_700), NEARBY));
        talk.fact(5_900, new HearingFact.PartialHeard("what does that", sample(5_900), OWN));
        talk.until(6_000);
        assertThat(talk.all(TalkEvent.PlaybackResumed.class)).isEmpty();
        assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class)).isEqualTo(5_900);
    }

    @Test
    void talkNearbyThatOutlastsTheReplyIsNoTurnEither() {
        var talk = answered(10);
        talk.says(9_000, 16_000, "have you seen the bus it is late again").until(30_000);
        assertThat(talk.firstAt(TalkEvent.PlaybackEnded.class)).isBetween(9_000L, 16_000L);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("tell me a story");
        assertThat(talk.state.turns().ownLevel()).isEqualTo(OWN);
    }

    @Test
    void noVoiceIsDistantBeforeTheLearnerWasHeardOrWhereItIsSwitchedOff() {
        var talk = talk(floor -> floor);
        talk.replyTexts = List.of(TEN_SECONDS, "Fine.");
        talk.level = NEARBY;
        talk.asks(20).says(1_000, 2_000, "what does that mean").until(20_000);
        assertThat(talk.replies().getFirst().interrupted()).isTrue();

        var off = answered(0);
        off.says(5_000, 6_000, "what does that mean").until(30_000);
        assertThat(off.replies().getFirst().interrupted()).isTrue();
    }

    /** A voice of the level {@code dbfs}, where the learner's own is -20. */
    @ParameterizedTest
    @CsvSource({"-29.9, true", "-30, false", "-10, true"})
    void theSettingIsTheBound(double dbfs, boolean stops) {
        var talk = answered(10);
        talk.level = new VoiceLevel(dbfs);
        talk.says(5_000, 6_000, "what does that mean").until(30_000);
        assertThat(talk.replies().getFirst().interrupted()).isEqualTo(stops);
    }

    @Test
    void whoLeansBackIsLearntAgainFromTurnsOfTheirOwn() {
        var talk = answered(10);
        talk.until(15_000);
        // Nobody else has the floor: what is said is heard, however quiet. Each turn brings the level a fifth closer.
        for (int turn = 0; turn < 2; turn++) {
            talk.says(16_000 + turn * 4_000, 17_000 + turn * 4_000, "a quiet answer number " + turn)
                    .until(19_900 + turn * 4_000);
        }
        assertThat(talk.learnerTurnsThatStand()).hasSize(3);
        assertThat(Objects.requireNonNull(talk.state.turns().ownLevel()).dbfs())
                .isCloseTo(-20 - 2.6 - 0.2 * (13 - 2.6), within(1e-9));
    }

    @Test
    void anotherMicrophoneIsLearntAnew() {
        var talk = answered(10);
        talk.says(5_000, 6_000, "have you seen the bus");
        talk.at(7_000, new TalkHappening.MicrophoneChanged(MicrophoneState.OFF));
        talk.at(7_500, new TalkHappening.MicrophoneChanged(MicrophoneState.ON));
        talk.says(8_000, 9_000, "what does that mean").until(30_000);
        assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class)).isEqualTo(8_300);
    }

    @Test
    void whoGoesOnBeforeTheAnswerMayTrailOff() {
        var talk = talk(floor -> floor);
        talk.replyTexts = List.of(TEN_SECONDS, "Fine.");
        talk.level = OWN;
        talk.wordingMs = 3_000;
        talk.says(0, 1_000, "tell me a story").until(2_000);
        talk.level = NEARBY;
        talk.says(2_500, 3_500, "about a firefighter").until(30_000);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("tell me a story about a firefighter");
    }

    @Test
    void atThePauseTheTutorGoesOnAtOnce() {
        var talk = answered(10);
        // Too short for words so far.
        talk.says(5_000, 5_350, "bus").until(30_000);
        assertThat(talk.firstAt(TalkEvent.PlaybackResumed.class)).isEqualTo(5_350 + HANG_MS + FINAL_MS);
        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.DISTANT_VOICE);
    }
}
