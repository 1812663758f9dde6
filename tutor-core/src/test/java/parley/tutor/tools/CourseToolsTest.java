package parley.tutor.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;
import parley.tutor.learner.Habits;
import parley.tutor.learner.ItemRatings;
import parley.tutor.learner.Knowledge;
import parley.tutor.learner.Known;
import parley.tutor.learner.LearnerProfile;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.models.tools.ToolCall;
import parley.tutor.models.tools.networknt.SchemaCheckedJson;
import parley.tutor.path.PathPlanner;
import parley.tutor.retrieval.KeywordIndex;
import parley.tutor.retrieval.Passages;
import parley.tutor.teaching.AnswerLeak;
import parley.tutor.understanding.CourseUnderstanding;
import parley.tutor.understanding.IntentPhrases;
import parley.tutor.understanding.LanguageChecker;

class CourseToolsTest {
    private static final Course COURSE = ShippedCourses.everydayEnglish();
    private static final String OPEN = "went-to-park";
    private static final AnswerLeak LEAK = AnswerLeak.of(COURSE.item(OPEN).orElseThrow());
    private static final CourseTools TOOLS = new CourseTools(
            COURSE,
            new PathPlanner(COURSE),
            KeywordIndex.of(Passages.of(COURSE)),
            new CourseUnderstanding(COURSE, IntentPhrases.shipped(), word -> true, LanguageChecker.NONE),
            Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC),
            new SchemaCheckedJson());

    private static String use(String tool, String arguments, String locale) throws Exception {
        LearnerProgress progress = new LearnerProgress(Map.of(), new OpenExercise(OPEN, 0, 0), 3, Knowledge.NONE);
        return TOOLS.forReply(
                        new Known(progress, ItemRatings.NONE, LearnerProfile.UNTOLD, Habits.NONE),
                        locale,
                        text -> !LEAK.in(text))
                .answer(new ToolCall("c", tool, arguments));
    }

    @Test
    void looksUpAConcept() throws Exception {
        assertThat(use("look_up_concept", "{\"name\":\"irregular past\"}", "en"))
                .contains("\"found\":true", "\"known_by_learner\":\"new\"", "\"explanation\":");
        assertThat(use("look_up_concept", "{\"name\":\"quantum chromodynamics\"}", "en"))
                .contains("\"found\":false");
    }

    @Test
    void tellsWhatIsPlannedAndMovesNothing() throws Exception {
        String next = use("next_item", "{}", "en");
        assertThat(next).contains("\"planned\":true", "\"exercise\":", "\"task\":");
        assertThat(use("next_item", "{}", "en")).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"I went to the park,right", "I goed to the park,wrong"})
    void checksAnAnswerWithoutTellingIt(String answer, String verdict) throws Exception {
        String checked = use("check_answer", "{\"answer\":\"" + answer + "\"}", "en");
        assertThat(checked).contains("\"verdict\":\"" + verdict + "\"");
        assertThat(LEAK.in(checked)).isFalse();
    }

    @Test
    void checksAnotherExerciseAndNone() throws Exception {
        assertThat(use(
                        "check_answer",
                        "{\"answer\":\"We ate noodles for lunch yesterday.\",\"exercise\":\"ate-noodles\"}",
                        "en"))
                .contains("\"verdict\":\"right\"");
        assertThat(use("check_answer", "{\"answer\":\"x\",\"exercise\":\"no-such\"}", "en"))
                .contains("no_exercise");
    }

    @Test
    void searchesTheCourse() throws Exception {
        assertThat(use("search_course", "{\"query\":\"when do I use was and were?\"}", "en"))
                .contains("\"concept\":", "\"text\":");
        assertThat(use("search_course", "{\"query\":\"zeppelin hydraulics\"}", "en"))
                .isEqualTo("{\"passages\":[]}");
    }

    /** Whatever a model asks, the open exercise's answer is not in what it gets. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "irregular past",
                "past tense",
                "what is the past of go?",
                "went",
                "I went to the park",
                "go 的过去式是什么",
                "example of the past",
                "不规则动词"
            })
    void neverGivesTheOpenAnswerAway(String asked) throws Exception {
        for (String locale : new String[] {"en", "zh-CN"}) {
            assertThat(LEAK.in(use("look_up_concept", "{\"name\":\"" + asked + "\"}", locale)))
                    .isFalse();
            assertThat(LEAK.in(use("search_course", "{\"query\":\"" + asked + "\"}", locale)))
                    .isFalse();
            assertThat(LEAK.in(use("check_answer", "{\"answer\":\"" + asked + "\"}", locale)))
                    .isFalse();
        }
    }
}
