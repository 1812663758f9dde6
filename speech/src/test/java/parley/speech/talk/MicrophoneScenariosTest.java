package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.FloorTalk.TEN_SECONDS;
import static parley.speech.talk.FloorTalk.reasons;
import static parley.speech.talk.FloorTalk.speaking;
import static parley.speech.talk.FloorTalk.talk;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import parley.speech.scripted.ScriptedVoice;
import parley.speech.talk.TalkEvent.TurnJudged;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.turns.MicrophoneState;
import parley.speech.turns.TurnMode;
import parley.speech.turns.TurnReason;
import parley.tutor.conversation.Delivery;

/** Muted microphones, keys, and nobody who says anything; exact to the millisecond. */
final class MicrophoneScenariosTest {
    @Test
    void aMutedMicrophoneBeginsNothing() {
        var talk = new VirtualTalk();
        talk.at(500, new TalkHappening.MicrophoneChanged(MicrophoneState.OFF));
        talk.says(1_000, 2_000, "nobody should hear").until(4_000);
        assertThat(talk.learnerTurnsThatStand()).isEmpty();
        assertThat(talk.all(TalkEvent.SpeechStarted.class)).isEmpty();

        talk.at(4_000, new TalkHappening.MicrophoneChanged(MicrophoneState.ON));
        talk.says(5_000, 6_000, "good morning please").until(20_000);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("good morning please");
    }

    private static VirtualTalk withKey() {
        return speaking(new VirtualTalk(TalkSettings.usual("en", Delivery.SPOKEN)
                .withMode(TurnMode.PUSH_TO_TALK)
                .withOutputRate(ScriptedVoice.RATE_HZ)));
    }

    @Test
    void theKeyHoldsTheTutorAndLettingItGoEndsTheTurn() {
        var talk = withKey();
        talk.says(1_000, 1_900, "said with the key up");
        talk.at(2_150, new TalkHappening.MicrophoneChanged(MicrophoneState.ON));
        talk.says(2_400, 3_400, "good morning").goesOn(2_400, 6_400, 7_000, "good morning to you");
        talk.at(7_500, new TalkHappening.MicrophoneChanged(MicrophoneState.OFF)).until(20_000);

        assertThat(talk.firstAt(TalkEvent.PlaybackPaused.class)).isEqualTo(2_150);
        assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(7_505);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("good morning to you");
        assertThat(talk.replies().getFirst().heard()).isEqualTo("w1 w2 w3 w4");
        assertThat(reasons(talk, Verdict.COMMIT)).containsExactly(TurnReason.KEY_RELEASED);
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void whatAPauseMadeCertainIsShownWhileTheKeyIsHeld() {
        var talk = withKey();
        talk.at(2_150, new TalkHappening.MicrophoneChanged(MicrophoneState.ON));
        talk.begins(2_400, 3_400, "what is the past").ends(2_400, 3_400, 2_400, 1, "what is the past tense");
        talk.until(6_000);

        assertThat(talk.all(TalkEvent.PartialHeard.class).toList().getLast().text())
                .isEqualTo("what is the past tense");
        assertThat(talk.learnerTurnsThatStand()).isEmpty();
    }

    @Test
    void aKeyPressedForNothingLetsTheTutorGoOn() {
        var talk = withKey();
        talk.at(2_150, new TalkHappening.MicrophoneChanged(MicrophoneState.ON))
                .at(3_150, new TalkHappening.MicrophoneChanged(MicrophoneState.OFF))
                .until(20_000);

        assertThat(talk.firstAt(TalkEvent.PlaybackResumed.class)).isEqualTo(3_155);
        assertThat(talk.replies().getFirst().heard()).isEqualTo(TEN_SECONDS);
        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.NOTHING_SAID);
    }

    @Test
    void aKeyThatIsHeldDownForEverHoldsNobodyForEver() {
        var talk = withKey();
        talk.at(2_150, new TalkHappening.MicrophoneChanged(MicrophoneState.ON)).until(90_000);
        assertThat(talk.firstAt(TalkEvent.PlaybackResumed.class)).isEqualTo(2_150 + 60_000);
    }

    @Test
    void whoSaysNothingIsSpokenToAgainButNotForEver() {
        var talk = talk(floor -> floor.withIdlePrompts(Duration.ofSeconds(10), 2));
        talk.asks(0).until(120_000);

        // Each reply takes two seconds, and who does not answer is asked after ten more.
        long first = 130 + 2_000 + 10_000;
        assertThat(talk.replies()).hasSize(3);
        assertThat(talk.told.stream()
                        .filter(told ->
                                told.event() instanceof TurnJudged judged && judged.verdict() == Verdict.IDLE_PROMPT)
                        .map(VirtualTalk.Told::ms))
                .containsExactly(first, first + 130 + 2_000 + 10_000);

        // Whoever says something is waited for again.
        talk.says(121_000, 122_000, "here i am please").until(200_000);
        assertThat(reasons(talk, Verdict.IDLE_PROMPT)).hasSize(4);
    }

    @Test
    void whoSpeaksIsNotSpokenTo() {
        var talk = talk(floor -> floor.withIdlePrompts(Duration.ofSeconds(10), 2));
        talk.asks(0);
        // Begun just before the prompt was due.
        talk.says(12_000, 14_000, "let me think please").until(15_000);
        assertThat(reasons(talk, Verdict.IDLE_PROMPT)).isEmpty();
        assertThat(talk.learnerTurnsThatStand()).hasSize(1);
    }

    @Test
    void whoHasNoMicrophoneIsNotSpokenTo() {
        var talk = talk(floor -> floor.withIdlePrompts(Duration.ofSeconds(10), 2));
        talk.microphoneDelivers = false;
        talk.asks(0).until(60_000);
        assertThat(reasons(talk, Verdict.IDLE_PROMPT)).isEmpty();

        // Who takes it later is given the whole time again.
        talk.microphoneDelivers = true;
        talk.until(120_000);
        assertThat(reasons(talk, Verdict.IDLE_PROMPT)).hasSize(2);
    }
}
