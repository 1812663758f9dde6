package parley.tutor.path;

import java.time.Duration;
import java.util.List;
import parley.tutor.teaching.TeachingMove.Reason;

/**
 * What to do in the time there is, in order. Immutable.
 *
 * @param steps at least one, unless the course has no exercise; the last may be begun and not finished
 * @param available the time that it was made for
 */
public record Plan(List<Step> steps, Duration available) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /**
     * Some exercises of one concept.
     *
     * @param reason why it is in the plan
     * @param estimated how long it will take, by the learner's own pace
     */
    public record Step(String conceptId, Reason reason, Duration estimated) {}
}
