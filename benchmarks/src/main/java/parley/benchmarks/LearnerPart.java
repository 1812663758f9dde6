package parley.benchmarks;

import java.util.List;
import java.util.Map;

/** One part of what {@link LearnerBenchmark} measures. */
interface LearnerPart {
    /** Its name for {@code --only}: lower-case letters. */
    String name();

    /**
     * Measures.
     *
     * @param quick whether a rougher figure in a fraction of the time will do
     */
    Result measure(boolean quick) throws Exception;

    /**
     * What was measured.
     *
     * @param lines for people, in order
     * @param headline figures for the last line, by key, in order
     */
    record Result(List<String> lines, Map<String, String> headline) {
        public Result {
            lines = List.copyOf(lines);
        }
    }
}
