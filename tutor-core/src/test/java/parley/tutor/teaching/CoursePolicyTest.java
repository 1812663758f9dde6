package parley.tutor.teaching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.ShippedCourses;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Habits;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.Knowledge;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearnerProgress.ItemRecord;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.teaching.TeachingMove.Ask;
import parley.tutor.teaching.TeachingMove.Clarify;
import parley.tutor.teaching.TeachingMove.Close;
import parley.tutor.teaching.TeachingMove.Encourage;
import parley.tutor.teaching.TeachingMove.Explain;
import parley.tutor.teaching.TeachingMove.Hint;
import parley.tutor.teaching.TeachingMove.Milestone;
import parley.tutor.teaching.TeachingMove.Praise;
import parley.tutor.teaching.TeachingMove.Recast;
import parley.tutor.teaching.TeachingMove.Respond;
import parley.tutor.teaching.TeachingMove.Reveal;
import parley.tutor.teaching.TeachingMove.Topic;
import parley.tutor.teaching.TeachingMove.TryAgain;
import parley.tutor.teaching.TeachingMove.Welcome;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

class CoursePolicyTest {
    private List<TeachingMove> decided(@Nullable Observation observation, LearnerProgress progress, boolean isNew) {
        var known = new Known(progress, ItemRatings.NONE, LearnerProfile.UNTOLD, Habits.NONE);
        return policy.decide(new Situation(observation, null, known, isNew, Instant.EPOCH, 0));
    }

    private static final Course COURSE = ShippedCourses.everydayEnglish();
    private static final Item FIRST = COURSE.items().get(0);
    private static final Item SECOND = COURSE.items().get(1);
    private static final Correction CORRECTION = new Correction("He go.", "He goes.", "go", "goes", "", "R");

    private final CoursePolicy policy = new CoursePolicy(COURSE);

    private static Observation wants(Intent intent, Correction... corrections) {
        return seen(FIRST, intent, new AnswerCheck.NotAnAnswer(), corrections);
    }

    private static Observation gave(AnswerCheck check, Correction... corrections) {
        return seen(FIRST, Intent.ANSWER, check, corrections);
    }

    private static Observation seen(Item item, Intent intent, AnswerCheck check, Correction... corrections) {
        return new Observation(new TurnId("t"), item.id(), intent, check, "", List.of(corrections));
    }

    private static LearnerProgress open(int hints, int misses) {
        return new LearnerProgress(Map.of(), new OpenExercise(FIRST.id(), hints, misses), 3, Knowledge.NONE);
    }

    private List<TeachingMove> decide(@Nullable Observation observation, LearnerProgress progress) {
        return decided(observation, progress, false);
    }

    @Test
    void opensWithAWelcomeAndOneQuestion() {
        assertThat(decided(null, LearnerProgress.EMPTY, true))
                .containsExactly(new Welcome(false), new Ask(FIRST.id(), false));
        assertThat(decided(null, open(1, 0), true)).containsExactly(new Welcome(true), new Ask(FIRST.id(), true));
    }

    @Test
    void welcomesWhoGreetsFirstAndHelpsWhoBeginsWithARequest() {
        assertThat(decided(wants(Intent.SMALL_TALK), LearnerProgress.EMPTY, true))
                .containsExactly(new Welcome(false), new Ask(FIRST.id(), false));
        assertThat(decided(wants(Intent.ASKS_ABOUT_TUTOR), LearnerProgress.EMPTY, true))
                .containsExactly(new Respond(Topic.ABOUT_TUTOR), new Ask(FIRST.id(), false));
        assertThat(decided(gave(new AnswerCheck.Right("x", true)), open(0, 0), true))
                .startsWith(new Praise(FIRST.id(), "x"));
    }

    @Test
    void praisesARightAnswerWithoutRecastAndGoesOn() {
        assertThat(decide(gave(new AnswerCheck.Right("A coffee, please.", true), CORRECTION), open(0, 0)))
                .containsExactly(new Praise(FIRST.id(), "A coffee, please."), new Ask(SECOND.id(), false));
    }

    @Test
    void climbsTheHintsBeforeItTells() {
        AnswerCheck wrong = new AnswerCheck.Wrong("");
        assertThat(FIRST.hints()).hasSizeGreaterThan(2);
        assertThat(decide(gave(wrong), open(0, 0)))
                .containsExactly(new TryAgain(FIRST.id(), ""), new Hint(FIRST.id(), 0));
        assertThat(decide(gave(wrong, CORRECTION), open(1, 1)))
                .containsExactly(new Recast(CORRECTION), new TryAgain(FIRST.id(), ""), new Hint(FIRST.id(), 1));
        assertThat(decide(gave(wrong), open(2, 2)))
                .containsExactly(new TryAgain(FIRST.id(), ""), new Reveal(FIRST.id()), new Ask(SECOND.id(), false));
        assertThat(decide(gave(wrong), open(1, 2))).as("the third miss").contains(new Reveal(FIRST.id()));
    }

    @Test
    void namesOnlyMisconceptionsThatTheItemHas() {
        String known = FIRST.misconceptions().getFirst().id();
        assertThat(decide(gave(new AnswerCheck.Wrong(known)), open(0, 0))).contains(new TryAgain(FIRST.id(), known));
        assertThat(decide(gave(new AnswerCheck.Wrong("gone")), open(0, 0))).contains(new TryAgain(FIRST.id(), ""));
    }

    @Test
    void helpsBeforeItTells() {
        assertThat(decide(wants(Intent.ASKS_HINT), open(0, 0))).containsExactly(new Hint(FIRST.id(), 0));
        assertThat(decide(wants(Intent.DOES_NOT_KNOW), open(1, 0))).containsExactly(new Hint(FIRST.id(), 1));
        assertThat(decide(wants(Intent.DOES_NOT_KNOW), open(2, 0)))
                .containsExactly(new Reveal(FIRST.id()), new Ask(SECOND.id(), false));
        assertThat(decide(wants(Intent.ASKS_ANSWER), open(0, 0))).containsExactly(new Hint(FIRST.id(), 0));
        assertThat(decide(wants(Intent.ASKS_ANSWER), open(1, 0)))
                .as("insisting")
                .containsExactly(new Reveal(FIRST.id()), new Ask(SECOND.id(), false));
    }

    @Test
    void answersWhatIsNoAnswer() {
        Ask again = new Ask(FIRST.id(), true);
        assertThat(decide(wants(Intent.ASKS_REPEAT), open(1, 1))).containsExactly(again);
        assertThat(decide(wants(Intent.READY), open(0, 0))).containsExactly(again);
        assertThat(decide(wants(Intent.ASKS_SKIP), open(0, 0))).containsExactly(new Ask(SECOND.id(), false));
        assertThat(decide(wants(Intent.DISTRESS, CORRECTION), open(0, 0))).containsExactly(new Encourage(), again);
        assertThat(decide(wants(Intent.OFF_COURSE, CORRECTION), open(0, 0)))
                .containsExactly(new Recast(CORRECTION), new Respond(Topic.OFF_COURSE), again);
        assertThat(decide(wants(Intent.GOODBYE), open(0, 0))).containsExactly(new Close());
        assertThat(decide(wants(Intent.ASKS_CONCEPT), open(0, 0)))
                .as("no concept named: the open one's")
                .containsExactly(
                        new Explain(COURSE.conceptOf(FIRST.id()).orElseThrow().id()), again);
    }

    @Test
    void meetsDistressAfterMissesWithSomethingWithinReach() {
        var progress = new LearnerProgress(
                Map.of(SECOND.id(), new ItemRecord(1, 1, 1, false, 2)),
                new OpenExercise(FIRST.id(), 1, 2),
                5,
                Knowledge.NONE);
        assertThat(decide(wants(Intent.DISTRESS), progress))
                .containsExactly(new Encourage(), new Ask(SECOND.id(), false));
    }

    @Test
    void asksAboutADoubtfulHearingWithoutTellingTheAnswer() {
        String answer = FIRST.modelAnswer();
        assertThat(decide(gave(new AnswerCheck.Unclear(answer, answer)), open(0, 0)))
                .containsExactly(new Clarify("", List.of()));
        assertThat(decide(gave(new AnswerCheck.Unclear("mumble", answer)), open(0, 0)))
                .containsExactly(new Clarify("mumble", List.of()));
    }

    @Test
    void holdsNothingAgainstALearnerForAnExerciseNoLongerOpen() {
        assertThat(decide(seen(SECOND, Intent.ANSWER, new AnswerCheck.Wrong("")), open(0, 0)))
                .containsExactly(new Ask(FIRST.id(), true));
        var gone = new LearnerProgress(Map.of(), new OpenExercise("no-such-item", 0, 0), 1, Knowledge.NONE);
        assertThat(decide(wants(Intent.READY), gone)).containsExactly(new Ask(FIRST.id(), false));
    }

    @Test
    void marksAUnitAndTheCourseOnce() {
        var records = new HashMap<String, ItemRecord>();
        COURSE.items().forEach(i -> records.put(i.id(), new ItemRecord(1, 1, 1, false, 1)));
        records.remove(FIRST.id());
        assertThat(decide(
                        gave(new AnswerCheck.Right("x", true)),
                        new LearnerProgress(records, new OpenExercise(FIRST.id(), 0, 0), 9, Knowledge.NONE)))
                .contains(new Milestone(COURSE.units().getFirst().id(), true))
                .hasSize(3);
        records.remove(
                COURSE.units().get(1).concepts().getFirst().items().getFirst().id());
        assertThat(decide(
                        gave(new AnswerCheck.Right("x", true)),
                        new LearnerProgress(records, new OpenExercise(FIRST.id(), 0, 0), 9, Knowledge.NONE)))
                .contains(new Milestone(COURSE.units().getFirst().id(), false));
        records.put(FIRST.id(), new ItemRecord(1, 1, 0, false, 1));
        assertThat(decide(
                        gave(new AnswerCheck.Right("x", true)),
                        new LearnerProgress(records, new OpenExercise(FIRST.id(), 0, 0), 9, Knowledge.NONE)))
                .as("it was settled before")
                .noneMatch(Milestone.class::isInstance);
    }

    @ParameterizedTest
    @EnumSource
    void reachesEveryItemWhateverTheLearnerDoes(Habit habit) {
        LearnerProgress progress = LearnerProgress.EMPTY;
        List<TeachingMove> moves = decided(null, progress, true);
        var asked = new java.util.LinkedHashSet<String>();
        int turns = 0;
        @Nullable Observation observation = null;
        while (turns < COURSE.items().size() * 8) {
            progress = replied(progress, observation, moves);
            asked.add(progress.openItemId());
            observation = habit.answer(COURSE.item(progress.openItemId()).orElseThrow(), turns++);
            moves = decided(observation, progress, false);
        }
        assertThat(asked).hasSize(COURSE.items().size());
    }

    private static LearnerProgress replied(
            LearnerProgress progress, @Nullable Observation observation, List<TeachingMove> moves) {
        return progress.after(new parley.tutor.learner.LearningEvent.TutorReplied(
                new TurnId("r"), List.of(), observation, null, moves, "", false, "authored", java.time.Instant.EPOCH));
    }

    enum Habit {
        ALWAYS_RIGHT,
        ALWAYS_WRONG,
        ALWAYS_SKIPS,
        NEVER_KNOWS,
        RIGHT_AT_THE_SECOND_TRY;

        Observation answer(Item item, int turn) {
            return switch (this) {
                case ALWAYS_RIGHT -> seen(item, Intent.ANSWER, new AnswerCheck.Right("x", true));
                case ALWAYS_WRONG -> seen(item, Intent.ANSWER, new AnswerCheck.Wrong(""));
                case ALWAYS_SKIPS -> seen(item, Intent.ASKS_SKIP, new AnswerCheck.NotAnAnswer());
                case NEVER_KNOWS -> seen(item, Intent.DOES_NOT_KNOW, new AnswerCheck.NotAnAnswer());
                case RIGHT_AT_THE_SECOND_TRY ->
                    turn % 2 == 0
                            ? seen(item, Intent.ANSWER, new AnswerCheck.Wrong(""))
                            : seen(item, Intent.ANSWER, new AnswerCheck.Right("x", true));
            };
        }
    }
}
