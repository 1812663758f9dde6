package parley.evaluation.verdict;

import java.time.Duration;
import java.util.List;
import parley.evaluation.check.TurnRecord;
import parley.prompts.source.SourcePosition;

/**
 * One case after it was played.
 *
 * @param at where the case is written
 * @param turns the turns that were played, in order
 * @param took all turns together
 */
public record CaseResult(String name, SourcePosition at, Verdict verdict, List<TurnRecord> turns, Duration took) {
    public CaseResult {
        turns = List.copyOf(turns);
    }
}
