package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.FloorTalk.SPEAKING_FROM;
import static parley.speech.talk.FloorTalk.playedOn;
import static parley.speech.talk.FloorTalk.reasons;
import static parley.speech.talk.FloorTalk.speaking;
import static parley.speech.talk.FloorTalk.talk;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.turns.FloorSettings;
import parley.speech.turns.MicrophoneState;
import parley.speech.turns.TurnReason;

/** Minimum words, and lines that a voice does not stop; exact to the millisecond. */
final class ProtectedLinesTest {
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
            // It is kept, and the learner's turn as soon as the line is over.
            assertThat(reasons(talk, Verdict.YIELD)).containsExactly(TurnReason.PROTECTED_LINE);
            assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(SPEAKING_FROM + 10_001);
            assertThat(talk.learnerTurnsThatStand()).containsExactly("but i want to say something please");
            assertThat(talk.replies()).hasSize(2);
            assertThat(talk.state.listening()).isTrue();
        }
    }

    @Test
    void whatIsNoWordsIsNotKept() {
        var talk = speaking(talk(floor -> floor.interruptible(false)));
        talk.says(3_000, 3_500, "uh huh").says(5_000, 5_500, "").until(20_000);

        playedOn(talk);
        assertThat(talk.learnerTurnsThatStand()).isEmpty();
        assertThat(reasons(talk, Verdict.DISCARD)).containsExactly(TurnReason.BACKCHANNEL, TurnReason.NOISE);
    }

    @Test
    void whoSpeaksTwiceOverALineIsHeardInOneTurn() {
        var talk = speaking(talk(floor -> floor.interruptible(false)));
        talk.says(3_000, 4_000, "i want to say");
        // Longer after it than any wait.
        talk.goesOn(3_000, 7_500, 8_500, "i want to say something else please").until(20_000);

        playedOn(talk);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("i want to say something else please");
        assertThat(talk.replies()).hasSize(2);
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void theMicrophoneThatGoesOffKeepsWhatWasSaidOverALine() {
        var talk = speaking(talk(floor -> floor.interruptible(false)));
        talk.begins(3_000, 4_000, "good morning please")
                .at(4_100, new TalkHappening.MicrophoneChanged(MicrophoneState.OFF))
                .says(5_000, 6_000, "nobody should hear")
                .until(20_000);

        playedOn(talk);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("good morning please");
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void whoGoesOnBeforeAProtectedReplyIsHeardGoesOnInOneTurn() {
        var talk = talk(floor -> floor.interruptible(false));
        talk.synthesisMs = 600;
        talk.says(0, 1_000, "tell me a story please").until(1_300);
        talk.says(1_500, 2_500, "about a firefighter").until(20_000);

        assertThat(talk.learnerTurnsThatStand()).containsExactly("tell me a story please about a firefighter");
        assertThat(talk.replies()).hasSize(1);
    }

    @Test
    void theClientThatCommitsStopsEvenAProtectedLine() {
        var talk = speaking(talk(floor -> floor.interruptible(false)));
        talk.says(3_000, 4_000, "good morning please")
                .at(6_150, new TalkHappening.AudioCommitted())
                .until(20_000);
        assertThat(talk.replies().getFirst().heard()).isEqualTo("w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11 w12");
        assertThat(talk.learnerTurnsThatStand()).containsExactly("good morning please");
        assertThat(talk.state.listening()).isTrue();
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
}
