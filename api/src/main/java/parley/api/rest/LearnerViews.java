package parley.api.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of what {@code /api/courses}, {@code /api/learner} and {@code /api/handoffs} tell. */
final class LearnerViews {
    private LearnerViews() {}

    /** {@code GET /api/courses}. */
    record Courses(List<CourseSummary> courses) {}

    /**
     * One course.
     *
     * @param title by locale
     * @param usual whether it is taught unless another is asked for
     */
    record CourseSummary(
            String id,
            Map<String, String> title,
            Map<String, String> summary,
            String subject,
            String level,
            int concepts,
            int items,
            boolean usual) {}

    /**
     * {@code GET /api/learner}.
     *
     * @param now the open exercise and why it came, or null when none is open
     */
    record Summary(
            String course,
            Today today,
            Counts progress,
            @Nullable Now now,
            EngagementView engagement,
            Profile profile) {}

    /**
     * How the learner is doing, measured against themselves.
     *
     * @param usualMinutes the median of their other days, 0 while that is not known
     * @param hesitation the time of the last answers as a multiple of their own median; 1 when there is none to compare
     * @param errorsInRow first answers wrong since the last right one
     * @param successesInRow first answers right and without help since the last that was not
     * @param distressed whether they told of distress within the last half hour
     */
    record EngagementView(
            long minutesToday,
            long usualMinutes,
            double hesitation,
            boolean hesitant,
            int errorsInRow,
            int successesInRow,
            boolean distressed) {}

    /** The learner's own day. */
    record Today(LocalDate date, long minutes, long goalMinutes, int streakDays, int freezeDaysLeft) {}

    /** Concepts by where they stand; those due are mastered or practised ones whose review has come. */
    record Counts(int concepts, int mastered, int learning, int due) {}

    /**
     * The open exercise.
     *
     * @param why one sentence
     * @param chance the foreseen probability of a right answer, 0 to 1
     */
    record Now(String exercise, String concept, String conceptTitle, String why, double chance) {}

    /** What the learner told of their circumstances; as sent by {@code PUT /api/learner/profile}, too. */
    record Profile(String zone, int minutesPerDay, int freezeDays, String goal) {}

    /** {@code GET /api/learner/plan}. */
    record PlanView(String course, long minutes, List<PlanStep> steps) {}

    /**
     * One step of a plan.
     *
     * @param kind the reason's kind, such as {@code review_due}
     * @param why the reason in one sentence
     */
    record PlanStep(String concept, String title, String kind, String why, long minutes) {}

    /** {@code GET /api/learner/mastery}. */
    record CourseMap(String course, List<UnitMap> units) {}

    /** A unit of the map. */
    record UnitMap(String id, String title, List<ConceptView> concepts) {}

    /**
     * A concept with its numbers.
     *
     * @param band {@code unseen}, {@code learning}, {@code practised}, {@code mastered} or {@code due}
     * @param probability that it is known, 0 to 1
     * @param unaided right answers at the first try and without help
     * @param recall the probability that it is still remembered, or null before the first practice
     */
    record ConceptView(
            String id,
            String title,
            List<Named> requires,
            String band,
            double probability,
            int unaided,
            int unaidedNeeded,
            @Nullable Double recall,
            @Nullable Instant due,
            long answers) {}

    /** A concept by name. */
    record Named(String id, String title) {}

    /** {@code GET /api/learner/mastery/{concept}}: the numbers and the answers behind them, newest first. */
    record Evidence(ConceptView concept, List<Answer> evidence) {}

    /**
     * A graded answer.
     *
     * @param task the exercise as it was put
     * @param predicted the probability of a right answer that had been foreseen
     * @param misconception what it showed, in words; empty when nothing known
     */
    record Answer(
            String exercise,
            String task,
            Instant answeredAt,
            boolean right,
            boolean first,
            int hints,
            double predicted,
            String misconception) {}

    /** {@code GET /api/learner/reviews}: most overdue first. */
    record Reviews(String course, List<Review> reviews) {}

    /** A review and when it is, or was, due. */
    record Review(String concept, String title, Instant due, boolean overdue, double recall) {}

    /** What {@code POST /api/learner/contest} takes. */
    record Contest(@Nullable String course, @Nullable String concept) {}

    /** What it answers. */
    record Contested(String course, String concept, String next) {}

    /** {@code GET /api/handoffs}: newest first. */
    record HandOffs(List<HandOff> handoffs) {}

    /** A question that waits for a teacher. */
    record HandOff(String learner, String conversation, String course, String question, Instant at) {}
}
