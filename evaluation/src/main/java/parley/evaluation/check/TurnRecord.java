package parley.evaluation.check;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.tutor.TutorFailure;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.Observation;

/**
 * What one turn of a played case brought forth. Immutable.
 *
 * @param observation how the learner's turn was read; null when the tutor spoke first
 * @param moves what the tutor decided to do, in order
 * @param text the reply's words, whole
 * @param wordedBy {@code authored} or the model's name
 * @param notices what failed on the way while the reply went on
 * @param took from sending the learner's turn until the reply was stored
 */
public record TurnRecord(
        @Nullable Observation observation,
        List<TeachingMove> moves,
        String text,
        String wordedBy,
        List<TutorFailure> notices,
        Duration took) {
    public TurnRecord {
        moves = List.copyOf(moves);
        notices = List.copyOf(notices);
    }

    /** The moves' kinds, such as {@code Praise}, in order. */
    public List<String> moveKinds() {
        return moves.stream().map(MoveKinds::of).toList();
    }
}
