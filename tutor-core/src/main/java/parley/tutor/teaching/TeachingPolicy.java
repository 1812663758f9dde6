package parley.tutor.teaching;

import java.util.List;

/** Decides what to teach next. Pure: the same situation gives the same moves. Thread-safe. */
@FunctionalInterface
public interface TeachingPolicy {
    /** Decides on the moves of one reply: one to five, in the order in which they are to be carried out. */
    List<TeachingMove> decide(Situation situation);
}
