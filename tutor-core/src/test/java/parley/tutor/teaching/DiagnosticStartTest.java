package parley.tutor.teaching;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.tutor.teaching.Tutoring.reason;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.prompts.course.Course;
import parley.tutor.path.Courses;
import parley.tutor.teaching.TeachingMove.Encourage;
import parley.tutor.teaching.TeachingMove.Hint;
import parley.tutor.teaching.TeachingMove.Placed;
import parley.tutor.teaching.TeachingMove.Praise;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.teaching.TeachingMove.Reason.Kind;
import parley.tutor.teaching.TeachingMove.SayWhy;
import parley.tutor.teaching.TeachingMove.Welcome;
import parley.tutor.understanding.Intent;

/** What a new learner is asked to find out where they stand. */
class DiagnosticStartTest {
    private static final Course COURSE = Courses.chains(10, 8);

    @Test
    void offersANewLearnerTheDiagnosticStartAndDrillsNothingInIt() {
        var learner = new Tutoring(COURSE);
        List<TeachingMove> first = learner.opens();
        assertThat(first).hasSize(2).startsWith(new Welcome(false));
        assertThat(reason(first).kind()).isEqualTo(Kind.DIAGNOSTIC);
        List<TeachingMove> second = learner.wrong();
        assertThat(second).hasSize(1);
        assertThat(reason(second).kind()).isEqualTo(Kind.DIAGNOSTIC);
        List<TeachingMove> third = learner.wants(Intent.DOES_NOT_KNOW);
        assertThat(third).hasSize(1);
        assertThat(reason(third).kind()).isEqualTo(Kind.DIAGNOSTIC);
        assertThat(learner.progress.knowledge().recent())
                .as("which is an answer, too")
                .hasSize(2);
        assertThat(learner.wants(Intent.ASKS_WHY).getFirst()).isInstanceOf(SayWhy.class);
        assertThat(learner.right().getFirst()).isInstanceOf(Praise.class);
    }

    @Test
    void placesWithinTwelveQuestionsAndBeginsThere() {
        var learner = new Tutoring(COURSE);
        List<TeachingMove> moves = learner.opens();
        int asked = 0;
        while (moves.stream().noneMatch(Placed.class::isInstance)) {
            asked++;
            assertThat(reason(moves).kind()).isEqualTo(Kind.DIAGNOSTIC);
            moves = learner.openReason().conceptId().compareTo("c4") < 0 ? learner.right() : learner.wrong();
        }
        assertThat(asked).isBetween(4, 12);
        Placed placed = moves.stream()
                .filter(Placed.class::isInstance)
                .map(Placed.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(placed.knownConcepts()).contains("c0", "c1", "c2");
        assertThat(reason(moves)).isEqualTo(new Reason(Kind.NEXT_CONCEPT, placed.startConceptId(), ""));
        assertThat(learner.wrong()).as("now it teaches").hasAtLeastOneElementOfType(Hint.class);
    }

    @Test
    void skipsTheDiagnosticStartForWhoWouldRatherBegin() {
        var begin = new Placed(List.of(), "c0");
        var declining = new Tutoring(COURSE);
        declining.opens();
        List<TeachingMove> moves = declining.wants(Intent.DECLINES);
        assertThat(moves).hasSize(2).startsWith(begin);
        assertThat(reason(moves)).isEqualTo(new Reason(Kind.NEXT_CONCEPT, "c0", ""));

        var skipping = new Tutoring(COURSE);
        skipping.opens();
        assertThat(reason(skipping.wants(Intent.ASKS_SKIP)).kind()).isEqualTo(Kind.DIAGNOSTIC);
        assertThat(skipping.wants(Intent.ASKS_SKIP)).hasSize(2).startsWith(begin);

        var distressed = new Tutoring(COURSE);
        distressed.opens();
        assertThat(distressed.wants(Intent.DISTRESS)).hasSize(3).startsWith(new Encourage(), begin);
    }
}
