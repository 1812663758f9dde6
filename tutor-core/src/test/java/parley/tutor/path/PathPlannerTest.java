package parley.tutor.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.tutor.learner.Ability;
import parley.tutor.learner.ConceptKnowledge;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.LearningEvent.MasteryContested;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.teaching.TeachingMove.Reason.Kind;
import parley.tutor.understanding.AnswerCheck;

class PathPlannerTest {
    private final Course course = Courses.chains(10, 8);
    private final PathPlanner planner = new PathPlanner(course);
    private final Walk walk = new Walk(course);

    private Reason reason(Next next) {
        return next.reason();
    }

    private Next next(long seed) {
        return walk.next(planner, seed).orElseThrow();
    }

    /** A seed that leads to no exploration, so that a rule shows. */
    private Next ruled() {
        for (long seed = 0; seed < 50; seed++) {
            Next next = next(seed);
            if (next.reason().kind() != Kind.EXPLORE) {
                return next;
            }
        }
        throw new AssertionError("always explores");
    }

    private void masters(String conceptId) {
        for (int i = 0; !walk.progress.knowledge().concept(conceptId).mastered(); i++) {
            walk.practises(new Next(conceptId + "-" + i % 8, new Reason(Kind.PRACTISE, conceptId, ""), 0.5), true);
        }
    }

    @Test
    void beginsWithTheFirstConceptAndStaysWithItUntilItIsMastered() {
        walk.placed();
        assertThat(reason(next(0))).isEqualTo(new Reason(Kind.NEXT_CONCEPT, "c0", ""));
        walk.practises(next(0), true);
        assertThat(reason(ruled())).isEqualTo(new Reason(Kind.PRACTISE, "c0", ""));
        masters("c0");
        assertThat(reason(next(0))).isEqualTo(new Reason(Kind.NEXT_CONCEPT, "c1", ""));
    }

    @Test
    void followsRequirementsThatTheCourseListsLater() {
        var items = List.of(Courses.item("x", parley.prompts.course.ItemKind.SHORT_ANSWER, false));
        var other = List.of(Courses.item("y", parley.prompts.course.ItemKind.SHORT_ANSWER, false));
        Course twisted = Courses.course(List.of(new parley.prompts.course.Unit(
                "u",
                Courses.text("U"),
                List.of(
                        Courses.concept("late", List.of("early"), items),
                        Courses.concept("early", List.of(), other)))));
        var way = new Walk(twisted);
        assertThat(way.next(new PathPlanner(twisted), 0).orElseThrow().exerciseId())
                .isEqualTo("y");
    }

    @Test
    void passesOverWhatWasPlacedUntilItProvesShaky() {
        walk.placed("c0", "c1");
        assertThat(reason(next(0))).isEqualTo(new Reason(Kind.NEXT_CONCEPT, "c2", ""));
        walk.practises(next(0), false);
        walk.practises(ruled(), false);
        assertThat(reason(next(0)))
                .as("two failures: what it requires was never shown")
                .isEqualTo(new Reason(Kind.REPAIR_GAP, "c1", "c2"));
        walk.practises(next(0), true);
        assertThat(reason(ruled()).conceptId()).isEqualTo("c1");
        masters("c1");
        assertThat(reason(ruled()).conceptId()).as("and back").isEqualTo("c2");
    }

    /** Who comes back after a long time has much that is due, and would otherwise repeat for days. */
    @Test
    void givesSomethingNewItsTurnAfterEachReview() {
        walk.placed();
        masters("c0");
        masters("c1");
        walk.waits(Duration.ofDays(200));
        assertThat(planner.due(walk.known(), walk.now)).containsExactly("c0", "c1");
        assertThat(reason(ruled()).kind()).isEqualTo(Kind.REVIEW_DUE);
        walk.practises(ruled(), true);
        assertThat(planner.due(walk.known(), walk.now)).hasSize(1);
        assertThat(reason(ruled()).kind()).isEqualTo(Kind.NEXT_CONCEPT);
        walk.practises(ruled(), true);
        assertThat(reason(ruled()).kind()).isEqualTo(Kind.REVIEW_DUE);
    }

    @Test
    void reviewsWhatIsDueBeforeAnythingNew() {
        walk.placed();
        masters("c0");
        assertThat(reason(next(0)).kind()).isEqualTo(Kind.NEXT_CONCEPT);
        walk.waits(Duration.ofDays(200));
        assertThat(reason(next(0))).isEqualTo(new Reason(Kind.REVIEW_DUE, "c0", ""));
        assertThat(planner.due(walk.known(), walk.now)).containsExactly("c0");
        assertThat(planner.plan(walk.known(), walk.now, Duration.ofMinutes(5))
                        .steps()
                        .getFirst()
                        .reason()
                        .kind())
                .isEqualTo(Kind.REVIEW_DUE);
        walk.practises(next(0), true);
        assertThat(reason(next(0)).kind()).isEqualTo(Kind.NEXT_CONCEPT);
    }

    @Test
    void reviewsARepeatedMisconceptionEarly() {
        walk.placed();
        for (int i = 0; i < 2; i++) {
            walk.asks(new Next("c0-" + i, new Reason(Kind.PRACTISE, "c0", ""), 0.5));
            walk.says(new AnswerCheck.Wrong(Courses.MISCONCEPTION));
            walk.hears(List.of(new TeachingMove.Reveal("c0-" + i)));
        }
        assertThat(planner.due(walk.known(), walk.now)).isEmpty();
        walk.waits(PathPlanner.EARLY_REVIEW);
        assertThat(planner.due(walk.known(), walk.now)).containsExactly("c0");
    }

    private static ItemRatings rated(Map<String, Double> logits) {
        Map<String, Ability> items = new HashMap<>();
        logits.forEach((id, value) -> items.put(id, new Ability(value, 20)));
        return new ItemRatings(items, Map.of());
    }

    @Test
    void putsSomethingEasierAfterTwoFailures() {
        walk.ratings = rated(Map.of("c0-0", 0.5, "c0-1", 0.4, "c0-6", -3.0));
        walk.placed();
        walk.practises(new Next("c0-0", new Reason(Kind.NEXT_CONCEPT, "c0", ""), 0.5), false);
        assertThat(ruled().reason().kind()).isEqualTo(Kind.PRACTISE);
        walk.practises(new Next("c0-1", new Reason(Kind.PRACTISE, "c0", ""), 0.5), false);
        Next easier = next(0);
        assertThat(easier.reason()).isEqualTo(new Reason(Kind.EASIER, "c0", ""));
        assertThat(easier.exerciseId()).isEqualTo("c0-6");
        assertThat(easier.predicted()).isGreaterThan(0.85);
    }

    @Test
    void putsSomethingHarderAfterARowOfSuccesses() {
        walk.ratings = rated(Map.of("c0-4", 1.5));
        walk.placed();
        for (int i = 0; i < 4; i++) {
            walk.practises(new Next("c9-" + i, new Reason(Kind.PRACTISE, "c9", ""), 0.5), true);
        }
        walk.practises(new Next("c0-0", new Reason(Kind.NEXT_CONCEPT, "c0", ""), 0.5), true);
        Next harder = ruled();
        assertThat(harder.reason()).isEqualTo(new Reason(Kind.HARDER, "c0", ""));
        assertThat(harder.predicted()).isBetween(0.5, 0.8);
    }

    @Test
    void neverPutsTheSameItemTwiceInARowNorTheSameConceptMoreThanFourTimes() {
        for (int pattern = 0; pattern < 4; pattern++) {
            int every = pattern + 1;
            var way = new Walk(course);
            way.placed();
            String before = "";
            String concept = "";
            int run = 0;
            for (int i = 0; i < 120; i++) {
                Next next = way.next(planner, i * 31L).orElseThrow();
                String item = ExerciseId.itemIdOf(next.exerciseId());
                assertThat(item).isNotEqualTo(before);
                String here = course.conceptOf(item).orElseThrow().id();
                run = here.equals(concept) ? run + 1 : 1;
                if (next.reason().kind() != Kind.REPAIR_GAP) {
                    assertThat(run)
                            .as("pattern %s, exercise %s, %s", pattern, i, next)
                            .isLessThanOrEqualTo(4);
                }
                concept = here;
                before = item;
                way.practises(next, i % every != 0);
            }
        }
    }

    @Test
    void leadsALearnerWhoIsAlwaysRightThroughTheWholeCourse() {
        walk.follows(planner, 120, next -> true);
        assertThat(course.concepts())
                .allMatch(c -> walk.progress.knowledge().concept(c.id()).mastered());
        assertThat(next(0).reason().kind()).isIn(Kind.EXPLORE, Kind.REVIEW_DUE);
    }

    @Test
    void doesNotTrapALearnerWhoIsAlwaysWrong() {
        walk.placed();
        Set<String> seen = new HashSet<>();
        walk.follows(planner, 40, next -> {
            seen.add(next.reason().conceptId());
            return false;
        });
        assertThat(seen).hasSizeGreaterThan(1);
    }

    @Test
    void givesParametricItemsOtherValuesEachTime() {
        walk.placed();
        Next first = new Next("c0-3~17", new Reason(Kind.PRACTISE, "c0", ""), 0.5);
        walk.practises(first, false);
        for (long seed = 0; seed < 20; seed++) {
            Next similar = planner.similar(walk.known(), seed, "c0-3~17").orElseThrow();
            assertThat(similar.exerciseId()).startsWith("c0-3~").isNotEqualTo("c0-3~17");
            assertThat(similar.reason()).isEqualTo(new Reason(Kind.SIMILAR, "c0", ""));
        }
        assertThat(planner.similar(walk.known(), 0, "c0-0").orElseThrow().exerciseId())
                .as("one of the same kind")
                .isEqualTo("c0-2");
    }

    @Test
    void exploresAboutOneExerciseInSeven() {
        walk.placed();
        walk.practises(next(0), true);
        long explored = java.util.stream.LongStream.range(0, 1000)
                .filter(seed -> next(seed).reason().kind() == Kind.EXPLORE)
                .count();
        assertThat(explored).isBetween(110L, 190L);
    }

    @Test
    void checksAClaimWithSomethingHardButNotTwiceInARow() {
        walk.placed();
        walk.practises(next(0), true);
        walk.progress = walk.progress.after(new MasteryContested("c4", walk.now));
        Next check = next(0);
        assertThat(reason(check)).isEqualTo(new Reason(Kind.CHECK, "c4", ""));
        assertThat(planner.next(walk.known(), walk.now, 0, check.exerciseId())
                        .orElseThrow()
                        .reason()
                        .kind())
                .as("skipped")
                .isNotEqualTo(Kind.CHECK);
        walk.practises(check, true);
        assertThat(reason(next(0)).kind()).isNotEqualTo(Kind.CHECK);
        assertThat(walk.progress.knowledge().concept("c4").unhintedSuccesses()).isEqualTo(1);
    }

    @Test
    void plansAsMuchAsFitsTheTimeByTheLearnersOwnPace() {
        walk.placed();
        Plan plan = planner.plan(walk.known(), walk.now, Duration.ofMinutes(10));
        assertThat(plan.steps()).hasSize(4);
        assertThat(plan.steps().getFirst().reason()).isEqualTo(new Reason(Kind.NEXT_CONCEPT, "c0", ""));
        assertThat(plan.steps().getFirst().estimated()).isEqualTo(PathPlanner.ITEM_TIME.multipliedBy(4));
        assertThat(planner.plan(walk.known(), walk.now, Duration.ZERO).steps()).hasSize(1);
        walk.follows(planner, 8, next -> true);
        assertThat(planner.plan(walk.known(), walk.now, Duration.ofMinutes(10)).steps())
                .as("who takes 30 seconds gets further")
                .hasSizeGreaterThan(4);
    }

    @Test
    void aSingleExerciseIsPutAgainAndAnEmptyCourseHasNone() {
        var items = List.of(Courses.item("x", parley.prompts.course.ItemKind.SHORT_ANSWER, false));
        Course tiny = Courses.course(List.of(new parley.prompts.course.Unit(
                "u", Courses.text("U"), List.of(Courses.concept("only", List.of(), items)))));
        var way = new Walk(tiny);
        way.follows(new PathPlanner(tiny), 5, next -> true);
        assertThat(way.progress.knowledge().recent()).hasSize(5);
        Course empty = Courses.course(List.of());
        assertThat(new Walk(empty).next(new PathPlanner(empty), 0)).isEmpty();
        assertThat(new PathPlanner(empty)
                        .plan(walk.known(), walk.now, Duration.ofMinutes(10))
                        .steps())
                .isEmpty();
    }

    @Test
    void bandsForAMap() {
        assertThat(MasteryBand.of(ConceptKnowledge.UNKNOWN, walk.now)).isEqualTo(MasteryBand.UNSEEN);
        walk.placed("c9");
        assertThat(MasteryBand.of(walk.progress.knowledge().concept("c9"), walk.now))
                .isEqualTo(MasteryBand.PRACTISED);
        walk.practises(next(0), false);
        assertThat(MasteryBand.of(walk.progress.knowledge().concept("c0"), walk.now))
                .isEqualTo(MasteryBand.LEARNING);
        masters("c0");
        assertThat(MasteryBand.of(walk.progress.knowledge().concept("c0"), walk.now))
                .isEqualTo(MasteryBand.MASTERED);
        walk.waits(Duration.ofDays(300));
        assertThat(MasteryBand.of(walk.progress.knowledge().concept("c0"), walk.now))
                .isEqualTo(MasteryBand.DUE);
    }
}
