package parley.tutor.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.tutor.teaching.TeachingMove.Placed;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.teaching.TeachingMove.Reason.Kind;

class DiagnosticTest {
    private static final double SLIP = 0.1;
    private static final double GUESS = 0.1;

    @Test
    void placesLearnersBetterThanTwelveFixedQuestions() {
        double adaptive = 0;
        double fixed = 0;
        double items = 0;
        int learners = 0;
        for (int c = 0; c < 4; c++) {
            Course course = Courses.web(30, 4, c);
            var planner = new PathPlanner(course);
            for (int i = 0; i < 60; i++) {
                var random = new SplittableRandom(1000L * c + i);
                Set<String> truth = truth(course, random);
                var walk = new Walk(course);
                Placed placed = place(
                        planner, walk, next -> answers(truth, next.reason().conceptId(), random));
                adaptive += accuracy(course, truth, placed.knownConcepts());
                items += walk.progress.knowledge().placement().asked();
                fixed += accuracy(course, truth, fixedTwelve(course, truth, random));
                learners++;
            }
        }
        assertThat(adaptive / learners).isGreaterThan(0.88).isGreaterThan(fixed / learners + 0.03);
        assertThat(items / learners).isLessThanOrEqualTo(12);
    }

    /** A set that holds with each concept all that it requires; not drawn as the diagnostic draws its own. */
    private static Set<String> truth(Course course, SplittableRandom random) {
        double share = random.nextDouble();
        Set<String> known = new HashSet<>();
        List<Concept> order = new CourseGraph(course).concepts();
        for (int i = 0; i < order.size(); i++) {
            Concept concept = order.get(i);
            double odds = 1 / (1 + Math.exp((i / (double) order.size() - share) * 12));
            if (known.containsAll(concept.prerequisites()) && random.nextDouble() < odds) {
                known.add(concept.id());
            }
        }
        return known;
    }

    private static boolean answers(Set<String> truth, String conceptId, SplittableRandom random) {
        return random.nextDouble() < (truth.contains(conceptId) ? 1 - SLIP : GUESS);
    }

    private static Placed place(PathPlanner planner, Walk walk, Walk.Answers learner) {
        while (planner.placed(walk.known()).isEmpty()) {
            Next next = walk.next(planner, 0).orElseThrow();
            assertThat(next.reason().kind()).isEqualTo(Kind.DIAGNOSTIC);
            walk.practises(next, learner.right(next));
        }
        return planner.placed(walk.known()).orElseThrow();
    }

    /** Twelve concepts at even distances; each other one is taken as the nearest of them. */
    private static List<String> fixedTwelve(Course course, Set<String> truth, SplittableRandom random) {
        List<Concept> order = new CourseGraph(course).concepts();
        var right = new boolean[12];
        var places = new int[12];
        for (int k = 0; k < 12; k++) {
            places[k] = (int) ((k + 0.5) * order.size() / 12);
            right[k] = answers(truth, order.get(places[k]).id(), random);
        }
        List<String> known = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            int nearest = 0;
            for (int k = 1; k < 12; k++) {
                if (Math.abs(places[k] - i) < Math.abs(places[nearest] - i)) {
                    nearest = k;
                }
            }
            if (right[nearest]) {
                known.add(order.get(i).id());
            }
        }
        return known;
    }

    private static double accuracy(Course course, Set<String> truth, List<String> placed) {
        long rightly = course.concepts().stream()
                .filter(c -> truth.contains(c.id()) == placed.contains(c.id()))
                .count();
        return rightly / (double) course.concepts().size();
    }

    @Test
    void beginsInTheEasyMiddleAndEndsEarlyWhenItIsSure() {
        Course course = Courses.chains(20, 4);
        var planner = new PathPlanner(course);
        var walk = new Walk(course);
        Next first = walk.next(planner, 0).orElseThrow();
        int place = new CourseGraph(course).indexOf(first.reason().conceptId());
        assertThat(place).isBetween(3, 10);
        Placed all = place(planner, walk, next -> true);
        assertThat(all.knownConcepts()).hasSize(20);
        assertThat(all.startConceptId()).isEmpty();
        assertThat(walk.progress.knowledge().placement().asked()).isLessThan(12);
    }

    @Test
    void knowsNothingWithoutAnAnswer() {
        Course course = Courses.chains(20, 4);
        var planner = new PathPlanner(course);
        assertThat(planner.placedEarly(new Walk(course).known())).isEqualTo(new Placed(List.of(), "c0"));
    }

    @Test
    void teachingBeginsWhereItPlaced() {
        Course course = Courses.chains(20, 4);
        var planner = new PathPlanner(course);
        var walk = new Walk(course);
        Placed placed = place(
                planner,
                walk,
                next -> Set.of("c0", "c1", "c2").contains(next.reason().conceptId()));
        walk.hears(List.of(placed));
        assertThat(planner.placing(walk.known())).isFalse();
        assertThat(walk.next(planner, 0).orElseThrow().reason())
                .isEqualTo(new Reason(Kind.NEXT_CONCEPT, placed.startConceptId(), ""));
    }

    @Test
    void leavesSmallCoursesAndFormerLearnersAlone() {
        Course small = Courses.chains(5, 4);
        assertThat(new PathPlanner(small).placing(new Walk(small).known())).isFalse();
        Course course = Courses.chains(20, 4);
        var walk = new Walk(course);
        assertThat(new PathPlanner(course).placing(walk.known())).isTrue();
        walk.practises(new Next("c0-0", new Reason(Kind.PRACTISE, "c0", ""), 0.5), true);
        assertThat(new PathPlanner(course).placing(walk.known())).isFalse();
    }
}
