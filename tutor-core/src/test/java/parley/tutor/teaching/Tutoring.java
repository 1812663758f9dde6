package parley.tutor.teaching;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Course;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.CourseAssessor;
import parley.tutor.learner.Habits;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearningEvent;
import parley.tutor.teaching.TeachingMove.Ask;
import parley.tutor.teaching.TeachingMove.Placed;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Observation.Grounding;
import parley.tutor.understanding.Slip;

/** A policy at work with one learner, turn by turn, as a conversation has it. */
final class Tutoring {
    final Course course;
    final CoursePolicy policy;
    LearnerProgress progress = LearnerProgress.EMPTY;
    Habits habits = Habits.NONE;
    Instant now = Instant.parse("2026-03-02T10:00:00Z");
    long seed;
    List<List<TeachingMove>> replies = new ArrayList<>();
    private boolean isNew = true;

    Tutoring(Course course) {
        this.course = course;
        this.policy = new CoursePolicy(course);
    }

    /** A learner who needs no placing, with this exercise open. */
    static Tutoring with(Course course, String exerciseId, Reason.Kind kind) {
        var tutoring = new Tutoring(course);
        tutoring.hears(List.of(new Placed(List.of(), "")), null, null);
        tutoring.put(exerciseId, kind);
        tutoring.isNew = false;
        return tutoring;
    }

    void put(String exerciseId, Reason.Kind kind) {
        String concept = course.conceptOf(exerciseId).orElseThrow().id();
        hears(List.of(new Ask(exerciseId, false, new Reason(kind, concept, ""))), null, null);
    }

    Known known() {
        return new Known(progress, ItemRatings.NONE, LearnerProfile.UNTOLD, habits);
    }

    void newConversation() {
        isNew = true;
        replies = new ArrayList<>();
    }

    List<TeachingMove> opens() {
        return replies(null, "");
    }

    List<TeachingMove> right() {
        return turn(Intent.ANSWER, new AnswerCheck.Right("x", true));
    }

    List<TeachingMove> wrong() {
        return turn(Intent.ANSWER, new AnswerCheck.Wrong(""));
    }

    List<TeachingMove> wrong(String misconceptionId) {
        return turn(Intent.ANSWER, new AnswerCheck.Wrong(misconceptionId));
    }

    List<TeachingMove> wrong(Slip slip) {
        return turn(Intent.ANSWER, new AnswerCheck.Wrong("", slip));
    }

    List<TeachingMove> wants(Intent intent) {
        return turn(intent, new AnswerCheck.NotAnAnswer());
    }

    List<TeachingMove> asks(Intent intent, String said, String conceptId, @Nullable Grounding grounding) {
        return replies(
                new Observation(
                        new TurnId("t"),
                        progress.openItemId(),
                        intent,
                        new AnswerCheck.NotAnAnswer(),
                        conceptId,
                        List.of(),
                        grounding),
                said);
    }

    List<TeachingMove> turn(Intent intent, AnswerCheck check, Correction... corrections) {
        return replies(
                new Observation(new TurnId("t"), progress.openItemId(), intent, check, "", List.of(corrections)), "");
    }

    /** Decides, twice, and lets the learner hear it. */
    List<TeachingMove> replies(@Nullable Observation observation, String said) {
        now = now.plusSeconds(20);
        Situation situation = situation(observation, said);
        List<TeachingMove> moves = policy.decide(situation);
        if (!policy.decide(situation).equals(moves)) {
            throw new AssertionError("not pure");
        }
        hears(moves, observation, situation.attempt());
        isNew = false;
        seed++;
        return moves;
    }

    Situation situation(@Nullable Observation observation, String said) {
        Attempt attempt = observation == null
                ? null
                : new CourseAssessor(course).assess(known(), observation, now).orElse(null);
        return new Situation(observation, attempt, known(), isNew, now, seed, said, replies);
    }

    private void hears(List<TeachingMove> moves, @Nullable Observation observation, @Nullable Attempt attempt) {
        replies.add(moves);
        progress = progress.after(new LearningEvent.TutorReplied(
                new TurnId("r"), List.of(), observation, attempt, moves, "", false, "authored", now));
    }

    String openId() {
        return progress.openItemId();
    }

    Reason openReason() {
        return requireNonNull(requireNonNull(progress.open()).reason());
    }

    /** What the moves end by asking. */
    static Ask asked(List<TeachingMove> moves) {
        return (Ask) moves.getLast();
    }

    /** Why they ask that. */
    static Reason reason(List<TeachingMove> moves) {
        return requireNonNull(asked(moves).reason());
    }
}
