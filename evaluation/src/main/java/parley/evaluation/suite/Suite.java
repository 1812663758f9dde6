package parley.evaluation.suite;

import java.util.List;

/**
 * Written conversations with what is demanded of each reply. Immutable.
 *
 * @param name how reports call it
 * @param courseId the course that the cases are written for
 * @param file where it was read from, for messages
 * @param cases at most {@value #MAX_CASES}
 */
public record Suite(String name, String courseId, String file, List<SuiteCase> cases) {
    /** A suite larger than this is split. */
    public static final int MAX_CASES = 500;

    public Suite {
        cases = List.copyOf(cases);
        if (cases.size() > MAX_CASES) {
            throw new IllegalArgumentException("A suite has at most " + MAX_CASES + " cases");
        }
    }
}
