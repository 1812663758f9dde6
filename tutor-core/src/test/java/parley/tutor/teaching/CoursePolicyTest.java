package parley.tutor.teaching;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.tutor.teaching.Tutoring.asked;
import static parley.tutor.teaching.Tutoring.reason;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.prompts.course.Course;
import parley.prompts.course.ExplanationStyle;
import parley.prompts.course.ShippedCourses;
import parley.tutor.learner.Habits;
import parley.tutor.learner.LearningEvent;
import parley.tutor.path.Courses;
import parley.tutor.teaching.TeachingMove.AcceptContest;
import parley.tutor.teaching.TeachingMove.Ask;
import parley.tutor.teaching.TeachingMove.AskIntent;
import parley.tutor.teaching.TeachingMove.Clarify;
import parley.tutor.teaching.TeachingMove.Close;
import parley.tutor.teaching.TeachingMove.Contrast;
import parley.tutor.teaching.TeachingMove.Encourage;
import parley.tutor.teaching.TeachingMove.Explain;
import parley.tutor.teaching.TeachingMove.HandOff;
import parley.tutor.teaching.TeachingMove.Hint;
import parley.tutor.teaching.TeachingMove.Milestone;
import parley.tutor.teaching.TeachingMove.OfferHandOff;
import parley.tutor.teaching.TeachingMove.OfferStop;
import parley.tutor.teaching.TeachingMove.Praise;
import parley.tutor.teaching.TeachingMove.Quote;
import parley.tutor.teaching.TeachingMove.Reason;
import parley.tutor.teaching.TeachingMove.Reason.Kind;
import parley.tutor.teaching.TeachingMove.Recast;
import parley.tutor.teaching.TeachingMove.Respond;
import parley.tutor.teaching.TeachingMove.Reveal;
import parley.tutor.teaching.TeachingMove.SayPlan;
import parley.tutor.teaching.TeachingMove.SayWhy;
import parley.tutor.teaching.TeachingMove.Topic;
import parley.tutor.teaching.TeachingMove.TryAgain;
import parley.tutor.teaching.TeachingMove.Welcome;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation.Grounding;
import parley.tutor.understanding.Slip;

class CoursePolicyTest {
    private static final Course COURSE = Courses.chains(10, 8);
    private static final String FIRST = "c0-0";
    private static final Ask AGAIN = new Ask(FIRST, true);
    private static final Correction CORRECTION = new Correction("He go.", "He goes.", "go", "goes", "", "R");

    private final Tutoring tutoring = Tutoring.with(COURSE, FIRST, Kind.NEXT_CONCEPT);

    @Test
    void welcomesWhoComesBackToTheirExercise() {
        tutoring.newConversation();
        assertThat(tutoring.opens()).containsExactly(new Welcome(true), AGAIN);
    }

    @Test
    void tellsWhoComesBackWhatIsDueAndBeginsWithIt() {
        for (int i = 0; i < 3; i++) {
            tutoring.right();
        }
        tutoring.now = tutoring.now.plus(Duration.ofDays(60));
        tutoring.newConversation();
        List<TeachingMove> moves = tutoring.opens();
        assertThat(moves).hasSize(3).startsWith(new Welcome(true));
        assertThat(moves.get(1))
                .isInstanceOfSatisfying(
                        SayPlan.class, plan -> assertThat(plan.conceptIds()).startsWith("c0"));
        assertThat(reason(moves)).isEqualTo(new Reason(Kind.REVIEW_DUE, "c0", ""));
    }

    @Test
    void praisesARightAnswerWithoutRecastAndGoesOn() {
        List<TeachingMove> moves = tutoring.turn(Intent.ANSWER, new AnswerCheck.Right("x", true), CORRECTION);
        assertThat(moves).hasSize(2).startsWith(new Praise(FIRST, "x"));
        assertThat(reason(moves).conceptId()).isEqualTo("c0");
        assertThat(asked(moves).again()).isFalse();
    }

    @Test
    void climbsTheLadderAndTellsAtTheThirdMiss() {
        assertThat(tutoring.wrong()).containsExactly(new TryAgain(FIRST, ""), new Hint(FIRST, 0));
        assertThat(tutoring.turn(Intent.ANSWER, new AnswerCheck.Wrong(""), CORRECTION))
                .containsExactly(new Recast(CORRECTION), new TryAgain(FIRST, ""), new Hint(FIRST, 1));
        List<TeachingMove> third = tutoring.wrong();
        assertThat(third).hasSize(3).startsWith(new TryAgain(FIRST, ""), new Reveal(FIRST));
        assertThat(asked(third).itemId()).isNotEqualTo(FIRST);
    }

    @Test
    void helpsOneRungAtATimeBeforeItTells() {
        for (int rung = 0; rung < 4; rung++) {
            assertThat(tutoring.wants(Intent.ASKS_HINT)).containsExactly(new Hint(FIRST, rung));
        }
        assertThat(tutoring.wants(Intent.ASKS_HINT)).hasSize(2).startsWith(new Reveal(FIRST));

        var insisting = Tutoring.with(COURSE, FIRST, Kind.PRACTISE);
        assertThat(insisting.wants(Intent.ASKS_ANSWER)).containsExactly(new Hint(FIRST, 0));
        assertThat(insisting.wants(Intent.ASKS_ANSWER)).hasSize(2).startsWith(new Reveal(FIRST));

        var helpless = Tutoring.with(COURSE, FIRST, Kind.PRACTISE);
        assertThat(helpless.wants(Intent.DOES_NOT_KNOW)).containsExactly(new Hint(FIRST, 0));
        assertThat(helpless.wants(Intent.DOES_NOT_KNOW)).containsExactly(new Hint(FIRST, 1));
        assertThat(helpless.wants(Intent.DOES_NOT_KNOW)).hasSize(2).startsWith(new Reveal(FIRST));
    }

    @Test
    void startsFromTheLearnersOwnStep() {
        Slip step = new Slip.FirstWrongStep(2, "2x = 6", "x = 4");
        assertThat(tutoring.wrong(step)).containsExactly(new TryAgain(FIRST, "", step), new Hint(FIRST, 0));
    }

    @Test
    void letsTheLearnerMendAFormAndNeverCountsTheUnreadable() {
        Slip form = new Slip.WrongForm("lowest-terms");
        assertThat(tutoring.wrong(form)).containsExactly(new TryAgain(FIRST, "", form), AGAIN);
        assertThat(tutoring.wrong(form)).containsExactly(new TryAgain(FIRST, "", form), new Hint(FIRST, 0));
        Slip unreadable = new Slip.NotReadable();
        for (int i = 0; i < 5; i++) {
            assertThat(tutoring.wrong(unreadable)).containsExactly(new TryAgain(FIRST, "", unreadable), AGAIN);
        }
    }

    @Test
    void namesOnlyMisconceptionsThatThereAre() {
        assertThat(tutoring.wrong("no-such-thing")).startsWith(new TryAgain(FIRST, ""));
    }

    @Test
    void stopsDrillingARepeatedMisconception() {
        String muddle = Courses.MISCONCEPTION;
        assertThat(tutoring.wrong(muddle)).containsExactly(new TryAgain(FIRST, muddle), new Hint(FIRST, 0));
        List<TeachingMove> moves = tutoring.wrong(muddle);
        assertThat(moves)
                .containsExactly(
                        new TryAgain(FIRST, muddle),
                        new Explain("c0", ExplanationStyle.WORKED_EXAMPLE),
                        new Contrast("c0", muddle),
                        new Ask("c0-2", false, new Reason(Kind.SIMILAR, "c0", "")));
        assertThat(tutoring.wrong(muddle).get(1))
                .as("what has just failed is not said again")
                .isEqualTo(new Explain("c0", ExplanationStyle.EXAMPLE));
    }

    @Test
    void asksAnIsomorphOfAParametricItem() {
        var parametric = Tutoring.with(COURSE, "c0-3~7", Kind.PRACTISE);
        parametric.wrong(Courses.MISCONCEPTION);
        Ask similar = asked(parametric.wrong(Courses.MISCONCEPTION));
        assertThat(similar.itemId()).startsWith("c0-3~").isNotEqualTo("c0-3~7");
    }

    @Test
    void explainsInTheStyleThatHelpedThisLearner() {
        var explain = List.of((TeachingMove) new Explain("c0", ExplanationStyle.EXAMPLE));
        for (int i = 0; i < 6; i++) {
            tutoring.progress = tutoring.progress.after(new LearningEvent.TutorReplied(
                    new parley.tutor.conversation.TurnId("r"),
                    List.of(),
                    null,
                    null,
                    explain,
                    "",
                    false,
                    "authored",
                    tutoring.now));
            tutoring.right();
        }
        assertThat(tutoring.progress.knowledge().styles().get(ExplanationStyle.EXAMPLE))
                .isNotNull();
        assertThat(tutoring.asks(Intent.ASKS_CONCEPT, "?", "c5", null))
                .startsWith(new Explain("c5", ExplanationStyle.EXAMPLE));
    }

    @Test
    void checksAClaimToKnow() {
        List<TeachingMove> moves = tutoring.wants(Intent.CONTESTS);
        assertThat(moves).hasSize(2).startsWith(new AcceptContest("c0"));
        assertThat(reason(moves)).isEqualTo(new Reason(Kind.CHECK, "c0", ""));
        String check = tutoring.openId();
        assertThat(check).isNotEqualTo(FIRST);
        assertThat(tutoring.wants(Intent.CONTESTS)).as("once").containsExactly(new Ask(check, true));
        assertThat(tutoring.wrong()).containsExactly(new Encourage(), new TryAgain(check, ""), new Hint(check, 0));
        assertThat(tutoring.right()).startsWith(new Praise(check, "x"));
    }

    @Test
    void checksWhatWasContestedElsewhere() {
        tutoring.progress = tutoring.progress.after(new LearningEvent.MasteryContested("c7", tutoring.now));
        List<TeachingMove> moves = tutoring.right();
        assertThat(moves).hasSize(3).contains(new AcceptContest("c7"));
        assertThat(reason(moves)).isEqualTo(new Reason(Kind.CHECK, "c7", ""));
    }

    @Test
    void saysWhyAndWhat() {
        assertThat(tutoring.wants(Intent.ASKS_WHY))
                .containsExactly(new SayWhy(FIRST, new Reason(Kind.NEXT_CONCEPT, "c0", "")), AGAIN);
        assertThat(tutoring.wants(Intent.ASKS_PLAN))
                .containsExactly(new SayPlan(List.of("c0", "c1", "c2", "c3"), 10), AGAIN);
    }

    @Test
    void passesAQuestionToATeacherOnceThatIsAgreed() {
        String said = "Can I talk to a teacher?";
        var offer = new OfferHandOff(said);
        assertThat(tutoring.asks(Intent.ASKS_TEACHER, said, "", null)).containsExactly(offer);
        assertThat(tutoring.wants(Intent.DECLINES)).containsExactly(AGAIN);
        assertThat(tutoring.asks(Intent.ASKS_TEACHER, said, "", null)).containsExactly(offer);
        assertThat(tutoring.wants(Intent.READY)).containsExactly(new HandOff(said), AGAIN);
        assertThat(tutoring.wants(Intent.READY)).as("no offer waits").containsExactly(AGAIN);
        String longer = "?".repeat(2000);
        assertThat(tutoring.asks(Intent.ASKS_TEACHER, longer, "", null))
                .containsExactly(new OfferHandOff("?".repeat(Questions.MAX_QUESTION_CHARS)));
    }

    @Test
    void quotesTheCourseOrAbstains() {
        var grounded = new Grounding(List.of("c4/contrast/muddle", "c4/item/" + FIRST), 0.8);
        assertThat(tutoring.asks(Intent.OFF_COURSE, "q", "", grounded))
                .as("without what gives the open answer away")
                .containsExactly(new Quote(List.of("c4/contrast/muddle")), AGAIN);
        var near = new Grounding(List.of(), Questions.OFFER_FROM);
        assertThat(tutoring.asks(Intent.OFF_COURSE, "q", "", near)).containsExactly(new OfferHandOff("q"));
        var far = new Grounding(List.of(), 0.1);
        assertThat(tutoring.asks(Intent.OFF_COURSE, "q", "", far))
                .containsExactly(new Respond(Topic.OFF_COURSE), AGAIN);
        assertThat(tutoring.asks(Intent.ASKS_CONCEPT, "q", "", near)).containsExactly(new OfferHandOff("q"));
    }

    @Test
    void explainsANamedConceptAndQuotesWhatIsMoreSpecific() {
        var rule = new Grounding(List.of("c4/definition"), 0.9);
        assertThat(tutoring.asks(Intent.ASKS_CONCEPT, "q", "c4", rule))
                .containsExactly(new Explain("c4", ExplanationStyle.WORKED_EXAMPLE), AGAIN);
        var contrast = new Grounding(List.of("c4/contrast/muddle"), 0.9);
        assertThat(tutoring.asks(Intent.ASKS_CONCEPT, "q", "c4", contrast))
                .containsExactly(new Quote(List.of("c4/contrast/muddle")), AGAIN);
    }

    private static List<TeachingMove> unclear(Tutoring learner, String heard, String... others) {
        return learner.turn(Intent.ANSWER, new AnswerCheck.Unclear(heard, "", List.of(others)));
    }

    @Test
    void namesOneOtherReadingAndNoneThatTellsTheAnswer() {
        var learner = Tutoring.with(ShippedCourses.everydayEnglish(), "order-coffee", Kind.PRACTISE);
        String answer = "could i have a coffee please";
        assertThat(unclear(learner, "could i have copy", "could i have coffee", "could i have toffee"))
                .containsExactly(new Clarify("could i have copy", List.of("could i have coffee")));
        assertThat(unclear(learner, "could i have copy", "could i have coffee", answer))
                .as("what is not named tells nothing")
                .containsExactly(new Clarify("could i have copy", List.of("could i have coffee")));
        assertThat(unclear(learner, "could i have copy", answer, "could i have coffee"))
                .as("naming the second instead would tell that the first is right")
                .containsExactly(new Clarify("could i have copy", List.of()));
        assertThat(unclear(learner, answer, "could i have coffee", "could i have copy"))
                .as("what was heard is itself the answer")
                .containsExactly(new Clarify("", List.of()));
        assertThat(unclear(learner, "could i have copy")).containsExactly(new Clarify("could i have copy", List.of()));
        assertThat(learner.openId()).isEqualTo("order-coffee");
        assertThat(learner.progress.item("order-coffee").attempts())
                .as("asking back counts for nothing")
                .isZero();
        assertThat(java.util.Objects.requireNonNull(learner.progress.open()).misses())
                .isZero();
    }

    @Test
    void asksWhatWasMeant() {
        assertThat(tutoring.asks(Intent.UNCLEAR, "the past", "", null)).containsExactly(new AskIntent("the past"));
        assertThat(tutoring.turn(Intent.ANSWER, new AnswerCheck.Unclear("mumble", "")))
                .containsExactly(new Clarify("mumble", List.of()));
        assertThat(tutoring.turn(Intent.ANSWER, new AnswerCheck.Unclear("the answer of c0-0", "")))
                .as("the answer isn't given away")
                .containsExactly(new Clarify("", List.of()));
    }

    @Test
    void meetsDistressFirstAndThenStaysWithinReach() {
        assertThat(tutoring.wants(Intent.DISTRESS)).containsExactly(new Encourage(), AGAIN);
        tutoring.wrong();
        List<TeachingMove> moves = tutoring.wants(Intent.DISTRESS);
        assertThat(moves).hasSize(2).startsWith(new Encourage());
        assertThat(reason(moves)).isEqualTo(new Reason(Kind.EASIER, "c0", ""));
        assertThat(asked(moves).itemId()).isNotEqualTo(FIRST);
    }

    @Test
    void saysOnceThatThisIsAPlaceToStop() {
        tutoring.habits = new Habits(Map.of(LocalDate.of(2026, 3, 2), 601L), tutoring.now);
        assertThat(tutoring.wrong()).as("not in the middle").noneMatch(OfferStop.class::isInstance);
        assertThat(tutoring.right()).hasSize(3).startsWith(new Praise(FIRST, "x"), new OfferStop(true));
        assertThat(tutoring.right()).noneMatch(OfferStop.class::isInstance);

        var tired = Tutoring.with(COURSE, FIRST, Kind.PRACTISE);
        tired.wants(Intent.DISTRESS);
        assertThat(tired.right()).contains(new OfferStop(false));
    }

    @Test
    void marksAUnitAndTheCourseWhenTheirLastConceptIsMastered() {
        Course small = Courses.chains(2, 6);
        var learner = Tutoring.with(small, "c0-0", Kind.NEXT_CONCEPT);
        int milestones = 0;
        for (int i = 0; i < 12; i++) {
            List<TeachingMove> moves = learner.right();
            boolean done = moves.contains(new Milestone("u0", true));
            milestones += done ? 1 : 0;
            assertThat(moves.size()).isLessThanOrEqualTo(5);
        }
        assertThat(milestones).isEqualTo(1);
    }

    @Test
    void answersWhatIsNoAnswer() {
        assertThat(tutoring.wants(Intent.ASKS_REPEAT)).containsExactly(AGAIN);
        assertThat(tutoring.turn(Intent.SMALL_TALK, new AnswerCheck.NotAnAnswer(), CORRECTION))
                .containsExactly(new Recast(CORRECTION), new Respond(Topic.SMALL_TALK), AGAIN);
        assertThat(tutoring.wants(Intent.OFF_COURSE)).containsExactly(new Respond(Topic.OFF_COURSE), AGAIN);
        assertThat(tutoring.wants(Intent.GOODBYE)).containsExactly(new Close());
        assertThat(tutoring.wants(Intent.ASKS_CONCEPT))
                .as("no concept named: the open one's")
                .hasSize(2)
                .hasAtLeastOneElementOfType(Explain.class)
                .endsWith(AGAIN);
        assertThat(asked(tutoring.wants(Intent.ASKS_SKIP)).itemId()).isNotEqualTo(FIRST);
    }

    @Test
    void skippingShowsAllOfAConceptRatherThanTwoItemsInTurn() {
        var seen = new java.util.HashSet<String>();
        for (int i = 0; i < 6; i++) {
            seen.add(asked(tutoring.wants(Intent.ASKS_SKIP)).itemId());
        }
        assertThat(seen).hasSize(6);
    }

    @Test
    void holdsNothingAgainstALearnerForAnExerciseNoLongerOpen() {
        var elsewhere = new parley.tutor.understanding.Observation(
                new parley.tutor.conversation.TurnId("t"),
                "c9-1",
                Intent.ANSWER,
                new AnswerCheck.Wrong(""),
                "",
                List.of());
        assertThat(tutoring.replies(elsewhere, "")).containsExactly(AGAIN);
    }
}
