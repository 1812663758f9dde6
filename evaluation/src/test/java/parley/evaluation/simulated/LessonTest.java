package parley.evaluation.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.ShippedCourses;
import parley.tutor.learner.CourseAssessor;
import parley.tutor.teaching.CoursePolicy;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingPolicy;

class LessonTest {
    private static final Course COURSE = ShippedCourses.everydayEnglish();
    private static final Instant START = Instant.parse("2026-01-05T16:00:00Z");
    private static final LearnerTraits AVERAGE = new LearnerTraits(0, 0.05, 0.05, 0.3, 10, 0.5);

    private static Lesson lesson(TeachingPolicy policy, PlayedLearner learner) {
        return new Lesson(COURSE, policy, new CourseAssessor(COURSE), new Lesson.Ratings(), learner, START);
    }

    @Test
    void a_script_is_played_to_its_end_and_then_goes_on() {
        var script = List.<Response>of(
                new Response.Right(), new Response.Wrong(""), new Response.DoesNotKnow(), new Response.Distressed());
        Lesson lesson = lesson(new CoursePolicy(COURSE), new ScriptedLearner(script, new Response.Right()));

        List<Boolean> firstRight = List.of(
                lesson.teachOne(40).firstRight(),
                lesson.teachOne(40).firstRight(),
                lesson.teachOne(40).firstRight(),
                // Told of distress first: its first answer was none.
                lesson.teachOne(40).firstRight());
        assertThat(firstRight).containsExactly(true, false, false, false);
        assertThat(lesson.moves()).anyMatch(TeachingMove.Encourage.class::isInstance);
        assertThat(lesson.progress().knowledge().recent()).isNotEmpty();
    }

    @Test
    void who_never_answers_rightly_is_led_through_all_the_same() {
        Lesson lesson = lesson(new CoursePolicy(COURSE), new ScriptedLearner(List.of(), new Response.Wrong("")));
        for (int i = 0; i < 30; i++) {
            assertThat(lesson.teachOne(40).firstRight()).isFalse();
        }
    }

    @Test
    void the_same_seed_gives_the_same_learner() {
        var study = new CohortStudy(COURSE, 3, 20, 0.9, 200, 7);
        var one = study.run(random -> PlainPolicy.randomOrder(COURSE, random), done -> {});
        var two = study.run(random -> PlainPolicy.randomOrder(COURSE, random), done -> {});
        assertThat(one).isEqualTo(two);
        assertThat(one.exercises()).hasSize(3).allMatch(n -> n >= 0 && n <= 200);
    }

    @Test
    void exercises_teach_and_rest_forgets() {
        var learner = new SimulatedLearner(COURSE, AVERAGE, new SplittableRandom(3), START);
        double before = learner.share(START);
        for (int i = 0; i < 40; i++) {
            for (Concept concept : COURSE.concepts()) {
                learner.concluded(concept, true, START);
            }
        }
        double after = learner.share(START);
        assertThat(after).isGreaterThan(before).isGreaterThan(0.9);
        assertThat(learner.share(START.plus(Duration.ofDays(3_650)))).isLessThan(after);
    }

    @Test
    void what_is_known_is_answered_rightly_but_for_slips() {
        var random = new SplittableRandom(5);
        var learner = new SimulatedLearner(COURSE, new LearnerTraits(2.5, 0.1, 0, 0.5, 1e6, 0.5), random, START);
        Concept known = COURSE.concepts().stream()
                .filter(concept -> learner.knows(concept.id()))
                .findFirst()
                .orElseThrow();
        long right = IntStream.range(0, 1_000)
                .filter(i -> learner.respond(known, known.items().getFirst(), 0, START) instanceof Response.Right)
                .count();
        assertThat(right).isBetween(860L, 940L);
    }

    @Test
    void a_fixed_order_meets_every_item_before_it_begins_again() {
        Lesson lesson = lesson(
                PlainPolicy.fixedOrder(COURSE, 2, new SplittableRandom(1)),
                new ScriptedLearner(List.of(), new Response.Right()));
        List<String> met = IntStream.range(0, COURSE.items().size())
                .mapToObj(i -> ExerciseId.itemIdOf(lesson.teachOne(5).exerciseId()))
                .toList();
        assertThat(met).doesNotHaveDuplicates();
    }
}
