package parley.tutor.teaching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.ShippedCourses;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Habits;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

/** Whatever a learner does, in whatever order, the policy keeps its promises. */
class CoursePolicyProperties {
    private List<TeachingMove> decided(@Nullable Observation observation, LearnerProgress progress, boolean isNew) {
        var known = new Known(progress, ItemRatings.NONE, LearnerProfile.UNTOLD, Habits.NONE);
        return policy.decide(new Situation(observation, null, known, isNew, Instant.EPOCH, 0));
    }

    private static final Course COURSE = ShippedCourses.everydayEnglish();

    private final CoursePolicy policy = new CoursePolicy(COURSE);

    /** What a learner does next; whether it is about the open item. */
    record Deed(Intent intent, AnswerCheck answer, boolean aboutOpen, String conceptId, boolean corrected) {
        Observation on(LearnerProgress progress) {
            String item = aboutOpen ? progress.openItemId() : "elsewhere";
            return new Observation(
                    new TurnId("t"),
                    item,
                    intent,
                    answer,
                    conceptId,
                    corrected ? List.of(new Correction("a", "b", "a", "b", "", "R")) : List.of());
        }
    }

    @Property(tries = 300)
    void everyReplyIsSound(@ForAll @Size(max = 120) List<@net.jqwik.api.From("deeds") Deed> deeds) {
        LearnerProgress progress = LearnerProgress.EMPTY;
        @Nullable Observation observation = null;
        boolean isNew = true;
        for (Deed deed : deeds) {
            List<TeachingMove> moves = decided(observation, progress, isNew);
            assertThat(decided(observation, progress, isNew)).as("pure").isEqualTo(moves);
            checkMoves(moves, progress);
            progress = progress.after(new LearningEvent.TutorReplied(
                    new TurnId("r"), List.of(), observation, null, moves, "", false, "authored", Instant.EPOCH));
            isNew = false;
            observation = deed.on(progress);
        }
    }

    private void checkMoves(List<TeachingMove> moves, LearnerProgress before) {
        assertThat(moves).hasSizeBetween(1, 5);
        long questions = moves.stream()
                .filter(m -> m instanceof TeachingMove.Ask || m instanceof TeachingMove.Clarify)
                .count();
        assertThat(questions).isLessThanOrEqualTo(1);
        for (TeachingMove move : moves) {
            switch (move) {
                case TeachingMove.Ask ask -> {
                    item(ask.itemId());
                    assertThat(ask.again()).isEqualTo(ask.itemId().equals(before.openItemId()));
                }
                case TeachingMove.Praise praise -> assertThat(praise.itemId()).isEqualTo(before.openItemId());
                case TeachingMove.TryAgain tryAgain -> {
                    assertThat(tryAgain.itemId()).isEqualTo(before.openItemId());
                    if (!tryAgain.misconceptionId().isEmpty()) {
                        assertThat(item(tryAgain.itemId()).misconceptions())
                                .anyMatch(m -> m.id().equals(tryAgain.misconceptionId()));
                    }
                }
                case TeachingMove.Hint hint ->
                    assertThat(hint.rung())
                            .isBetween(0, item(hint.itemId()).hints().size() - 1);
                case TeachingMove.Explain explain ->
                    assertThat(COURSE.concept(explain.conceptId())).isPresent();
                case TeachingMove.Reveal reveal -> {
                    assertThat(reveal.itemId()).isEqualTo(before.openItemId());
                    assertThat(java.util.Objects.requireNonNull(before.open()).hintsGiven())
                            .as("a hint came first")
                            .isPositive();
                }
                case TeachingMove.Milestone milestone ->
                    assertThat(COURSE.units()).anyMatch(u -> u.id().equals(milestone.unitId()));
                case TeachingMove.Clarify clarify -> assertThat(moves).hasSize(1);
                case TeachingMove.Recast recast -> assertThat(moves).noneMatch(TeachingMove.Praise.class::isInstance);
                case TeachingMove.Close close -> assertThat(moves).hasSize(1);
                case TeachingMove.Welcome ignored -> {}
                case TeachingMove.Encourage ignored -> {}
                case TeachingMove.Respond ignored -> {}
                case TeachingMove.Contrast ignored -> {}
                case TeachingMove.AskIntent ignored -> {}
                case TeachingMove.Quote ignored -> {}
                case TeachingMove.OfferHandOff ignored -> {}
                case TeachingMove.HandOff ignored -> {}
                case TeachingMove.SayWhy ignored -> {}
                case TeachingMove.SayPlan ignored -> {}
                case TeachingMove.Placed ignored -> {}
                case TeachingMove.AcceptContest ignored -> {}
                case TeachingMove.OfferStop ignored -> {}
            }
        }
    }

    private static Item item(String id) {
        return COURSE.item(id).orElseThrow();
    }

    @Provide
    Arbitrary<Deed> deeds() {
        Arbitrary<AnswerCheck> graded = Arbitraries.of(
                new AnswerCheck.Right("x", true),
                new AnswerCheck.Wrong(""),
                new AnswerCheck.Wrong("present"),
                new AnswerCheck.Unclear("mumble", ""));
        Arbitrary<String> concepts = Arbitraries.of("", "was-were", "no-such-concept");
        Arbitrary<Deed> answers = Combinators.combine(
                        graded, Arbitraries.of(true, true, true, false), Arbitraries.of(true, false))
                .as((check, about, corrected) -> new Deed(Intent.ANSWER, check, about, "", corrected));
        Arbitrary<Deed> others = Combinators.combine(
                        Arbitraries.of(Intent.values()), concepts, Arbitraries.of(true, false))
                .as((intent, concept, corrected) ->
                        new Deed(intent, new AnswerCheck.NotAnAnswer(), true, concept, corrected));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, answers), net.jqwik.api.Tuple.of(2, others));
    }
}
