package parley.tutor.teaching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.path.Courses;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Observation.Grounding;
import parley.tutor.understanding.Slip;

/** Whatever a learner does, in whatever order, the policy keeps its promises. */
class CoursePolicyProperties {
    private static final Course COURSE = Courses.chains(10, 8);

    /** What a learner does next; whether it is about the open item. */
    record Deed(
            Intent intent,
            AnswerCheck answer,
            boolean aboutOpen,
            String conceptId,
            boolean corrected,
            double score,
            int daysLater) {
        Observation on(LearnerProgress progress) {
            String item = aboutOpen ? progress.openItemId() : "elsewhere";
            return new Observation(
                    new TurnId("t"),
                    item,
                    intent,
                    answer,
                    conceptId,
                    corrected ? List.of(new Correction("a", "b", "a", "b", "", "R")) : List.of(),
                    score < 0 ? null : new Grounding(score >= 0.5 ? List.of("c1/definition") : List.of(), score));
        }
    }

    @Property(tries = 300)
    void everyReplyIsSound(@ForAll @Size(max = 120) List<@net.jqwik.api.From("deeds") Deed> deeds) {
        var tutoring = new Tutoring(COURSE);
        LearnerProgress before = tutoring.progress;
        // Each decision is made twice in there, and both must be the same.
        checkMoves(tutoring.opens(), before);
        for (Deed deed : deeds) {
            if (deed.daysLater() > 0) {
                tutoring.now = tutoring.now.plus(Duration.ofDays(deed.daysLater()));
                tutoring.newConversation();
            }
            before = tutoring.progress;
            checkMoves(tutoring.replies(deed.on(before), "something"), before);
        }
    }

    private void checkMoves(List<TeachingMove> moves, LearnerProgress before) {
        assertThat(moves).hasSizeBetween(1, 5);
        assertThat(moves.stream().filter(CoursePolicyProperties::asks)).hasSizeLessThanOrEqualTo(1);
        assertThat(asks(moves.getLast()) || moves.getLast() instanceof TeachingMove.Close)
                .as("ends with what the learner can answer: %s", moves)
                .isTrue();
        for (TeachingMove move : moves) {
            switch (move) {
                case TeachingMove.Ask ask -> {
                    item(ask.itemId());
                    reason(ask.reason());
                    assertThat(ask.again()).isEqualTo(ask.itemId().equals(before.openItemId()));
                    assertThat(ask.again() || ask.reason() != null)
                            .as("says why")
                            .isTrue();
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
                case TeachingMove.Contrast contrast ->
                    assertThat(COURSE.concept(contrast.conceptId())
                                    .orElseThrow()
                                    .misconceptions())
                            .anyMatch(m -> m.id().equals(contrast.misconceptionId()) && m.contrast() != null);
                case TeachingMove.AskIntent ignored -> assertThat(moves).hasSize(1);
                case TeachingMove.Quote quote -> assertThat(quote.passageIds()).isNotEmpty();
                case TeachingMove.OfferHandOff ignored ->
                    assertThat(moves.getLast()).isEqualTo(move);
                case TeachingMove.HandOff ignored -> {}
                case TeachingMove.SayWhy why -> reason(why.reason());
                case TeachingMove.SayPlan plan -> plan.conceptIds().forEach(CoursePolicyProperties::concept);
                case TeachingMove.Placed placed -> {
                    placed.knownConcepts().forEach(CoursePolicyProperties::concept);
                    assertThat(before.knowledge().placement().done()).isFalse();
                }
                case TeachingMove.AcceptContest contest -> concept(contest.conceptId());
                case TeachingMove.OfferStop ignored -> {}
            }
        }
    }

    /** A hint asks, too: it puts the open exercise once more with help. */
    private static boolean asks(TeachingMove move) {
        return move instanceof TeachingMove.Ask
                || move instanceof TeachingMove.Hint
                || move instanceof TeachingMove.Clarify
                || move instanceof TeachingMove.AskIntent
                || move instanceof TeachingMove.OfferHandOff;
    }

    private static void concept(String id) {
        assertThat(COURSE.concept(id)).isPresent();
    }

    private static void reason(TeachingMove.@Nullable Reason reason) {
        if (reason != null) {
            concept(reason.conceptId());
            if (!reason.goalConceptId().isEmpty()) {
                concept(reason.goalConceptId());
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
                new AnswerCheck.Wrong(Courses.MISCONCEPTION),
                new AnswerCheck.Wrong("", new Slip.NotReadable()),
                new AnswerCheck.Wrong("", new Slip.PartlyRight(1, 2)),
                new AnswerCheck.Unclear("mumble", ""));
        Arbitrary<String> concepts = Arbitraries.of("", "c3", "no-such-concept");
        Arbitrary<Integer> days = Arbitraries.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3);
        Arbitrary<Deed> answers = Combinators.combine(
                        graded, Arbitraries.of(true, true, true, false), Arbitraries.of(true, false), days)
                .as((check, about, corrected, later) ->
                        new Deed(Intent.ANSWER, check, about, "", corrected, -1, later));
        Arbitrary<Deed> others = Combinators.combine(
                        Arbitraries.of(Intent.values()),
                        concepts,
                        Arbitraries.of(true, false),
                        Arbitraries.of(-1.0, 0.1, 0.3, 0.9))
                .as((intent, concept, corrected, score) ->
                        new Deed(intent, new AnswerCheck.NotAnAnswer(), true, concept, corrected, score, 0));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(3, answers), net.jqwik.api.Tuple.of(2, others));
    }
}
