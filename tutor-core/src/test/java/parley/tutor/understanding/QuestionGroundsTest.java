package parley.tutor.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.TurnId;
import parley.tutor.retrieval.KeywordIndex;
import parley.tutor.retrieval.Passages;
import parley.tutor.understanding.Observation.Grounding;

class QuestionGroundsTest {
    private static final Course COURSE = ShippedCourses.everydayEnglish();
    private static final Passages PASSAGES = Passages.of(COURSE);

    private final QuestionGrounds grounds = new QuestionGrounds(KeywordIndex.of(PASSAGES));

    private static Set<String> conceptsOf(Grounding grounding) {
        return Set.copyOf(grounding.passageIds().stream()
                .map(id -> PASSAGES.passage(id).orElseThrow().conceptId())
                .toList());
    }

    @Test
    void aQuestionIsGroundedInOneConcept() {
        Grounding grounding = grounds.of("how do irregular verbs go in the past?", "");
        assertThat(conceptsOf(grounding)).containsExactly("irregular-past");
        assertThat(grounding.passageIds()).hasSizeBetween(1, QuestionGrounds.MAX_PASSAGES);
        assertThat(grounding.score()).isBetween(0.5, 1.0);
        assertThat(conceptsOf(grounds.of("不规则动词怎么变？", ""))).containsExactly("irregular-past");
    }

    @Test
    void whatTheCourseDoesNotSayHasNoGround() {
        for (String question :
                List.of("what is the capital of France?", "法国的首都是哪里？", "who painted the Mona Lisa", "😀?")) {
            assertThat(grounds.of(question, "").passageIds()).as(question).isEmpty();
        }
    }

    /** Its examples are full of what people talk about, and each of these shares a word with one of them. */
    @Test
    void aWordThatTheCourseHappensToHoldIsNoGround() {
        for (String question : List.of(
                "what is the weather",
                "how old are you?",
                "do you like music?",
                "when does the train leave",
                "where is the station?",
                "what did you eat for breakfast?",
                "is it raining",
                "who made you?",
                "can you sing a song",
                "do you have children?",
                "今天天气怎么样？")) {
            Grounding grounding = grounds.of(question, "");
            assertThat(grounding.passageIds()).as(question).isEmpty();
            assertThat(grounding.score())
                    .as("%s: nothing to ask a teacher", question)
                    .isLessThan(0.25);
        }
    }

    @Test
    void aQuestionAboutAWordIsGroundedInWhatTheCourseHoldsOfIt() {
        assertThat(conceptsOf(grounds.of("is it childs or children?", ""))).containsExactly("plurals");
        assertThat(conceptsOf(grounds.of("why is it went and not goed?", ""))).containsExactly("irregular-past");
    }

    @Test
    void whoNamesAConceptIsAnsweredFromIt() {
        assertThat(conceptsOf(grounds.of("past tense verbs confuse my grandmother terribly, why?", "regular-past")))
                .containsExactly("regular-past");
    }

    @Test
    void onlyQuestionsAreGrounded() {
        var understanding =
                new CourseUnderstanding(COURSE, IntentPhrases.shipped(), KnownWords.EVERYTHING, LanguageChecker.NONE);
        assertThat(understanding
                        .observe(LearnerTurn.typed(new TurnId("t"), "I went to the park."), "went-to-park")
                        .grounding())
                .isNull();
        Grounding none = understanding
                .observe(LearnerTurn.typed(new TurnId("t"), "What is the capital of France?"), "went-to-park")
                .grounding();
        assertThat(none).isEqualTo(new Grounding(List.of(), none == null ? -1 : none.score()));
    }
}
