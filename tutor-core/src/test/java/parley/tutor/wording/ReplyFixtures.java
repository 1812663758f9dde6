package parley.tutor.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;
import parley.prompts.library.PromptLibrary;
import parley.tutor.Caller;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.HistoryItem;
import parley.tutor.conversation.ToolUse;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Habits;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.Knowledge;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Observation;

/** Requests and a sink for the tests of wordings. */
final class ReplyFixtures {
    static final Course COURSE = ShippedCourses.everydayEnglish();

    /** The hint that is asked for in most of them. */
    static final ReplyRequest HINT =
            request("went-to-park", "en", 1, "I goed to the park", new TeachingMove.Hint("went-to-park", 0));

    /** Of the prompt that models are given. */
    static final String VERSION =
            PromptLibrary.shipped().live(ModelWording.PROMPT, null, "en", null).version();

    private ReplyFixtures() {}

    static ReplyRequest request(String openItem, String locale, long replies, String said, TeachingMove... moves) {
        return request(openItem, locale, replies, said, null, List.of(), moves);
    }

    static ReplyRequest request(
            String openItem,
            String locale,
            long replies,
            String said,
            @Nullable Intent intent,
            List<HistoryItem> history,
            TeachingMove... moves) {
        LearnerProgress progress = new LearnerProgress(
                Map.of(), openItem.isEmpty() ? null : new OpenExercise(openItem, 0, 0), replies, Knowledge.NONE);
        Known known = new Known(progress, ItemRatings.NONE, LearnerProfile.UNTOLD, Habits.NONE);
        Observation observation = intent == null
                ? null
                : new Observation(new TurnId("t"), openItem, intent, new AnswerCheck.NotAnAnswer(), "", List.of());
        return new ReplyRequest(
                new TurnId("r"), Caller.NOBODY, List.of(moves), observation, said, history, List.of(), known, locale);
    }

    /** Keeps what was said. */
    static class Heard implements Wording.WordingSink {
        final List<String> deltas = new ArrayList<>();
        final List<TutorFailure> notices = new ArrayList<>();
        final List<ToolUse> tools = new ArrayList<>();

        @Override
        public void text(String delta) {
            deltas.add(delta);
        }

        @Override
        public void toolUsed(ToolUse use) {
            tools.add(use);
        }

        @Override
        public void notice(TutorFailure failure) {
            notices.add(failure);
        }

        String text() {
            return String.join("", deltas);
        }
    }
}
