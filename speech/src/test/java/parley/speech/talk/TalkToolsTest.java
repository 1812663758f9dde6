package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.FloorTalk.SPEAKING_FROM;
import static parley.speech.talk.FloorTalk.TEN_SECONDS;
import static parley.speech.talk.FloorTalk.speaking;
import static parley.speech.talk.FloorTalk.talk;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.tutor.conversation.ConversationInput.ToolWasUsed;
import parley.tutor.conversation.ToolUse;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.ToolUsed;
import parley.tutor.learner.LearningEvent.TutorReplied;

/** Tools that are used while a reply is spoken, and learners who talk over that. */
final class TalkToolsTest {
    private static final TurnId FIRST = new TurnId("r-1");
    private static final ToolUse NEXT = new ToolUse("c1", "next_item", "{}", "{\"item\":\"i-7\"}");

    private static TalkHappening used(long ms, TurnId reply) {
        return new TalkHappening.Conversed(new ToolWasUsed(reply, NEXT, Instant.EPOCH.plusMillis(ms)));
    }

    private static List<LearningEvent> tools(VirtualTalk talk) {
        return talk.stored.stream().filter(ToolUsed.class::isInstance).toList();
    }

    /** A tutor that says ten seconds and uses a tool between its words, before the last of them have come. */
    private static VirtualTalk usingATool(long toolMs) {
        VirtualTalk talk = speaking(talk(floor -> floor));
        talk.wordedAfterMs = 6_000;
        talk.replyTexts = List.of(TEN_SECONDS + " Good.", "Fine.");
        return talk.at(toolMs, used(toolMs, FIRST));
    }

    @Test
    void aToolUsedDuringSpeechThatIsInterruptedIsStoredOnceWithItsAnswer() {
        var talk = usingATool(2_000);
        talk.says(3_150, 4_150, "wait i have a question").until(30_000);

        assertThat(tools(talk)).singleElement().isInstanceOfSatisfying(ToolUsed.class, tool -> {
            assertThat(tool.reply()).isEqualTo(FIRST);
            assertThat(tool.use()).isEqualTo(NEXT);
        });
        TutorReplied cut = talk.replies().getFirst();
        assertThat(cut.interrupted()).isTrue();
        assertThat(cut.heard()).isEqualTo("w1 w2 w3 w4 w5 w6");
        // The tool, what was heard, the turn, and its answer: in this order, each once.
        assertThat(talk.stored)
                .hasExactlyElementsOfTypes(ToolUsed.class, TutorReplied.class, LearnerSpoke.class, TutorReplied.class);
        assertThat(talk.state.listening()).isTrue();
    }

    @Test
    void whatAToolOfAnInterruptedReplyAnswersLaterIsNobodys() {
        // The learner takes the floor at 3,450 ms; the tool answers beside that moment.
        long taken = 3_450;
        for (long beside : List.of(-1L, 0L, 1L, 500L)) {
            var talk = usingATool(taken + beside);
            talk.says(3_150, 4_150, "wait i have a question").until(30_000);
            assertThat(tools(talk)).as("beside " + beside).hasSizeLessThanOrEqualTo(1);
            assertThat(tools(talk).size()).as("beside " + beside).isEqualTo(beside <= 0 ? 1 : 0);
            assertThat(talk.replies()).hasSize(2);
            assertThat(talk.state.listening()).isTrue();
        }
    }

    @Test
    void theSameAnswerToldTwiceIsStoredOnce() {
        var talk = usingATool(2_000);
        talk.at(2_500, used(2_500, FIRST))
                .says(3_150, 4_150, "wait i have a question")
                .until(30_000);
        assertThat(tools(talk)).hasSize(1);
    }

    @Test
    void aToolOverWhichOnlyAHumIsHeardLosesNothing() {
        var talk = usingATool(2_000);
        talk.says(3_150, 3_650, "uh huh").until(30_000);
        assertThat(tools(talk)).hasSize(1);
        assertThat(talk.replies()).singleElement().satisfies(reply -> {
            assertThat(reply.interrupted()).isFalse();
            assertThat(reply.heard()).isEqualTo(TEN_SECONDS + " Good.");
        });
        assertThat(talk.lastAt(TalkEvent.PlaybackEnded.class)).isGreaterThan(SPEAKING_FROM + 10_000);
    }
}
