package parley.speech.hearing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Levenshtein's distance between two rows of things, and the alignment that shows it. */
final class EditDistance {
    /** One step of an alignment; a null side means the other was inserted or left out. */
    record Pair<T>(@Nullable T left, @Nullable T right) {}

    private EditDistance() {}

    static <T> int between(List<T> left, List<T> right) {
        int[] row = new int[right.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int change = diagonal + (left.get(i - 1).equals(right.get(j - 1)) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[right.size()];
    }

    /** How two things differ, 0 (same) .. 1. */
    interface Cost<T> {
        double of(T left, T right);
    }

    /** The cheapest way to walk both rows side by side, where a thing alone costs 1. */
    static <T> List<Pair<T>> align(List<T> left, List<T> right, Cost<T> cost) {
        double[][] best = new double[left.size() + 1][right.size() + 1];
        for (int i = left.size(); i >= 0; i--) {
            for (int j = right.size(); j >= 0; j--) {
                if (i == left.size()) {
                    best[i][j] = right.size() - j;
                } else if (j == right.size()) {
                    best[i][j] = left.size() - i;
                } else {
                    best[i][j] = Math.min(
                            best[i + 1][j + 1] + 1.5 * cost.of(left.get(i), right.get(j)),
                            1 + Math.min(best[i + 1][j], best[i][j + 1]));
                }
            }
        }
        Deque<Pair<T>> pairs = new ArrayDeque<>();
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            if (i < left.size()
                    && j < right.size()
                    && best[i][j] >= best[i + 1][j + 1] + 1.5 * cost.of(left.get(i), right.get(j)) - 1e-9) {
                pairs.add(new Pair<>(left.get(i++), right.get(j++)));
            } else if (i < left.size() && (j == right.size() || best[i][j] >= best[i + 1][j] + 1 - 1e-9)) {
                pairs.add(new Pair<>(left.get(i++), null));
            } else {
                pairs.add(new Pair<>(null, right.get(j++)));
            }
        }
        return List.copyOf(pairs);
    }
}
