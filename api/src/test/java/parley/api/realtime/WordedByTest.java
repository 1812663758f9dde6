package parley.api.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.speech.talk.TalkEvent;
import parley.speech.turns.TurnMode;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.TurnId;

/** Whose words a reply's are is known while it is still being spoken; it was once told when the next had begun. */
class WordedByTest {
    private static final TurnId REPLY = new TurnId("reply_1");

    @Test
    void isToldBeforeTheReplyIsOver() {
        var sent = new ArrayList<ServerEvent>();
        var narrator = new TalkNarrator(
                sent::add, () -> SessionState.usual("en", 1, "everyday-english", TurnMode.AUTOMATIC), () -> true, null);
        narrator.accept(new TalkEvent.Conversed(new ConversationEvent.ReplyStarted(REPLY, List.of(), null)));
        narrator.accept(new TalkEvent.Conversed(new ConversationEvent.ReplyWorded(REPLY, "small-model")));
        assertThat(sent.getLast()).isEqualTo(new ServerEvent.Worded(REPLY.value(), "small-model"));
        assertThat(sent).noneMatch(ServerEvent.ResponseDone.class::isInstance);
        narrator.accept(new TalkEvent.Conversed(new ConversationEvent.ReplyWorded(new TurnId("other"), "m")));
        assertThat(sent).filteredOn(ServerEvent.Worded.class::isInstance).hasSize(1);
    }
}
