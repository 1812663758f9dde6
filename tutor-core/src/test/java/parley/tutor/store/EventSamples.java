package parley.tutor.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

/** At least one value of every type that a journal can hold. */
public final class EventSamples {
    public static final Instant AT = Instant.parse("2026-03-01T10:15:30.123456Z");

    private static final Correction CORRECTION = new Correction(
            "Yesterday I go home.", "Yesterday I went home.", "go", "went", "The past of \"go\" is \"went\".", "PAST");

    public static final List<AnswerCheck> CHECKS = List.of(
            new AnswerCheck.NotAnAnswer(),
            new AnswerCheck.Right("I went home", false),
            new AnswerCheck.Wrong("present-for-past"),
            new AnswerCheck.Unclear("I want home", "I went home"));

    public static final List<TeachingMove> MOVES = List.of(
            new TeachingMove.Welcome(true),
            new TeachingMove.Ask("past-1", false),
            new TeachingMove.Praise("past-1", "I went home"),
            new TeachingMove.Recast(CORRECTION),
            new TeachingMove.TryAgain("past-1", ""),
            new TeachingMove.Hint("past-1", 2),
            new TeachingMove.Explain("past-simple"),
            new TeachingMove.Reveal("past-1"),
            new TeachingMove.Clarify("I want home", List.of("I went home", "I want a home")),
            new TeachingMove.Encourage(),
            new TeachingMove.Respond(TeachingMove.Topic.OFF_COURSE),
            new TeachingMove.Milestone("past", true),
            new TeachingMove.Close());

    public static final List<LearningEvent> EVENTS = List.of(
            new ConversationOpened("everyday-english", AT),
            typed("t1", "我想说 \"hello\" 👋 \\ \u0000 </script>\nsecond line"),
            new LearnerSpoke(
                    new LearnerTurn(
                            new TurnId("t2"),
                            "I went home",
                            new SpokenEvidence(
                                    List.of(new SpokenEvidence.SpokenWord(
                                            "went", Duration.ofMillis(1_234), Duration.ofMillis(1_500), 0.875)),
                                    "I want home",
                                    "I went home",
                                    0.25)),
                    AT),
            new TutorReplied(new TurnId("r1"), List.of(), null, null, MOVES, "", false, "authored", AT),
            replied("r2", CHECKS.get(0)),
            replied("r3", CHECKS.get(1)),
            replied("r4", CHECKS.get(2)),
            replied("r5", CHECKS.get(3)));

    private EventSamples() {}

    public static LearnerSpoke typed(String turn, String text) {
        return new LearnerSpoke(LearnerTurn.typed(new TurnId(turn), text), AT);
    }

    public static TutorReplied replied(String reply, AnswerCheck check) {
        var turn = new TurnId("t2");
        return new TutorReplied(
                new TurnId(reply),
                List.of(new TurnId("t1"), turn),
                new Observation(turn, "past-1", Intent.ANSWER, check, "past-simple", List.of(CORRECTION)),
                null,
                List.of(new TeachingMove.Hint("past-1", 0)),
                "What did you do?",
                true,
                "some-model",
                AT);
    }
}
