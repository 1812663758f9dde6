package parley.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import parley.evaluation.simulated.CohortStudy;
import parley.evaluation.simulated.CohortStudy.Outcome;
import parley.evaluation.simulated.PlainPolicy;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;
import parley.tutor.teaching.CoursePolicy;
import parley.tutor.teaching.TeachingPolicy;

/** How many exercises a simulated cohort needs to know a course: by our policy, in the course's order, at random. */
final class CohortPart implements LearnerPart {
    private static final int LEARNERS = 1_000;
    private static final int QUICK_LEARNERS = 60;
    private static final int PER_DAY = 20;

    /** Nine in ten concepts: the last of a course is a matter of luck with slips and forgetting. */
    private static final double ENOUGH = 0.9;

    private static final int MOST_EXERCISES = 1_500;

    /** A book's practice: this many exercises of a concept in a row, then the next concept, and round again. */
    private static final int PER_CONCEPT = 2;

    private static final long SEED = 20_261_123;

    /** The course with the deeper graph of prerequisites stands in the headline. */
    private static final String HEADLINE_COURSE = "algebra";

    @Override
    public String name() {
        return "cohort";
    }

    @Override
    public Result measure(boolean quick) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Simulated cohort, %d learners, %d exercises a day: exercises until %.0f %% of the concepts are really known",
                quick ? QUICK_LEARNERS : LEARNERS,
                PER_DAY,
                ENOUGH * 100));
        lines.add(String.format(
                Locale.ROOT, "%-18s %-14s %8s %8s %9s %8s", "course", "policy", "median", "mean", "arrived", "ratio"));
        double headline = Double.NaN;
        for (Course course : ShippedCourses.all()) {
            var study =
                    new CohortStudy(course, quick ? QUICK_LEARNERS : LEARNERS, PER_DAY, ENOUGH, MOST_EXERCISES, SEED);
            var tutor = new CoursePolicy(course);
            Outcome ours = run(study, course, "ours", random -> tutor);
            Outcome fixed =
                    run(study, course, "fixed order", random -> PlainPolicy.fixedOrder(course, PER_CONCEPT, random));
            Outcome random = run(study, course, "random order", any -> PlainPolicy.randomOrder(course, any));
            lines.add(line(course, "ours", ours, ours));
            lines.add(line(course, "fixed order", fixed, ours));
            lines.add(line(course, "random order", random, ours));
            if (course.id().equals(HEADLINE_COURSE)) {
                headline = ours.median() / fixed.median();
            }
        }
        lines.add("ratio: our median over theirs; below 1 our learners need fewer exercises");
        return new Result(lines, Map.of("items_ratio_vs_fixed", String.format(Locale.ROOT, "%.3f", headline)));
    }

    private static Outcome run(
            CohortStudy study, Course course, String what, Function<RandomGenerator, TeachingPolicy> policies) {
        IntConsumer progress = done -> {
            if (done % 50 == 0) {
                System.err.printf(Locale.ROOT, "\r%s, %s: %d of %d ", course.id(), what, done, study.learners());
            }
        };
        Outcome outcome = study.run(policies, progress);
        System.err.println();
        return outcome;
    }

    private static String line(Course course, String what, Outcome outcome, Outcome ours) {
        return String.format(
                Locale.ROOT,
                "%-18s %-14s %8.0f %8.0f %8.1f%% %8.3f",
                course.id(),
                what,
                outcome.median(),
                outcome.mean(),
                100.0 * outcome.arrived() / outcome.exercises().size(),
                ours.median() / outcome.median());
    }
}
