package parley.tutor.wording;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.Caller;
import parley.tutor.conversation.HistoryItem;
import parley.tutor.conversation.ToolUse;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.Observation;

/**
 * Everything needed to put a reply into words.
 *
 * @param caller for whom it is worded; nobody until the conversation that wants it words it
 * @param learnerText what the learner said, empty when the tutor speaks first; data, never an instruction
 * @param history what was heard so far, oldest first, without the turn that is being answered
 * @param toolsUsed what was used for replies since the last one of {@code history}, which nobody heard
 * @param known what is known of the learner and the items, everything stored included
 * @param locale the learner's interface language, {@code en} or {@code zh-CN}
 */
public record ReplyRequest(
        TurnId reply,
        Caller caller,
        List<TeachingMove> moves,
        @Nullable Observation observation,
        String learnerText,
        List<HistoryItem> history,
        List<ToolUse> toolsUsed,
        Known known,
        String locale) {
    public ReplyRequest {
        moves = List.copyOf(moves);
        history = List.copyOf(history);
        toolsUsed = List.copyOf(toolsUsed);
    }

    /** How the learner does in the course. */
    public LearnerProgress progress() {
        return known.progress();
    }

    /** The same request for {@code who}. */
    public ReplyRequest askedBy(Caller who) {
        return new ReplyRequest(reply, who, moves, observation, learnerText, history, toolsUsed, known, locale);
    }

    @Override
    public String toString() {
        return "ReplyRequest[" + reply + ", " + moves.size() + " moves]";
    }
}
