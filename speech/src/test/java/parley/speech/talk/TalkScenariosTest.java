package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.VirtualTalk.ANSWER_MS;
import static parley.speech.talk.VirtualTalk.FINAL_MS;
import static parley.speech.talk.VirtualTalk.HANG_MS;
import static parley.speech.talk.VirtualTalk.ONSET_MS;
import static parley.speech.talk.VirtualTalk.utterance;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HearingFact;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.TutorReplied;

/** Who speaks when, exact to the millisecond. */
final class TalkScenariosTest {
    private static final TurnId FIRST = new TurnId("r-1");
    private static final TurnId SECOND = new TurnId("r-2");
    private static final String TEN_SECONDS =
            IntStream.rangeClosed(1, 20).mapToObj(i -> "w" + i).collect(Collectors.joining(" ", "", "."));

    /** A tutor that is ten seconds long and begins to be heard at 150 ms. */
    private static VirtualTalk speaking() {
        var talk = new VirtualTalk();
        talk.replyTexts = List.of(TEN_SECONDS, "Fine.");
        return talk.asks(20);
    }

    private static final long SPEAKING_FROM = ANSWER_MS;

    @Test
    void basic() {
        var talk = new VirtualTalk();
        talk.answers = List.of("i went home");
        talk.asks(0).until(4_000);
        assertThat(talk.state.listening()).isTrue();
        talk.says(5_500, 7_500, "i went home").until(20_000);

        long committed = 7_500 + HANG_MS + FINAL_MS;
        assertThat(talk.firstAt(TalkEvent.SpeechStarted.class)).isEqualTo(5_500 + ONSET_MS);
        assertThat(talk.firstAt(TalkEvent.SpeechStopped.class)).isEqualTo(7_500 + HANG_MS);
        assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(committed);
        assertThat(talk.lastAt(TalkEvent.PlaybackStarted.class)).isEqualTo(committed + ANSWER_MS);
        assertThat(talk.lastAt(TalkEvent.PlaybackEnded.class)).isEqualTo(committed + ANSWER_MS + 2_000);
        assertThat(talk.audioMs(SECOND)).isEqualTo(2_000);
        assertThat(talk.learnerTurns()).containsExactly("i went home");
        assertThat(talk.replies()).hasSize(2).noneMatch(TutorReplied::interrupted);
        assertThat(talk.replies().getLast().heard()).isEqualTo("One two three four.");
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void aWholeAnswerIsTakenAtOnceAndOthersAreWaitedFor() {
        var talk = new VirtualTalk();
        talk.says(1_000, 2_000, "maybe the park").until(10_000);
        assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(2_600);

        var open = new VirtualTalk();
        open.says(1_000, 2_000, "maybe because").until(10_000);
        assertThat(open.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(3_500);

        var closed = new VirtualTalk();
        closed.says(1_000, 2_000, "a coffee please").until(10_000);
        assertThat(closed.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(2_000 + HANG_MS + FINAL_MS);
    }

    @Test
    void interruptPausesAtOnsetAndKeepsWhatWasHeard() {
        var talk = speaking().says(5_150, 6_150, "stop").until(20_000);

        long onset = 5_150 + ONSET_MS;
        assertThat(talk.firstAt(TalkEvent.PlaybackPaused.class)).isEqualTo(onset);
        assertThat(talk.all(TalkEvent.PlaybackResumed.class)).isEmpty();
        assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class)).isEqualTo(5_150 + 300);
        assertThat(talk.audioMs(FIRST)).isLessThanOrEqualTo(onset - SPEAKING_FROM + 300);
        // 5,064 ms were played at half a second a word.
        TutorReplied cut = talk.replies().getFirst();
        assertThat(cut.heard()).isEqualTo("w1 w2 w3 w4 w5 w6 w7 w8 w9 w10");
        assertThat(cut.interrupted()).isTrue();
        assertThat(talk.stored.get(1)).isInstanceOf(LearnerSpoke.class);
        assertThat(talk.replies().get(1).answers()).hasSize(1);
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void whileThinkingTheStaleReplyNeverSpeaksAndLeavesNoItem() {
        var talk = new VirtualTalk();
        talk.synthesisMs = 600;
        talk.says(0, 1_000, "tell me a story please").until(1_300);
        talk.says(1_350, 1_900, "stop").until(20_000);

        assertThat(talk.conversed(ConversationEvent.ReplyDropped.class))
                .containsExactly(new ConversationEvent.ReplyDropped(FIRST));
        assertThat(talk.audioMs(FIRST)).isZero();
        assertThat(talk.replies()).hasSize(1);
        assertThat(talk.replies().getFirst().reply()).isEqualTo(SECOND);
        assertThat(talk.replies().getFirst().answers()).hasSize(2);
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void speechOfADroppedReplyNeverSpeaksForTheNext() {
        var talk = new VirtualTalk();
        talk.replyTexts = List.of(TEN_SECONDS, "Fine.");
        talk.synthesisMs = 2_000;
        talk.says(0, 1_000, "tell me a story please").says(1_350, 1_900, "stop").until(20_000);

        // Both voices are at work when the first one's speech arrives.
        assertThat(talk.audioMs(FIRST)).isZero();
        assertThat(talk.audioMs(SECOND)).isEqualTo(500);
        assertThat(talk.replies()).hasSize(1);
    }

    @Test
    void noiseWhileThinkingDelaysTheAnswerAndLosesNothing() {
        var talk = new VirtualTalk();
        talk.synthesisMs = 600;
        talk.says(0, 1_000, "tell me a story please").until(1_300);
        talk.says(1_600, 1_900, "").until(20_000);

        assertThat(talk.all(TalkEvent.TurnDiscarded.class)).hasSize(1);
        assertThat(talk.firstAt(TalkEvent.PlaybackStarted.class)).isEqualTo(1_900 + HANG_MS + FINAL_MS);
        assertThat(talk.audioMs(FIRST)).isEqualTo(2_000);
        assertThat(talk.learnerTurns()).hasSize(1);
        assertThat(talk.replies()).hasSize(1);
    }

    @Test
    void noiseWhileSpeakingResumesAtTheSample() {
        var talk = speaking().says(2_000, 2_300, "").until(20_000);

        assertThat(talk.firstAt(TalkEvent.PlaybackPaused.class)).isEqualTo(2_000 + ONSET_MS);
        assertThat(talk.firstAt(TalkEvent.PlaybackResumed.class)).isEqualTo(2_300 + HANG_MS + FINAL_MS);
        long stood = 300 + HANG_MS + FINAL_MS - ONSET_MS;
        assertThat(talk.firstAt(TalkEvent.PlaybackEnded.class)).isEqualTo(SPEAKING_FROM + 10_000 + stood);
        assertThat(talk.audioMs(FIRST)).isEqualTo(10_000);
        assertThat(talk.replies().getFirst().heard()).isEqualTo(TEN_SECONDS);
        assertThat(talk.replies().getFirst().interrupted()).isFalse();
        assertThat(talk.learnerTurns()).isEmpty();
    }

    @Test
    void noiseWithoutAFinalResumesInTime() {
        var talk = speaking();
        talk.fact(2_064, new HearingFact.SpeechStarted(SampleCount.ofMillis(2_000)));
        talk.fact(2_556, new HearingFact.SpeechPaused(SampleCount.ofMillis(2_556), SampleCount.ofMillis(2_300)));
        talk.until(20_000);

        assertThat(talk.firstAt(TalkEvent.PlaybackResumed.class)).isEqualTo(2_300 + 700);
        assertThat(talk.all(TalkEvent.TurnDiscarded.class)).hasSize(1);
        assertThat(talk.firstAt(TalkEvent.TurnDiscarded.class)).isEqualTo(2_300 + 2_000);
        assertThat(talk.replies().getFirst().interrupted()).isFalse();
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void noiseOverTheLastWordsWithoutAFinalResumesInTime() {
        // 800 ms before the end the question has been heard, and a voice may be its answer.
        var talk = speaking();
        long from = SPEAKING_FROM + 9_200;
        talk.fact(from + ONSET_MS, new HearingFact.SpeechStarted(SampleCount.ofMillis(from)));
        long end = from + 300;
        talk.fact(
                end + HANG_MS,
                new HearingFact.SpeechPaused(SampleCount.ofMillis(end + HANG_MS), SampleCount.ofMillis(end)));
        talk.until(30_000);

        assertThat(talk.firstAt(TalkEvent.PlaybackResumed.class)).isEqualTo(end + 700);
        assertThat(talk.replies().getFirst().heard()).isEqualTo(TEN_SECONDS);
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void aSingleWordThatStopsNobodyWaitsForMore() {
        // What a recogniser made of a hum, as a partial that is gone with the next.
        var hum = speaking();
        hum.fact(2_064, new HearingFact.SpeechStarted(SampleCount.ofMillis(2_000)));
        hum.fact(2_300, new HearingFact.PartialHeard("hope", SampleCount.ofMillis(2_300), null));
        hum.fact(2_400, new HearingFact.PartialHeard("oh", SampleCount.ofMillis(2_400), null));
        hum.ends(2_000, 2_500, 2_000, 1, "oh").until(20_000);
        assertThat(hum.replies().getFirst().interrupted()).isFalse();
        assertThat(hum.firstAt(TalkEvent.PlaybackResumed.class)).isEqualTo(2_500 + HANG_MS + FINAL_MS);
        assertThat(hum.audioMs(FIRST)).isEqualTo(10_000);

        // The second word tells, and until then nothing more was sent.
        var two = speaking();
        two.fact(2_064, new HearingFact.SpeechStarted(SampleCount.ofMillis(2_000)));
        two.fact(2_300, new HearingFact.PartialHeard("tomorrow", SampleCount.ofMillis(2_300), null));
        two.fact(2_600, new HearingFact.PartialHeard("tomorrow i", SampleCount.ofMillis(2_600), null));
        two.ends(2_000, 3_000, 2_000, 1, "tomorrow i go").until(20_000);
        assertThat(two.firstAt(TalkEvent.PlaybackPaused.class)).isEqualTo(2_064);
        assertThat(two.firstAt(TalkEvent.ReplyTruncated.class)).isEqualTo(2_600);

        // A single word of which the recogniser is sure is an answer, once it is known that nothing follows.
        var sure = speaking().says(2_000, 2_600, "tomorrow").until(20_000);
        assertThat(sure.learnerTurns()).containsExactly("tomorrow");
        assertThat(sure.firstAt(TalkEvent.ReplyTruncated.class)).isEqualTo(2_600 + HANG_MS + FINAL_MS);

        for (String stop : List.of("stop", "wait", "no", "what", "Sorry?")) {
            var stopped = speaking().says(2_000, 2_500, stop).until(20_000);
            assertThat(stopped.firstAt(TalkEvent.ReplyTruncated.class)).as(stop).isEqualTo(2_300);
        }
    }

    @Test
    void backchannelGoesOnAndIsNoTurn() {
        for (String text : List.of("uh huh", "yeah", "ok right", "mm", "\u55ef", "i see")) {
            var talk = speaking().says(2_000, 2_500, text).until(20_000);

            assertThat(talk.all(TalkEvent.PlaybackResumed.class)).as(text).hasSize(1);
            assertThat(talk.learnerTurns()).as(text).isEmpty();
            assertThat(talk.replies().getFirst().interrupted()).as(text).isFalse();
            assertThat(talk.audioMs(FIRST)).isEqualTo(10_000);
        }
    }

    @Test
    void yesToAQuestionThatWasHeardIsATurn() {
        var talk = new VirtualTalk();
        talk.answers = List.of("yes");
        talk.asks(0).says(3_000, 3_400, "yes").until(10_000);
        assertThat(talk.learnerTurns()).containsExactly("yes");

        // The question's last word is being spoken: 2 s from 130 ms on.
        var early = new VirtualTalk();
        early.asks(0).says(1_700, 2_100, "yes").until(10_000);
        assertThat(early.learnerTurns()).containsExactly("yes");
        assertThat(early.replies().getFirst().heard()).isEqualTo("One two three");
    }

    @Test
    void textInterruptsVoice() {
        var talk = speaking()
                .types(3_150, "typed-1", "What is a verb?")
                .asks(3_150)
                .until(20_000);

        assertThat(talk.stored.get(0)).isInstanceOf(TutorReplied.class);
        assertThat(talk.stored.get(1)).isInstanceOf(LearnerSpoke.class);
        assertThat(talk.replies().getFirst().heard()).isEqualTo("w1 w2 w3 w4 w5 w6");
        assertThat(talk.replies().getFirst().interrupted()).isTrue();
        assertThat(talk.replies()).hasSize(2);
        assertThat(talk.told.stream()
                        .filter(told -> told.event() instanceof TalkEvent.AudioOut out
                                && out.reply().equals(FIRST)
                                && told.ms() >= 3_150))
                .isEmpty();
    }

    @Test
    void theSameMessageTwiceInterruptsOnce() {
        var talk = new VirtualTalk();
        talk.types(0, "typed-1", "Hello")
                .asks(0)
                .types(1_000, "typed-1", "Hello")
                .until(10_000);
        assertThat(talk.learnerTurns()).containsExactly("Hello");
        assertThat(talk.conversed(ConversationEvent.LearnerTurnStored.class)).hasSize(2);
        assertThat(talk.replies()).hasSize(1).noneMatch(TutorReplied::interrupted);
    }

    @Test
    void twoSentencesCutInTheFirst() {
        var talk = new VirtualTalk();
        talk.replyTexts = List.of("One two three four five six. Seven eight nine ten.", "Fine.");
        talk.asks(0).says(1_000, 1_600, "wait a moment please").until(20_000);

        assertThat(talk.replies().getFirst().heard()).isEqualTo("One");
        assertThat(talk.audioMs(FIRST)).isLessThan(3_000);
        assertThat(talk.replies()).hasSize(2);
    }

    @Test
    void slowLearnerIsNotCut() {
        var talk = new VirtualTalk();
        talk.says(1_000, 2_000, "i want to")
                .goesOn(1_000, 3_200, 4_200, "i want to order a coffee")
                .until(20_000);

        assertThat(talk.learnerTurns()).containsExactly("i want to order a coffee");
        assertThat(talk.all(TalkEvent.TurnCommitted.class)).hasSize(1);
        assertThat(talk.replies()).hasSize(1);
    }

    @Test
    void lateAndStaleFinals() {
        // No final: the partial words stand, in doubt, two seconds after the voice ended.
        var missing = new VirtualTalk();
        missing.begins(1_000, 2_000, "good morning")
                .fact(2_256, new HearingFact.SpeechPaused(SampleCount.ofMillis(2_256), SampleCount.ofMillis(2_000)))
                .until(3_999);
        assertThat(missing.learnerTurns()).isEmpty();
        missing.until(4_000);
        assertThat(missing.learnerTurns()).containsExactly("good morning");
        assertThat(missing.all(TalkEvent.TurnCommitted.class)
                        .map(turn -> java.util.Objects.requireNonNull(
                                        turn.turn().spoken())
                                .doubt()))
                .containsExactly(1.0);

        // The final comes after that, between turns: it is nobody's.
        missing.fact(9_000, new HearingFact.SegmentHeard(utterance(1_000, 2_000, 1, "good morning")))
                .until(20_000);
        assertThat(missing.learnerTurns()).hasSize(1);
        assertThat(missing.replies()).hasSize(1);

        // A final while the next answer is spoken repeats old words and adds new ones: only the new ones count.
        var both = speaking();
        both.says(11_000, 12_000, "one thing please")
                .fact(14_000, new HearingFact.SpeechResumed(SampleCount.ofMillis(13_900)))
                .fact(14_900, new HearingFact.SpeechPaused(SampleCount.ofMillis(14_900), SampleCount.ofMillis(14_600)))
                .fact(14_920, new HearingFact.SegmentHeard(joined()))
                .until(30_000);
        assertThat(both.learnerTurns()).containsExactly("one thing please", "and tea");
    }

    /** "one thing please" at 11–12 s and "and tea" at 13.9–14.6 s, told as one turn. */
    private static parley.speech.hearing.Utterance joined() {
        var first = utterance(11_000, 12_000, 1, "one thing please");
        var second = utterance(13_900, 14_600, 1, "and tea");
        var words = java.util.stream.Stream.concat(first.heard().words().stream(), second.heard().words().stream())
                .toList();
        var transcript = new parley.speech.hearing.Transcript(words);
        return new parley.speech.hearing.Utterance(
                first.start(),
                second.end(),
                2,
                transcript,
                parley.speech.hearing.Transcript.EMPTY,
                new parley.speech.hearing.Heard(transcript.text(), words, transcript.text(), null, 0.1),
                null);
    }

    @Test
    void aFailedRecogniserAsksAgainAndLetsTheTutorGoOn() {
        var talk = speaking();
        talk.fact(2_064, new HearingFact.SpeechStarted(SampleCount.ofMillis(2_000)));
        talk.fact(2_556, new HearingFact.SpeechPaused(SampleCount.ofMillis(2_556), SampleCount.ofMillis(2_300)));
        talk.fact(2_600, new HearingFact.RecogniserFailed("worker gone")).until(20_000);

        assertThat(talk.all(TalkEvent.Warned.class)).hasSize(1);
        assertThat(talk.firstAt(TalkEvent.PlaybackResumed.class)).isEqualTo(2_600);
        assertThat(talk.state.listening()).isTrue();
    }
}
