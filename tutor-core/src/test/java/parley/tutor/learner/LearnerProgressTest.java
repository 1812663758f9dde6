package parley.tutor.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.prompts.course.ExplanationStyle;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.learner.LearningEvent.MasteryContested;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.teaching.TeachingMove.Ask;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Slip;

class LearnerProgressTest {
    private static final Instant AT = Attempts.AT;
    private static final Reason PRACTISE = new Reason(Reason.Kind.PRACTISE, "c", "");
    private static final Reason DIAGNOSTIC = new Reason(Reason.Kind.DIAGNOSTIC, "c", "");

    private static LearnerProgress heard(LearnerProgress progress, TeachingMove... moves) {
        return progress.after(replied(null, null, moves));
    }

    private static TutorReplied replied(
            @Nullable Observation observation, @Nullable Attempt attempt, TeachingMove... moves) {
        return new TutorReplied(
                new TurnId("r"), List.of(), observation, attempt, List.of(moves), "words", false, "authored", AT);
    }

    private static Observation seen(String itemId, Intent intent, AnswerCheck check) {
        return new Observation(new TurnId("t"), itemId, intent, check, "", List.of());
    }

    private static LearnerProgress missed(LearnerProgress progress) {
        return progress.after(replied(
                seen("x", Intent.ANSWER, new AnswerCheck.Wrong("")),
                Attempts.wrong("x", "c"),
                new TeachingMove.TryAgain("x", "")));
    }

    private static @Nullable Memory memory(LearnerProgress progress) {
        return progress.knowledge().concept("c").memory();
    }

    private static final Memory LAPSED = Fsrs.review(null, Fsrs.Rating.AGAIN, AT);

    @Test
    void anExerciseIsTimedFromWhenItWasHeard() {
        LearnerProgress asked = heard(LearnerProgress.EMPTY, new Ask("x~5", false, PRACTISE));
        assertThat(asked.open()).isEqualTo(new OpenExercise("x~5", 0, 0, PRACTISE, AT));
    }

    @Test
    void aToldAnswerIsALapseOfMemoryOnce() {
        LearnerProgress asked = heard(LearnerProgress.EMPTY, new Ask("x", false, PRACTISE));
        LearnerProgress told = heard(asked, new TeachingMove.Reveal("x"), new Ask("y", false, PRACTISE));
        assertThat(memory(told)).isEqualTo(LAPSED);
        assertThat(memory(heard(missed(asked), new TeachingMove.Reveal("x"), new Ask("y", false, PRACTISE))))
                .isEqualTo(LAPSED);
    }

    @Test
    void anExerciseLeftAfterMissesIsALapseAndOneLeftUntriedIsNone() {
        LearnerProgress asked = heard(LearnerProgress.EMPTY, new Ask("x", false, PRACTISE));
        assertThat(memory(heard(asked, new Ask("y", false, PRACTISE)))).isNull();
        assertThat(memory(heard(missed(asked), new Ask("y", false, PRACTISE)))).isEqualTo(LAPSED);
    }

    /** In journals of earlier versions no reason tells the concept; the answers do. */
    @Test
    void theConceptOfALapseIsFoundInTheAnswers() {
        LearnerProgress asked = heard(LearnerProgress.EMPTY, new Ask("x", false));
        assertThat(memory(heard(missed(asked), new TeachingMove.Reveal("x")))).isEqualTo(LAPSED);
        assertThat(heard(asked, new TeachingMove.Reveal("x")).knowledge()).isEqualTo(Knowledge.NONE);
    }

    @Test
    void whatADiagnosticExerciseShowsMissingWasNotForgotten() {
        LearnerProgress asked = heard(LearnerProgress.EMPTY, new Ask("x", false, DIAGNOSTIC));
        assertThat(asked.knowledge().placement()).isEqualTo(new Knowledge.Placement(1, false));
        LearnerProgress next = heard(missed(asked), new Ask("y", false, DIAGNOSTIC));
        assertThat(next.knowledge().placement()).isEqualTo(new Knowledge.Placement(2, false));
        assertThat(memory(next)).isNull();
        assertThat(heard(next, new TeachingMove.Placed(List.of("d"), "c"))
                        .knowledge()
                        .placement())
                .isEqualTo(new Knowledge.Placement(2, true));
    }

    @Test
    void anExplanationThatWasHeardWaitsForItsEffect() {
        assertThat(heard(LearnerProgress.EMPTY, new TeachingMove.Explain("c", ExplanationStyle.EXAMPLE))
                        .knowledge()
                        .explained())
                .isEqualTo(new Knowledge.Explained("c", ExplanationStyle.EXAMPLE));
        assertThat(heard(LearnerProgress.EMPTY, new TeachingMove.Explain("c", null))
                        .knowledge()
                        .explained())
                .isEqualTo(new Knowledge.Explained("c", ExplanationStyle.DEFINITION));
    }

    @Test
    void aConceptIsContestedOutsideOrInsideOfAConversation() {
        assertThat(LearnerProgress.EMPTY
                        .after(new MasteryContested("c", AT))
                        .knowledge()
                        .contested())
                .containsExactly("c");
        assertThat(heard(LearnerProgress.EMPTY, new TeachingMove.AcceptContest("c"))
                        .knowledge()
                        .contested())
                .containsExactly("c");
    }

    @Test
    void distressIsRemembered() {
        Observation distress = seen("", Intent.DISTRESS, new AnswerCheck.NotAnAnswer());
        LearnerProgress told = LearnerProgress.EMPTY.after(replied(distress, null, new TeachingMove.Encourage()));
        assertThat(told.distressed()).isEqualTo(AT);
    }

    @Test
    void whatCouldNotBeReadAsAnAnswerIsNoMiss() {
        LearnerProgress asked = heard(LearnerProgress.EMPTY, new Ask("x", false, PRACTISE));
        Observation unreadable = seen("x", Intent.ANSWER, new AnswerCheck.Wrong("", new Slip.NotReadable()));
        OpenExercise open =
                Objects.requireNonNull(asked.observed(unreadable, null).open());
        assertThat(open.misses()).isZero();
    }
}
