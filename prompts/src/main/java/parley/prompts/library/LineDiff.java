package parley.prompts.library;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line, by their longest common subsequence. */
public final class LineDiff {
    /** Beyond this many pairs of differing lines the whole middle counts as replaced: the table would take too much. */
    private static final long MAX_PAIRS = 4_000_000;

    private LineDiff() {}

    /** One line of the comparison. */
    public record Line(Kind kind, String text) {}

    /** In which of the texts a line stands. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /** All lines of both texts in order; removed ones stand before those that replace them. */
    public static List<Line> of(String before, String after) {
        List<String> a = before.lines().toList();
        List<String> b = after.lines().toList();
        int start = 0;
        while (start < a.size() && start < b.size() && a.get(start).equals(b.get(start))) {
            start++;
        }
        int endA = a.size();
        int endB = b.size();
        while (endA > start && endB > start && a.get(endA - 1).equals(b.get(endB - 1))) {
            endA--;
            endB--;
        }
        List<Line> lines = new ArrayList<>();
        a.subList(0, start).forEach(line -> lines.add(new Line(Kind.SAME, line)));
        middle(a.subList(start, endA), b.subList(start, endB), lines);
        a.subList(endA, a.size()).forEach(line -> lines.add(new Line(Kind.SAME, line)));
        return List.copyOf(lines);
    }

    private static void middle(List<String> a, List<String> b, List<Line> lines) {
        int[][] common = (long) a.size() * b.size() > MAX_PAIRS ? new int[0][0] : common(a, b);
        int i = 0;
        int j = 0;
        while (common.length > 0 && i < a.size() && j < b.size()) {
            if (a.get(i).equals(b.get(j))) {
                lines.add(new Line(Kind.SAME, a.get(i)));
                i++;
                j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line(Kind.REMOVED, a.get(i++)));
            } else {
                lines.add(new Line(Kind.ADDED, b.get(j++)));
            }
        }
        a.subList(i, a.size()).forEach(line -> lines.add(new Line(Kind.REMOVED, line)));
        b.subList(j, b.size()).forEach(line -> lines.add(new Line(Kind.ADDED, line)));
    }

    /** The length of the longest common subsequence of what follows each pair of places. */
    private static int[][] common(List<String> a, List<String> b) {
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
