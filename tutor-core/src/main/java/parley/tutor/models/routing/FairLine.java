package parley.tutor.models.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bounded line of waiters in which learners take turns: whoever asks ten times waits ten rounds, and whoever asks once
 * waits one. When it is full, a newcomer takes the last place of the learner with the most, if that one keeps at least
 * as many as the newcomer then has. Not thread-safe.
 */
final class FairLine<T> {
    private final int most;
    private final Map<String, Deque<T>> byLearner = new LinkedHashMap<>();
    private int size;

    FairLine(int most) {
        this.most = most;
    }

    /**
     * Lines {@code waiter} up.
     *
     * @return who has no place now: {@code waiter} itself, the one that it displaced, or null when there was room
     */
    @Nullable
    T add(String learner, T waiter) {
        T displaced = null;
        if (size >= most) {
            displaced = displace(learner);
            if (displaced == null) {
                return waiter;
            }
        }
        byLearner.computeIfAbsent(learner, l -> new ArrayDeque<>()).addLast(waiter);
        size++;
        return displaced;
    }

    /** Takes the next in turn out of the line, or null when nobody waits. */
    @Nullable
    T next() {
        var learners = byLearner.entrySet().iterator();
        if (!learners.hasNext()) {
            return null;
        }
        var first = learners.next();
        learners.remove();
        T waiter = first.getValue().removeFirst();
        if (!first.getValue().isEmpty()) {
            // To the end of the round.
            byLearner.put(first.getKey(), first.getValue());
        }
        size--;
        return waiter;
    }

    /** Takes {@code waiter} out of the line; false when it is not in it. */
    boolean remove(String learner, T waiter) {
        Deque<T> own = byLearner.get(learner);
        if (own == null || !own.remove(waiter)) {
            return false;
        }
        if (own.isEmpty()) {
            byLearner.remove(learner);
        }
        size--;
        return true;
    }

    int size() {
        return size;
    }

    private @Nullable T displace(String newcomer) {
        String longest = null;
        Deque<T> line = new ArrayDeque<>();
        for (var each : byLearner.entrySet()) {
            if (each.getValue().size() > line.size()) {
                longest = each.getKey();
                line = each.getValue();
            }
        }
        Deque<T> own = byLearner.get(newcomer);
        int ownSize = own == null ? 0 : own.size();
        if (longest == null || line.size() - 1 < ownSize + 1) {
            return null;
        }
        T last = line.removeLast();
        if (line.isEmpty()) {
            byLearner.remove(longest);
        }
        size--;
        return last;
    }
}
