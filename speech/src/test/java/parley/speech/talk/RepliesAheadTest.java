package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.FloorTalk.FIRST;
import static parley.speech.talk.FloorTalk.reasons;
import static parley.speech.talk.FloorTalk.talk;
import static parley.speech.talk.VirtualTalk.ANSWER_MS;
import static parley.speech.talk.VirtualTalk.sample;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.speech.hearing.HearingFact;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.turns.TurnReason;
import parley.tutor.conversation.ConversationEvent;

/** Replies that are made before the turn has ended; exact to the millisecond. */
final class RepliesAheadTest {
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
        // The voice is told to leave the one before it is asked for the other, and so does not finish it first.
        assertThat(talk.performed.stream()
                        .flatMap(effect -> switch (effect) {
                            case TalkEffect.Speak order -> Stream.of(order.sentence());
                            case TalkEffect.StopSpeaking stop -> Stream.of("stop");
                            case TalkEffect other -> Stream.empty();
                        })
                        .limit(3))
                .containsExactly("Wrong.", "stop", "Right.");
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
}
