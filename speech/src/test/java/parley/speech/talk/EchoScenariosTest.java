package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.FloorTalk.FIRST;
import static parley.speech.talk.FloorTalk.SPEAKING_FROM;
import static parley.speech.talk.FloorTalk.TEN_SECONDS;
import static parley.speech.talk.FloorTalk.reasons;
import static parley.speech.talk.FloorTalk.speaking;
import static parley.speech.talk.FloorTalk.talk;
import static parley.speech.talk.VirtualTalk.FINAL_MS;
import static parley.speech.talk.VirtualTalk.HANG_MS;
import static parley.speech.talk.VirtualTalk.WORD_MS;
import static parley.speech.talk.VirtualTalk.sample;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.hearing.HearingFact;
import parley.speech.scripted.ScriptedVoice;
import parley.speech.speaking.VoiceSettings;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.turns.TurnReason;
import parley.tutor.learner.LearningEvent.TutorReplied;

/** The tutor's own voice in the microphone, and sounds that hold it; exact to the millisecond. */
final class EchoScenariosTest {
    @Test
    void theTutorsOwnVoiceInTheMicrophonePlaysOn() {
        var talk = speaking(talk(floor -> floor));
        talk.replyTexts = List.of("One two three four five six seven eight nine ten.", "Fine.");
        // It comes back from the first word on, a little late, and not every word is understood.
        talk.says(SPEAKING_FROM + 100, SPEAKING_FROM + 2_100, "one two free four")
                .until(20_000);

        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).isEmpty();
        assertThat(talk.firstAt(TalkEvent.PlaybackEnded.class)).isEqualTo(SPEAKING_FROM + 5_000);
        assertThat(talk.replies()).hasSize(1).noneMatch(TutorReplied::interrupted);
        assertThat(talk.learnerTurnsThatStand()).isEmpty();
        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.ECHO);
    }

    @Test
    void soundThatWaitedForItsModelHasTheEchoWhereItCameBack() {
        var talk = speaking(talk(floor -> floor));
        // While the reply plays the ear is given nothing: it hears two seconds of it afterwards.
        talk.waits(11_000).until(SPEAKING_FROM + 3_000);
        talk.waits(0);
        talk.fact(SPEAKING_FROM + 3_010, new HearingFact.SpeechStarted(sample(SPEAKING_FROM + 100)));
        talk.fact(SPEAKING_FROM + 3_020, new HearingFact.PartialHeard("w1 w2 w3", sample(SPEAKING_FROM + 1_600), null));
        talk.fact(
                SPEAKING_FROM + 3_030,
                new HearingFact.SpeechPaused(sample(SPEAKING_FROM + 2_000), sample(SPEAKING_FROM + 1_600)));
        talk.fact(
                SPEAKING_FROM + 3_040,
                new HearingFact.SegmentHeard(
                        VirtualTalk.utterance(SPEAKING_FROM + 100, SPEAKING_FROM + 1_600, 1, "w1 w2 w3")));
        talk.until(20_000);

        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.ECHO);
        assertThat(talk.learnerTurnsThatStand()).isEmpty();
    }

    @Test
    void anEchoOnceHeardHoldsTheTutorNoMore() {
        var talk = speaking(talk(floor -> floor));
        // First noticed amid the reply: held, then known for an echo.
        talk.says(2_150, 2_650, "w5").until(4_000);
        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).hasSize(1);
        assertThat(talk.firstAt(TalkEvent.PlaybackResumed.class)).isEqualTo(2_650 + HANG_MS + FINAL_MS);
        // It stood for 716 ms: the tenth word begins at 5,366.
        talk.says(5_400, 5_900, "w10").until(20_000);

        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).hasSize(1);
        assertThat(talk.replies().getFirst().interrupted()).isFalse();
        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.ECHO, TurnReason.ECHO);
    }

    @Test
    void theLearnerIsHeardThroughTheEcho() {
        var talk = speaking(talk(floor -> floor));
        talk.fact(SPEAKING_FROM + 164, new HearingFact.SpeechStarted(sample(SPEAKING_FROM + 100)));
        talk.fact(SPEAKING_FROM + 1_000, new HearingFact.PartialHeard("w1 w2", sample(SPEAKING_FROM + 1_000), null));
        talk.fact(
                SPEAKING_FROM + 2_000, new HearingFact.PartialHeard("w1 w2 stop", sample(SPEAKING_FROM + 2_000), null));
        talk.ends(SPEAKING_FROM + 100, SPEAKING_FROM + 2_100, SPEAKING_FROM + 100, 1, "w1 w2 stop please")
                .until(20_000);

        assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class)).isEqualTo(SPEAKING_FROM + 2_000);
        assertThat(talk.replies().getFirst().heard()).isEqualTo("w1 w2 w3 w4");
    }

    @Test
    void whoRepeatsAfterTheTutorIsNoEcho() {
        var talk = speaking(talk(floor -> floor));
        talk.replyTexts = List.of("Good morning.", "Fine.");
        talk.says(SPEAKING_FROM + 1_400, SPEAKING_FROM + 2_400, "good morning").until(20_000);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("good morning");
    }

    /** The tutor says "good morning" in a second; the learner says it, too, begun so long after its end. */
    @ParameterizedTest
    @ValueSource(longs = {-200, 100, 300, 600})
    void whoRepeatsTheLineBeforeItsLastSoundIsOverIsNoEcho(long afterItsEnd) {
        var talk = speaking(talk(floor -> floor));
        talk.replyTexts = List.of("Good morning.", "Fine.");
        long from = SPEAKING_FROM + 1_000 + afterItsEnd;
        talk.says(from, from + 1_000, "good morning");
        // The client's reports keep the reply open half a second after its last sound.
        for (long ms = 50; ms <= 950; ms += 100) {
            talk.at(SPEAKING_FROM + ms, new TalkHappening.Played(FIRST, Duration.ofMillis(Math.max(0, ms - 100))));
        }
        talk.until(20_000);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("good morning");
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void theEndOfAnEchoAfterTheReplyIsNobodys() {
        var talk = speaking(talk(floor -> floor));
        talk.replyTexts = List.of("Good morning.", "Fine.");
        // Half a second late: the last word comes back when the reply is over.
        talk.says(SPEAKING_FROM + 1_020, SPEAKING_FROM + 1_500, "morning").until(20_000);
        assertThat(talk.learnerTurnsThatStand()).isEmpty();
        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.ECHO);
        assertThat(talk.replies()).hasSize(1);
    }

    @Test
    void rightAfterTheFirstAudioAVoiceAloneHoldsNobodyButWordsStop() {
        var talk = speaking(talk(floor -> floor));
        talk.says(SPEAKING_FROM + 200, SPEAKING_FROM + 1_200, "wait a moment please")
                .until(20_000);
        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).isEmpty();
        assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class)).isEqualTo(SPEAKING_FROM + 500);
    }

    @Test
    void musicHoldsTheTutorForTwoSecondsAtMost() {
        var talk = speaking(talk(floor -> floor));
        talk.fact(2_064, new HearingFact.SpeechStarted(sample(2_000)));
        talk.fact(9_000, new HearingFact.SpeechPaused(sample(9_000), sample(8_744)));
        talk.fact(9_024, new HearingFact.SegmentHeard(VirtualTalk.utterance(2_000, 8_744, 1, "")))
                .until(30_000);

        assertThat(talk.firstAt(TalkEvent.PlaybackPaused.class)).isEqualTo(2_064);
        assertThat(talk.firstAt(TalkEvent.PlaybackResumed.class)).isEqualTo(4_064);
        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).hasSize(1);
        assertThat(talk.replies().getFirst().heard()).isEqualTo(TEN_SECONDS);
        assertThat(reasons(talk, Verdict.YIELD)).containsExactly(TurnReason.WORDS_MISSING);
    }

    /** Heard as it is spoken: "in twenty nineteen", never "in 2019". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            In 2019 the train took three hours. | in twenty nineteen the train
            £5.50 on May 3rd, please. | five pounds and fifty pence on may third
            30 % of it is gone. | thirty percent of it
            5 o'clock is too late. | five o'clock is too
            3 + 4 = 7, is it not? | three plus four equals seven
            """)
    void whatIsReadAloudOtherwiseThanItIsWrittenIsKnownByItsSound(String text, String heard) {
        var talk = speaking(talk(floor -> floor));
        talk.readsAloud = true;
        talk.replyTexts = List.of(text, "Fine.");
        // From the first word on, where a voice alone does not hold the tutor.
        talk.says(SPEAKING_FROM + 200, SPEAKING_FROM + 200 + WORD_MS * heard.split(" ", -1).length, heard)
                .until(20_000);

        assertThat(talk.replies()).hasSize(1).noneMatch(TutorReplied::interrupted);
        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.ECHO);
        assertThat(talk.replies().getFirst().heard()).isEqualTo(text);
    }

    /** Of a service's sentence the beginning is played before its words' times are known, which come at its end. */
    @ParameterizedTest
    @ValueSource(longs = {0, 700})
    void ofASentenceInTheMakingTheWordsPlayedAreKnown(long timesKnownAfter) {
        var talk = speaking(talk(floor -> floor));
        talk.replyTexts = List.of("One two three four five six.", "Fine.");
        talk.synthesisMs = VirtualTalk.SYNTHESIS_MS + 1_200 + timesKnownAfter;
        var whole = new short[3 * ScriptedVoice.RATE_HZ];
        var words = talk.voice.timings("One two three four five six.", VoiceSettings.USUAL);
        talk.at(
                SPEAKING_FROM,
                new TalkHappening.SentenceSounds(FIRST, 0, Arrays.copyOf(whole, whole.length / 2), List.of()));
        talk.at(
                SPEAKING_FROM + 900,
                new TalkHappening.SentenceSpoken(FIRST, 0, Arrays.copyOf(whole, whole.length / 2), words));
        // From the first word on; the times come meanwhile.
        talk.says(
                        SPEAKING_FROM + 120 + timesKnownAfter,
                        SPEAKING_FROM + 1_620 + timesKnownAfter,
                        timesKnownAfter == 0 ? "one two three" : "two three four")
                .until(20_000);

        assertThat(talk.replies()).hasSize(1).noneMatch(TutorReplied::interrupted);
        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.ECHO);
    }
}
