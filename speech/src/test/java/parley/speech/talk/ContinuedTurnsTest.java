package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.FloorTalk.FIRST;
import static parley.speech.talk.FloorTalk.TEN_SECONDS;
import static parley.speech.talk.FloorTalk.reasons;
import static parley.speech.talk.FloorTalk.talk;
import static parley.speech.talk.VirtualTalk.ANSWER_MS;
import static parley.speech.talk.VirtualTalk.FINAL_MS;
import static parley.speech.talk.VirtualTalk.HANG_MS;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.SentenceEnd;
import parley.speech.hearing.Utterance;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.turns.TurnReason;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.TurnReopened;
import parley.tutor.learner.LearningEvent.TutorReplied;

/** Learners who go on in a turn that was taken for ended; exact to the millisecond. */
final class ContinuedTurnsTest {
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
    void whatElseItMayHaveBeenIsOfTheWholeTurn() {
        var talk = new VirtualTalk();
        talk.synthesisMs = 600;
        talk.fact(64, new HearingFact.SpeechStarted(VirtualTalk.sample(0)))
                .fact(1_256, new HearingFact.SpeechPaused(VirtualTalk.sample(1_256), VirtualTalk.sample(1_000)))
                .fact(
                        1_280,
                        new HearingFact.SegmentHeard(
                                doubtful(0, 1_000, "could i have coffee please", "could i have a coffee please")))
                .until(1_300);
        assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isPositive();
        talk.says(1_500, 2_500, "with a little milk").until(20_000);

        LearnerTurn whole = talk.all(TalkEvent.TurnCommitted.class)
                .map(TalkEvent.TurnCommitted::turn)
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(whole.text()).isEqualTo("could i have coffee please with a little milk");
        assertThat(whole.spoken()).isNotNull().satisfies(evidence -> {
            assertThat(evidence.doubt()).isEqualTo(0.6);
            assertThat(evidence.others()).containsExactly("could i have a coffee please with a little milk");
        });
    }

    private static Utterance doubtful(long from, long to, String text, String other) {
        Utterance sure = VirtualTalk.utterance(from, to, 1, text);
        Heard heard = new Heard(
                text,
                sure.heard().words(),
                text,
                null,
                List.of(new Heard.Alternative(other, 0.1)),
                0.6,
                SentenceEnd.UNKNOWN);
        return new Utterance(sure.start(), sure.end(), 1, sure.free(), sure.expected(), heard, null);
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
}
