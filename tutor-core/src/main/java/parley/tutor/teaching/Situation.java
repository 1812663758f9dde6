package parley.tutor.teaching;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.understanding.Observation;

/**
 * All that a teaching decision is made of. Immutable.
 *
 * @param observation what the learner's turn showed, or null when the tutor speaks first
 * @param attempt the graded answer in it, or null
 * @param known what is known of the learner and the items, before {@code observation} is folded in
 * @param conversationIsNew whether nothing was said yet
 * @param now for what is due, and how long it has been
 * @param seed what chance there is in the decision comes from this alone
 * @param said the learner's words that {@code observation} was read from; empty when the tutor speaks first
 * @param replies the moves of each reply heard in this conversation, oldest first; the last
 *     {@value #MAX_REPLIES} of them
 */
public record Situation(
        @Nullable Observation observation,
        @Nullable Attempt attempt,
        Known known,
        boolean conversationIsNew,
        Instant now,
        long seed,
        String said,
        List<List<TeachingMove>> replies) {
    /** What was offered or explained earlier than this is no longer in anyone's mind. */
    public static final int MAX_REPLIES = 40;

    public Situation {
        replies = List.copyOf(replies.subList(Math.max(0, replies.size() - MAX_REPLIES), replies.size()));
    }

    /** A decision without what was said before. */
    public Situation(
            @Nullable Observation observation,
            @Nullable Attempt attempt,
            Known known,
            boolean conversationIsNew,
            Instant now,
            long seed) {
        this(observation, attempt, known, conversationIsNew, now, seed, "", List.of());
    }

    /** The learner's progress before the turn: the exercise it answered is still open. */
    public LearnerProgress before() {
        return known.progress();
    }

    /** The learner's progress with the turn folded in: what the next exercise is chosen by. */
    public LearnerProgress after() {
        return known.progress().observed(observation, attempt);
    }

    /** The moves of the reply that the learner's turn followed; empty at the start of a conversation. */
    List<TeachingMove> lastReply() {
        return replies.isEmpty() ? List.of() : replies.getLast();
    }

    /** Never prints the learner's words. */
    @Override
    public String toString() {
        return "Situation[" + observation + ", " + attempt + ", " + now + ", seed " + seed + "]";
    }
}
