package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.VirtualTalk.ANSWER_MS;
import static parley.speech.talk.VirtualTalk.FINAL_MS;
import static parley.speech.talk.VirtualTalk.HANG_MS;
import static parley.speech.talk.VirtualTalk.sample;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.speech.hearing.HearingFact;
import parley.speech.scripted.ScriptedVoice;
import parley.speech.talk.TalkEvent.TurnJudged;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.MicrophoneState;
import parley.speech.turns.TurnMode;
import parley.speech.turns.TurnReason;
import parley.speech.turns.TurnSettings;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.Delivery;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.TurnReopened;
import parley.tutor.learner.LearningEvent.TutorReplied;

/** Who may take the floor from whom, and turns that go on; exact to the millisecond. */
final class FloorScenariosTest {
    private static final TurnId FIRST = new TurnId("r-1");
    private static final long SPEAKING_FROM = ANSWER_MS;
    private static final String TEN_SECONDS =
            IntStream.rangeClosed(1, 20).mapToObj(i -> "w" + i).collect(Collectors.joining(" ", "", "."));

    private static VirtualTalk talk(UnaryOperator<FloorSettings> change) {
        return talk(TurnSettings.USUAL.withFloor(change.apply(FloorSettings.USUAL)));
    }

    private static VirtualTalk talk(TurnSettings turns) {
        return new VirtualTalk(
                TalkSettings.usual("en", Delivery.SPOKEN).withTurns(turns).withOutputRate(ScriptedVoice.RATE_HZ));
    }

    /** A tutor that is ten seconds long and begins to be heard at 150 ms. */
    private static VirtualTalk speaking(VirtualTalk talk) {
        talk.replyTexts = List.of(TEN_SECONDS, "Fine.");
        return talk.asks(20);
    }

    private static List<TurnReason> reasons(VirtualTalk talk, Verdict verdict) {
        return talk.all(TurnJudged.class)
                .filter(judged -> judged.verdict() == verdict)
                .map(TurnJudged::reason)
                .toList();
    }

    private static void playedOn(VirtualTalk talk) {
        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).isEmpty();
        assertThat(talk.firstAt(TalkEvent.PlaybackEnded.class)).isEqualTo(SPEAKING_FROM + 10_000);
        assertThat(talk.replies().getFirst().heard()).isEqualTo(TEN_SECONDS);
        assertThat(talk.replies().getFirst().interrupted()).isFalse();
        assertThat(talk.audioMs(FIRST)).isEqualTo(10_000);
    }

    // ---- continue

    @Test
    void whoGoesOnBeforeTheReplyIsHeardGoesOnInOneTurn() {
        var talk = new VirtualTalk();
        talk.synthesisMs = 600;
        talk.says(0, 1_000, "tell me a story please").until(1_300);
        talk.says(1_500, 2_500, "about a firefighter").until(20_000);

        assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(1_000 + HANG_MS + FINAL_MS);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("tell me a story please about a firefighter");
        assertThat(talk.stored)
                .hasExactlyElementsOfTypes(
                        LearnerSpoke.class, TurnReopened.class, LearnerSpoke.class, TutorReplied.class);
        assertThat(talk.replies()).hasSize(1);
        assertThat(talk.replies().getFirst().answers()).hasSize(1);
        assertThat(talk.conversed(ConversationEvent.ReplyDropped.class)).hasSize(1);
        assertThat(talk.audioMs(FIRST)).isZero();
        // The words so far are those of the whole turn.
        assertThat(talk.all(TalkEvent.PartialHeard.class).map(TalkEvent.PartialHeard::text))
                .last()
                .isEqualTo("tell me a story please about a firefighter");
        assertThat(reasons(talk, Verdict.REOPEN)).containsExactly(TurnReason.WENT_ON);
        assertThat(talk.state.listening()).isTrue();
        assertThat(talk.state.conversation().history()).hasSize(2);
    }

    @Test
    void aTurnThatGoesOnTwiceIsStillOne() {
        var talk = new VirtualTalk();
        talk.synthesisMs = 900;
        talk.says(0, 1_000, "tell me a story please").until(1_300);
        talk.says(1_500, 2_500, "about a firefighter please").until(2_800);
        talk.says(2_900, 3_600, "and her dog please").until(20_000);

        assertThat(talk.learnerTurnsThatStand())
                .containsExactly("tell me a story please about a firefighter please and her dog please");
        assertThat(talk.replies()).hasSize(1);
    }

    @Test
    void noiseAfterTheTurnReopensNothing() {
        var talk = new VirtualTalk();
        talk.synthesisMs = 600;
        talk.says(0, 1_000, "tell me a story please").until(1_300);
        talk.says(1_400, 1_700, "").until(20_000);

        assertThat(talk.stored).noneMatch(TurnReopened.class::isInstance);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("tell me a story please");
        assertThat(talk.audioMs(FIRST)).isEqualTo(2_000);
    }

    @Test
    void whoTakesItBackDoesNotGoOn() {
        var talk = new VirtualTalk();
        talk.synthesisMs = 600;
        talk.says(0, 1_000, "tell me a story please").until(1_300);
        talk.says(1_400, 2_000, "no never mind please").until(20_000);

        assertThat(talk.learnerTurnsThatStand()).containsExactly("tell me a story please", "no never mind please");
        assertThat(talk.replies()).hasSize(1);
    }

    @Test
    void afterAWordOfTheReplyWasHeardItIsAnotherTurn() {
        var talk = new VirtualTalk();
        talk.replyTexts = List.of(TEN_SECONDS, "Fine.");
        talk.says(0, 1_000, "tell me a story please").until(1_300);
        // 600 ms of the reply were played: its first word.
        long onset = 1_000 + HANG_MS + FINAL_MS + ANSWER_MS + 600;
        talk.says(onset, onset + 1_000, "about a firefighter please").until(20_000);

        assertThat(talk.learnerTurnsThatStand())
                .containsExactly("tell me a story please", "about a firefighter please");
        assertThat(talk.replies()).hasSize(2);
        assertThat(talk.replies().getFirst().heard()).isEqualTo("w1");
    }

    @Test
    void whoGoesOnAfterALongWhileBeginsAnotherTurn() {
        var talk = new VirtualTalk();
        talk.synthesisMs = 9_000;
        talk.says(0, 1_000, "tell me a story please").until(6_000);
        talk.says(6_010, 7_000, "are you there please").until(30_000);

        assertThat(talk.stored).noneMatch(TurnReopened.class::isInstance);
        assertThat(talk.learnerTurnsThatStand()).hasSize(2);
    }

    @Test
    void whoStoppedTheReplyBeginsAnotherTurn() {
        var talk = new VirtualTalk();
        talk.synthesisMs = 600;
        talk.says(0, 1_000, "tell me a story please")
                .at(1_500, new TalkHappening.ReplyStopped())
                .until(1_550);
        talk.says(1_600, 2_500, "what is a verb please").until(20_000);

        assertThat(talk.stored).noneMatch(TurnReopened.class::isInstance);
        assertThat(talk.learnerTurnsThatStand()).hasSize(2);
    }

    // ---- replies made ahead

    @Test
    void theWaitForMoreWordsIsHiddenByAReplyMadeAhead() {
        var talk = talk(floor -> floor);
        talk.says(1_000, 2_000, "maybe the park").until(2_599);
        assertThat(talk.stored).isEmpty();
        assertThat(talk.conversed(ConversationEvent.class)).isEmpty();
        assertThat(talk.all(TalkEvent.AudioOut.class)).isEmpty();
        talk.until(10_000);

        assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(2_600);
        assertThat(talk.firstAt(TalkEvent.PlaybackStarted.class)).isEqualTo(2_600);
        assertThat(talk.audioMs(FIRST)).isEqualTo(2_000);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("maybe the park");
        assertThat(talk.replies()).hasSize(1);
        assertThat(talk.replies().getFirst().heard()).isEqualTo("One two three four.");
        assertThat(reasons(talk, Verdict.DRAFT)).hasSize(1);
        assertThat(reasons(talk, Verdict.ADOPT_DRAFT)).containsExactly(TurnReason.WORDS_UNCHANGED);

        var without = talk(floor -> floor.withDrafts(0));
        without.says(1_000, 2_000, "maybe the park").until(10_000);
        assertThat(without.firstAt(TalkEvent.PlaybackStarted.class)).isEqualTo(2_600 + ANSWER_MS);
        assertThat(reasons(without, Verdict.DRAFT)).isEmpty();
    }

    @Test
    void otherWordsDropTheReplyMadeAheadWithoutATrace() {
        var talk = talk(floor -> floor);
        talk.replyTexts = List.of("Wrong.", "Right.");
        talk.says(1_000, 2_000, "maybe the park")
                .goesOn(1_000, 2_500, 3_500, "maybe the park or the zoo")
                .until(10_000);

        assertThat(talk.learnerTurnsThatStand()).containsExactly("maybe the park or the zoo");
        assertThat(talk.replies()).hasSize(1);
        assertThat(talk.replies().getFirst().heard()).isEqualTo("Right.");
        assertThat(talk.conversed(ConversationEvent.ReplyText.class).map(ConversationEvent.ReplyText::delta))
                .containsExactly("Right.");
        assertThat(talk.conversed(ConversationEvent.ReplyDropped.class)).isEmpty();
        assertThat(talk.audioMs(FIRST)).isZero();
        assertThat(reasons(talk, Verdict.DROP_DRAFT)).containsExactly(TurnReason.WORDS_CHANGED);
    }

    @Test
    void noiseInThePauseKeepsTheReplyMadeAhead() {
        var talk = talk(floor -> floor);
        talk.says(1_000, 2_000, "maybe the park");
        talk.fact(2_464, new HearingFact.SpeechResumed(sample(2_400)));
        talk.fact(2_756, new HearingFact.SpeechPaused(sample(2_756), sample(2_500)));
        talk.fact(2_780, new HearingFact.SegmentHeard(VirtualTalk.utterance(1_000, 2_500, 2, "maybe the park")));
        talk.until(10_000);

        assertThat(reasons(talk, Verdict.DRAFT)).hasSize(1);
        assertThat(reasons(talk, Verdict.ADOPT_DRAFT)).hasSize(1);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("maybe the park");
        assertThat(talk.replies()).hasSize(1);
    }

    @Test
    void atMostThreeRepliesAreMadeAheadInOneTurn() {
        var talk = talk(floor -> floor);
        String words = "maybe one";
        talk.says(1_000, 2_000, words);
        for (int i = 1; i <= 6; i++) {
            words += " more" + i;
            talk.goesOn(1_000, 1_000 + i * 1_400L, 2_000 + i * 1_400L, words);
        }
        talk.until(30_000);

        assertThat(reasons(talk, Verdict.DRAFT)).hasSize(3);
        assertThat(talk.learnerTurnsThatStand()).hasSize(1);
        assertThat(talk.replies()).hasSize(1);
    }

    @Test
    void unfinishedWordsAreNotAnsweredAhead() {
        var talk = talk(floor -> floor);
        talk.says(1_000, 2_000, "i want to").until(10_000);
        assertThat(reasons(talk, Verdict.DRAFT)).isEmpty();
        assertThat(reasons(talk, Verdict.COMMIT)).containsExactly(TurnReason.WORDS_OPEN);
    }

    // ---- minimum words, protected lines

    @Test
    void belowTheMinimumOfWordsTheTutorPlaysOn() {
        var talk = speaking(talk(floor -> floor.withMinimumWords(3)));
        talk.says(5_000, 6_000, "stop").until(20_000);

        playedOn(talk);
        assertThat(talk.learnerTurnsThatStand()).isEmpty();
        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.TOO_FEW_WORDS);
    }

    @Test
    void wordsAreCountedOverTheTurnUntilTheMinimumIsReached() {
        var talk = speaking(talk(floor -> floor.withMinimumWords(3)));
        // One word, and two more before its pause has ended the turn.
        talk.says(5_000, 5_400, "stop")
                .goesOn(5_000, 5_900, 6_700, "stop ok stop")
                .until(20_000);

        assertThat(talk.firstAt(TalkEvent.ReplyTruncated.class)).isEqualTo(6_700);
        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).isEmpty();
        assertThat(talk.replies().getFirst().interrupted()).isTrue();
        assertThat(talk.learnerTurnsThatStand()).containsExactly("stop ok stop");
    }

    @Test
    void whatIsSaidOverAProtectedLineStopsNothing() {
        for (var change : List.<UnaryOperator<FloorSettings>>of(
                floor -> floor.interruptible(false), floor -> floor.protecting(Set.of("Encourage")))) {
            var talk = speaking(talk(change));
            talk.says(3_000, 4_500, "but i want to say something please").until(20_000);

            playedOn(talk);
            assertThat(talk.learnerTurnsThatStand()).isEmpty();
            assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.PROTECTED_LINE);
        }
    }

    @Test
    void whoSpeaksOnPastAProtectedLineIsHeard() {
        var talk = speaking(talk(floor -> floor.interruptible(false)));
        talk.says(9_000, 11_000, "good morning please").until(20_000);

        assertThat(talk.replies().getFirst().interrupted()).isFalse();
        assertThat(talk.learnerTurnsThatStand()).containsExactly("good morning please");
        assertThat(talk.replies()).hasSize(2);
    }

    @Test
    void whatIsDoneByHandStopsEvenAProtectedLine() {
        var typed = speaking(talk(floor -> floor.interruptible(false)));
        typed.types(3_150, "typed-1", "What is a verb?").asks(3_150).until(20_000);
        assertThat(typed.replies().getFirst().heard()).isEqualTo("w1 w2 w3 w4 w5 w6");

        var stopped = speaking(talk(floor -> floor.interruptible(false)));
        stopped.at(3_150, new TalkHappening.ReplyStopped()).until(20_000);
        assertThat(stopped.replies().getFirst().interrupted()).isTrue();
    }

    // ---- echo

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
    void anEchoOnceHeardHoldsTheTutorNoMore() {
        var talk = speaking(talk(floor -> floor));
        // First noticed amid the reply: held, then known for an echo.
        talk.says(2_150, 2_650, "w5").until(4_000);
        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).hasSize(1);
        assertThat(talk.firstAt(TalkEvent.PlaybackResumed.class)).isEqualTo(2_650 + HANG_MS + FINAL_MS);
        talk.says(5_000, 5_500, "w10").until(20_000);

        assertThat(talk.all(TalkEvent.PlaybackPaused.class)).hasSize(1);
        assertThat(talk.replies().getFirst().interrupted()).isFalse();
        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.ECHO, TurnReason.ECHO);
    }

    @Test
    void theLearnerIsHeardThroughTheEcho() {
        var talk = speaking(talk(floor -> floor));
        talk.fact(SPEAKING_FROM + 164, new HearingFact.SpeechStarted(sample(SPEAKING_FROM + 100)));
        talk.fact(SPEAKING_FROM + 1_000, new HearingFact.PartialHeard("w1 w2", sample(SPEAKING_FROM + 1_000)));
        talk.fact(SPEAKING_FROM + 2_000, new HearingFact.PartialHeard("w1 w2 stop", sample(SPEAKING_FROM + 2_000)));
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

    // ---- slow learners

    @Test
    void aBeginnerWhoPausesForOneSecondAndAFifthIsNotCut() {
        var talk = talk(TurnSettings.BEGINNER);
        talk.says(1_000, 2_000, "yesterday my brother")
                .goesOn(1_000, 3_200, 4_200, "yesterday my brother went home")
                .goesOn(1_000, 5_400, 6_400, "yesterday my brother went home late")
                .until(20_000);

        assertThat(talk.learnerTurnsThatStand()).containsExactly("yesterday my brother went home late");
        assertThat(talk.all(TalkEvent.TurnCommitted.class)).hasSize(1);
        // 1.25 times the usual pause of this learner.
        assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(6_400 + 1_500);
        assertThat(reasons(talk, Verdict.COMMIT)).containsExactly(TurnReason.LEARNERS_PAUSE);
    }

    // ---- microphone, keys, silence

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
}
