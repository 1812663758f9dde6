package parley.tutor.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.tutor.conversation.ConversationInput.WordingEnded;

/**
 * A reply made ahead for a turn that may not be over. Immutable; it lives beside the conversation, which it changes only
 * when it is adopted.
 *
 * @param turn what it answers, as it was heard so far
 * @param before the turn that {@code turn} goes on in, or null
 * @param ahead the conversation as it would be, with the reply in hand
 * @param withheld what would have been stored and told, in order; at most {@value #MAX_WITHHELD}
 * @param ended how its wording ended, or null while it goes on
 */
public record ReplyDraft(
        LearnerTurn turn,
        @Nullable TurnId before,
        ConversationState ahead,
        List<ConversationEffect> withheld,
        @Nullable WordingEnded ended) {
    /** More pieces of text than a reply of {@value ConversationMachine#MAX_REPLY_CHARS} characters comes in. */
    static final int MAX_WITHHELD = 10_000;

    public ReplyDraft {
        withheld = List.copyOf(withheld);
    }

    /** The id that the reply has. */
    public TurnId reply() {
        return inHand().id();
    }

    /** Its words so far. */
    public String text() {
        return inHand().text();
    }

    /** Whether no more words will come. */
    public boolean worded() {
        return ended != null;
    }

    ConversationState.Reply inHand() {
        ConversationState.Reply reply = ahead.reply();
        if (reply == null) {
            throw new IllegalStateException("A draft is a reply in hand");
        }
        return reply;
    }

    /** Whether it answers {@code said}: the same words, heard as surely, in the same place. */
    boolean answers(LearnerTurn said, @Nullable TurnId goesOnIn) {
        return turn.id().equals(said.id())
                && turn.text().equals(said.text())
                && SpokenEvidence.doubtful(turn) == SpokenEvidence.doubtful(said)
                && Objects.equals(before, goesOnIn);
    }

    ReplyDraft moved(ConversationState further, List<ConversationEffect> more) {
        var longer = new ArrayList<>(withheld);
        longer.addAll(more);
        if (longer.size() > MAX_WITHHELD) {
            throw new IllegalStateException("A draft withholds at most " + MAX_WITHHELD + " effects");
        }
        return new ReplyDraft(turn, before, further, longer, ended);
    }

    ReplyDraft ending(WordingEnded how) {
        return new ReplyDraft(turn, before, ahead, withheld, how);
    }
}
