package parley.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Measured values of one kind, of which medians and percentiles are told. Not thread-safe. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    int size() {
        return values.size();
    }

    /** The nearest-rank percentile, or NaN when nothing was measured. */
    double percentile(double percent) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    double median() {
        return percentile(50);
    }

    /** One row of a table: name, unit, how many, median, 95th percentile, least and most. */
    void printRow(String name, String unit) {
        if (values.isEmpty()) {
            System.out.printf("%-46s %-4s %5s%n", name, unit, "not measured");
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%-46s %-4s %5d %9.2f %9.2f %9.2f %9.2f%n",
                name,
                unit,
                size(),
                median(),
                percentile(95),
                Collections.min(values),
                Collections.max(values));
    }

    static void printHeader() {
        System.out.printf("%-46s %-4s %5s %9s %9s %9s %9s%n", "measure", "unit", "n", "p50", "p95", "min", "max");
    }
}
