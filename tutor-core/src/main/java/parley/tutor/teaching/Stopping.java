package parley.tutor.teaching;

import java.util.List;
import java.util.Optional;
import parley.tutor.learner.Engagement;
import parley.tutor.teaching.TeachingMove.OfferStop;

/**
 * Finds the natural place to stop: after a right answer, when the day's goal is reached or the learner has told of
 * distress. Said once in a conversation. Pure.
 */
final class Stopping {
    private Stopping() {}

    static Optional<OfferStop> offer(Lesson lesson) {
        boolean offered =
                lesson.situation().replies().stream().flatMap(List::stream).anyMatch(OfferStop.class::isInstance);
        if (offered) {
            return Optional.empty();
        }
        Engagement engagement =
                Engagement.of(lesson.situation().known(), lesson.situation().now());
        boolean goalReached =
                engagement.minutesToday() >= lesson.after().profile().minutesPerDay();
        return goalReached || engagement.distressed() ? Optional.of(new OfferStop(goalReached)) : Optional.empty();
    }
}
