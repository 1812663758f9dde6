package parley.evaluation.suite;

import java.util.List;
import parley.prompts.source.SourcePosition;

/**
 * One conversation of a suite, held with a learner of whom nothing is known.
 *
 * @param name unique within its suite
 * @param locale the learner's interface language, {@code en} or {@code zh-CN}
 * @param startsAt the item that is open when the case begins, or empty when none is
 * @param turns at most {@value #MAX_TURNS}
 */
public record SuiteCase(SourcePosition at, String name, String locale, String startsAt, List<SuiteTurn> turns) {
    /** A conversation longer than this is split. */
    public static final int MAX_TURNS = 100;

    public SuiteCase {
        turns = List.copyOf(turns);
        if (turns.size() > MAX_TURNS) {
            throw new IllegalArgumentException("A case has at most " + MAX_TURNS + " turns");
        }
    }

    /** How many checks its turns have; a case without any can't be passed. */
    public int checks() {
        return turns.stream().mapToInt(turn -> turn.checks().size()).sum();
    }
}
