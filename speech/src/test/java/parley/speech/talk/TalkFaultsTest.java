package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.speech.hearing.HearingFact;
import parley.speech.scripted.ScriptedVoice;
import parley.speech.turns.MicrophoneState;
import parley.speech.turns.TurnMode;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent.TutorReplied;

/** Clients that lie, microphones that go away, voices and journals that fail. */
final class TalkFaultsTest {
    private static final TurnId FIRST = new TurnId("r-1");
    private static final long SPEAKING_FROM = 130;
    private static final String TEN_SECONDS =
            IntStream.rangeClosed(1, 20).mapToObj(i -> "w" + i).collect(Collectors.joining(" ", "", "."));

    private static VirtualTalk speaking() {
        var talk = new VirtualTalk();
        talk.replyTexts = List.of(TEN_SECONDS, "Fine.");
        return talk.asks(0);
    }

    private static VirtualTalk played(VirtualTalk talk, long ms, long position) {
        return talk.at(ms, new TalkHappening.Played(FIRST, Duration.ofMillis(position)));
    }

    private static String heard(VirtualTalk talk) {
        return talk.replies().getFirst().heard();
    }

    @Test
    void neverMoreThanTheLeadIsAhead() {
        var talk = speaking().until(20_000);
        talk.told.stream()
                .filter(told -> told.event() instanceof TalkEvent.AudioOut)
                .forEach(told -> {
                    var out = (TalkEvent.AudioOut) told.event();
                    long until = (out.startSample() + out.samples().length) * 1_000 / out.rateHz();
                    assertThat(until - (told.ms() - SPEAKING_FROM)).isBetween(0L, 300L);
                });
        assertThat(talk.audioMs(FIRST)).isEqualTo(10_000);
    }

    @Test
    void aClientThatReportsIsBelievedWithinWhatWasSent() {
        // It began to play 400 ms after we sent: at the stop 3,600 ms, not 4,000, were heard.
        var honest = speaking();
        played(honest, 3_930, 3_400);
        played(honest, 4_030, 3_490)
                .at(SPEAKING_FROM + 4_000, new TalkHappening.ReplyStopped())
                .until(20_000);
        assertThat(heard(honest)).isEqualTo("w1 w2 w3 w4 w5 w6 w7");

        var backwards = speaking();
        played(backwards, 3_930, 3_500);
        played(backwards, 4_030, 200)
                .at(4_100, new TalkHappening.ReplyStopped())
                .until(20_000);
        assertThat(heard(backwards)).isEqualTo("w1 w2 w3 w4 w5 w6 w7");

        var beyond = speaking();
        played(beyond, 1_000, 3_600_000)
                .at(1_100, new TalkHappening.ReplyStopped())
                .until(20_000);
        assertThat(heard(beyond)).isEqualTo("w1 w2");

        var silent = speaking();
        silent.at(SPEAKING_FROM + 2_100, new TalkHappening.ReplyStopped()).until(20_000);
        assertThat(heard(silent)).isEqualTo("w1 w2 w3 w4");

        var fellSilent = speaking();
        played(fellSilent, 300, 100)
                .at(SPEAKING_FROM + 2_100, new TalkHappening.ReplyStopped())
                .until(20_000);
        assertThat(heard(fellSilent)).isEqualTo("w1 w2 w3 w4");

        var stale = speaking();
        stale.at(1_000, new TalkHappening.Played(new TurnId("r-7"), Duration.ofSeconds(9)))
                .at(1_230, new TalkHappening.Truncated(FIRST, Duration.ofMillis(510)))
                .until(20_000);
        assertThat(heard(stale)).isEqualTo("w1");
    }

    @Test
    void theEndWaitsForAClientThatIsBehindButNotForEver() {
        var behind = speaking();
        for (long ms = 500; ms <= 10_500; ms += 100) {
            played(behind, ms, ms - SPEAKING_FROM - 200);
        }
        behind.until(20_000);
        assertThat(behind.firstAt(TalkEvent.PlaybackEnded.class)).isEqualTo(10_300);

        var stuck = speaking();
        played(stuck, 9_900, 9_000).until(20_000);
        assertThat(stuck.firstAt(TalkEvent.PlaybackEnded.class)).isEqualTo(SPEAKING_FROM + 10_000 + 500);
    }

    @Test
    void aBrokenVoiceShowsTheReplyAndWarnsOnce() {
        var talk = speaking();
        talk.voice.breakDown();
        talk.asks(5_000).until(20_000);
        assertThat(talk.all(TalkEvent.Warned.class)).hasSize(1);
        assertThat(talk.audioMs(null)).isZero();
        assertThat(talk.all(TalkEvent.PlaybackStarted.class)).isEmpty();
        assertThat(talk.replies()).hasSize(2).noneMatch(TutorReplied::interrupted);
        assertThat(heard(talk)).isEqualTo(TEN_SECONDS);
    }

    @Test
    void textDeliveryMakesNoSpeech() {
        var talk = new VirtualTalk(TalkSettings.usual("en", Delivery.TEXT));
        talk.asks(0).says(1_000, 2_000, "hello please").until(10_000);
        assertThat(talk.performed).noneMatch(TalkEffect.Speak.class::isInstance);
        assertThat(talk.replies()).hasSize(2);
        assertThat(talk.learnerTurns()).containsExactly("hello please");
    }

    @Test
    void aLostMicrophoneEndsTheTurnAndItCounts() {
        var talk = new VirtualTalk();
        talk.begins(1_000, 2_000, "i want to")
                .at(2_100, new TalkHappening.MicrophoneChanged(MicrophoneState.LOST))
                .until(10_000);
        assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(2_105);
        assertThat(talk.learnerTurns()).containsExactly("i want to");
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void aMicrophoneThatGoesSilentHoldsNobodyForLong() {
        var talk = speaking();
        talk.microphoneDelivers = false;
        talk.fact(2_064, new HearingFact.SpeechStarted(VirtualTalk.sample(2_000)));
        talk.until(20_000);
        // 1.5 s without audio, then nothing was said: two seconds later at the latest the tutor goes on.
        assertThat(talk.firstAt(TalkEvent.PlaybackResumed.class)).isBetween(2_064L, 2_064L + 1_500 + 2_000 + 10);
        assertThat(talk.replies().getFirst().interrupted()).isFalse();
    }

    @Test
    void aMonologueIsAnsweredAfterAMinute() {
        var talk = new VirtualTalk();
        talk.fact(64, new HearingFact.SpeechStarted(VirtualTalk.sample(0)));
        for (int i = 1; i < 700; i++) {
            talk.fact(64 + i * 100L, new HearingFact.PartialHeard("word " + i, VirtualTalk.sample(i * 100L), null));
        }
        talk.until(60_500);
        assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(60_064 + 5);
    }

    @Test
    void pushToTalkEndsOnlyByCommit() {
        var talk = new VirtualTalk(TalkSettings.usual("en", Delivery.SPOKEN)
                .withMode(TurnMode.MANUAL)
                .withOutputRate(ScriptedVoice.RATE_HZ));
        talk.replyTexts = List.of(TEN_SECONDS, "Fine.");
        talk.asks(0).says(1_000, 2_000, "good morning please").until(8_000);
        assertThat(talk.learnerTurns()).isEmpty();
        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).isEmpty();
        assertThat(talk.all(TalkEvent.SpeechStarted.class)).isEmpty();
        talk.at(8_000, new TalkHappening.AudioCommitted()).until(20_000);
        assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(8_005);
        assertThat(talk.replies().getFirst().interrupted()).isTrue();

        talk.at(21_000, new TalkHappening.AudioCommitted()).until(30_000);
        assertThat(talk.all(TalkEvent.TurnCommitted.class)).hasSize(1);
        assertThat(talk.all(TalkEvent.TurnDiscarded.class)).hasSize(1);
    }

    @Test
    void whatIsClearedIsNobodys() {
        var talk = new VirtualTalk();
        talk.says(1_000, 2_000, "i mean because")
                .at(2_500, new TalkHappening.AudioCleared())
                .fact(2_600, new HearingFact.PartialHeard("i mean because", VirtualTalk.sample(2_400), null))
                .until(10_000);
        assertThat(talk.learnerTurns()).isEmpty();
        assertThat(talk.all(TalkEvent.TurnDiscarded.class)).hasSize(1);
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void audioThatArrivesAllAtOnceIsPartedByItsOwnTime() {
        // A stalled socket delivers two sentences, eight seconds apart, within a moment.
        var talk = new VirtualTalk();
        talk.fact(20_000, new HearingFact.SpeechStarted(VirtualTalk.sample(1_000)));
        talk.fact(20_010, new HearingFact.SpeechPaused(VirtualTalk.sample(2_256), VirtualTalk.sample(2_000)));
        talk.fact(20_011, new HearingFact.SegmentHeard(VirtualTalk.utterance(1_000, 2_000, 1, "maybe the park")));
        talk.fact(20_020, new HearingFact.SpeechResumed(VirtualTalk.sample(10_000)));
        talk.fact(20_030, new HearingFact.SpeechPaused(VirtualTalk.sample(11_256), VirtualTalk.sample(11_000)));
        talk.fact(20_031, new HearingFact.SegmentHeard(VirtualTalk.utterance(10_000, 11_000, 1, "or the zoo please")));
        talk.until(40_000);
        assertThat(talk.learnerTurns()).containsExactly("maybe the park", "or the zoo please");
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void aTurnThatCanNotBeStoredIsRefusedAndNothingHangs() {
        var talk = new VirtualTalk();
        talk.journalFails = true;
        talk.says(1_000, 2_000, "hello please")
                .types(5_000, "typed-1", "Hello")
                .asks(5_000)
                .until(30_000);
        assertThat(talk.stored).isEmpty();
        assertThat(talk.all(TalkEvent.TurnCommitted.class)).isEmpty();
        assertThat(talk.all(TalkEvent.TurnDiscarded.class)).hasSize(1);
        assertThat(talk.all(TalkEvent.Warned.class).map(TalkEvent.Warned::failure))
                .containsExactly(new TutorFailure.StoreUnavailable("disk full"));
        assertThat(talk.conversed(ConversationEvent.LearnerTurnRefused.class)).hasSize(1);
        assertThat(talk.conversed(ConversationEvent.ReplyFailed.class)).hasSize(1);
        assertThat(talk.state.listening()).isTrue();

        talk.journalFails = false;
        talk.says(31_000, 32_000, "hello please").until(60_000);
        assertThat(talk.learnerTurns()).containsExactly("hello please");
        assertThat(talk.replies()).hasSize(1);
    }

    @Test
    void closingKeepsWhatWasHeard() {
        var talk = speaking()
                .at(SPEAKING_FROM + 1_200, new TalkHappening.Closing())
                .until(20_000);
        assertThat(heard(talk)).isEqualTo("w1 w2");
        assertThat(talk.replies()).hasSize(1);
        assertThat(talk.performed).anyMatch(TalkEffect.Closed.class::isInstance);
    }
}
