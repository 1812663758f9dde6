package parley.tutor.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import parley.prompts.course.ExplanationStyle;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.ToolUse;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearningEvent;
import parley.tutor.learner.LearningEvent.ConversationOpened;
import parley.tutor.learner.LearningEvent.LearnerSpoke;
import parley.tutor.learner.LearningEvent.MasteryContested;
import parley.tutor.learner.LearningEvent.ProfileChanged;
import parley.tutor.learner.LearningEvent.ToolUsed;
import parley.tutor.learner.LearningEvent.TurnReopened;
import parley.tutor.learner.LearningEvent.TutorReplied;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;
import parley.tutor.understanding.Slip;

/** At least one value of every type that a journal can hold. */
public final class EventSamples {
    public static final Instant AT = Instant.parse("2026-03-01T10:15:30.123456Z");

    private static final Correction CORRECTION = new Correction(
            "Yesterday I go home.", "Yesterday I went home.", "go", "went", "The past of \"go\" is \"went\".", "PAST");

    public static final List<AnswerCheck> CHECKS = List.of(
            new AnswerCheck.NotAnAnswer(),
            new AnswerCheck.Right("I went home", false),
            new AnswerCheck.Wrong("present-for-past"),
            new AnswerCheck.Unclear("I want home", "I went home"),
            new AnswerCheck.Wrong("", new Slip.FirstWrongStep(2, "2x = 8", "x = 6")));

    public static final List<Slip> SLIPS = List.of(
            new Slip.FirstWrongStep(2, "2x = 8", "x = 6"),
            new Slip.MissingUnit("m"),
            new Slip.WrongUnit("cm", "m"),
            new Slip.WrongForm("simplified"),
            new Slip.NotPrecise(),
            new Slip.PartlyRight(1, 3),
            new Slip.NotReadable(),
            new Slip.NotReadable(Slip.NotReadable.Reason.NOT_AN_OPTION));

    private static final TeachingMove.Reason REASON =
            new TeachingMove.Reason(TeachingMove.Reason.Kind.REPAIR_GAP, "past-simple", "past-questions");

    public static final Attempt ATTEMPT = new Attempt(
            "past-1~17", "past-simple", true, true, 1, "", 0.1 + 0.2, -0.75, 0.25, Duration.ofMillis(4_200), AT);

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
            new TeachingMove.Close(),
            new TeachingMove.Ask("past-1~17", true, REASON),
            new TeachingMove.Explain("past-simple", ExplanationStyle.WORKED_EXAMPLE),
            new TeachingMove.Contrast("past-simple", "present-for-past"),
            new TeachingMove.AskIntent("go home"),
            new TeachingMove.Quote(List.of("past-simple/definition", "past-simple/example")),
            new TeachingMove.OfferHandOff("Why is it \"went\"?"),
            new TeachingMove.HandOff("Why is it \"went\"?"),
            new TeachingMove.SayWhy("past-1~17", REASON),
            new TeachingMove.SayPlan(List.of("past-simple", "past-questions"), 10),
            new TeachingMove.Placed(List.of("past-simple"), "past-questions"),
            new TeachingMove.AcceptContest("past-simple"),
            new TeachingMove.OfferStop(true));

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
            replied("r5", CHECKS.get(3)),
            graded("r6", ATTEMPT),
            new ProfileChanged(new LearnerProfile(ZoneId.of("Asia/Shanghai"), 20, 1, "为了旅行"), AT),
            new MasteryContested("past-simple", AT),
            new TurnReopened(new TurnId("t2"), AT),
            new ToolUsed(
                    new TurnId("r6"),
                    new ToolUse("call_1", "look_up_concept", "{\"name\":\"went\"}", "{\"title\":\"past simple\"}"),
                    AT));

    private EventSamples() {}

    public static LearnerSpoke typed(String turn, String text) {
        return new LearnerSpoke(LearnerTurn.typed(new TurnId(turn), text), AT);
    }

    /** A reply to an answer that {@code attempt} graded, whose question was grounded in the course. */
    public static TutorReplied graded(String reply, Attempt attempt) {
        var turn = new TurnId("t2");
        return new TutorReplied(
                new TurnId(reply),
                List.of(turn),
                new Observation(
                        turn,
                        attempt.exerciseId(),
                        Intent.ANSWER,
                        new AnswerCheck.Right("I went home", true),
                        attempt.conceptId(),
                        List.of(),
                        new Observation.Grounding(List.of("past-simple/definition"), 0.875)),
                attempt,
                List.of(new TeachingMove.Praise(attempt.exerciseId(), "I went home")),
                "Yes!",
                false,
                "some-model",
                "tutor-reply@0123456789abcdef",
                " Now the next.",
                AT);
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
