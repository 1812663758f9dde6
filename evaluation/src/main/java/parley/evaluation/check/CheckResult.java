package parley.evaluation.check;

import parley.prompts.source.SourcePosition;

/**
 * What one check said of one reply.
 *
 * @param field the check's name in the suite, such as {@code moves}
 * @param expected what the suite demands, for a reader
 * @param actual what came instead, or the same again; at most {@value #MAX_ACTUAL_CHARS} characters
 * @param at where the check is written
 */
public record CheckResult(boolean passed, String field, String expected, String actual, SourcePosition at) {
    /** Longer evidence is cut, with a mark; a report is read by people. */
    public static final int MAX_ACTUAL_CHARS = 600;

    public CheckResult {
        if (actual.length() > MAX_ACTUAL_CHARS) {
            int end = Character.isHighSurrogate(actual.charAt(MAX_ACTUAL_CHARS - 2))
                    ? MAX_ACTUAL_CHARS - 2
                    : MAX_ACTUAL_CHARS - 1;
            actual = actual.substring(0, end) + "…";
        }
    }

    /** The result as one line: where it is demanded, what, and what came. */
    public String asLine() {
        return at + ": " + field + ": expected " + expected + ", but got " + actual;
    }
}
