package parley.tutor.teaching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.ItemKind;
import parley.prompts.course.ShippedCourses;
import parley.prompts.course.SpokenForm;
import parley.prompts.course.Unit;
import parley.tutor.conversation.Expectation;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.Knowledge;
import parley.tutor.learner.LearnerProgress;
import parley.tutor.learner.LearnerProgress.OpenExercise;
import parley.tutor.path.Courses;
import parley.tutor.understanding.IntentPhrases;

class CourseExpectationsTest {
    private static final TurnId QUESTION = new TurnId("q");

    private final CourseExpectations expectations =
            new CourseExpectations(ShippedCourses.everydayEnglish(), IntentPhrases.shipped());

    @Test
    void foreseesRightAndWrongAnswersAndWhatMayAlwaysBeSaid() {
        Expectation after = expectations.after(
                QUESTION, new LearnerProgress(Map.of(), new OpenExercise("went-to-park", 0, 0), 1, Knowledge.NONE));
        assertThat(after.question()).isEqualTo(QUESTION);
        assertThat(after.answers())
                .startsWith("i went to the park")
                .contains("yesterday i went to the park", "i go to the park", "i gone to the park yesterday");
        assertThat(after.phrases())
                .contains("i don't know", "a hint please", "what's the right answer", "bye bye")
                .contains("what is the past tense");
    }

    @Test
    void isAllWordsThatARecogniserCanSpellForEveryItem() {
        for (Item item : ShippedCourses.everydayEnglish().items()) {
            Expectation after = expectations.after(
                    QUESTION, new LearnerProgress(Map.of(), new OpenExercise(item.id(), 0, 0), 1, Knowledge.NONE));
            assertThat(after.answers()).as(item.id()).allMatch(p -> p.matches("[a-z' ]+"));
            assertThat(after.phrases()).hasSizeGreaterThan(100).allMatch(p -> p.matches("[a-z' ]+"));
        }
    }

    private static List<String> answersTo(ItemKind kind, AnswerKey key) {
        Item plain = Courses.item("x", kind, false);
        var item = new Item(
                "x",
                kind,
                plain.prompt(),
                plain.say(),
                key,
                List.of(),
                plain.explanation(),
                List.of(),
                List.of(),
                null);
        Course course = Courses.course(
                List.of(new Unit("u", Courses.text("U"), List.of(Courses.concept("c", List.of(), List.of(item))))));
        return new CourseExpectations(course, IntentPhrases.shipped())
                .after(QUESTION, new LearnerProgress(Map.of(), new OpenExercise("x", 0, 0), 1, Knowledge.NONE))
                .answers();
    }

    @Test
    void foreseesAllOptionsOfAChoiceByLetterAndWords() {
        var options = List.of(new AnswerKey.Option("She is.", ""), new AnswerKey.Option("She are.", ""));
        assertThat(answersTo(ItemKind.MULTIPLE_CHOICE, new AnswerKey.Choice(options, 0)))
                .containsExactly("she is", "a", "option a", "letter a", "she are", "b", "option b", "letter b");
    }

    @Test
    void foreseesTheFillersOfAGapAloneAndInTheSentence() {
        var key = new AnswerKey.Cloze("I ___ home.", List.of(List.of("went", "walked")));
        assertThat(answersTo(ItemKind.CLOZE, key)).containsExactlyInAnyOrder("went", "i went home", "walked");
    }

    @Test
    void leavesNumbersAndFormulasToFreeDecoding() {
        assertThat(answersTo(ItemKind.NUMERIC, new AnswerKey.Numeric("3/4", "0", "", List.of(), false)))
                .isEmpty();
        assertThat(answersTo(ItemKind.EXPRESSION, new AnswerKey.Algebraic("x", AnswerKey.Form.ANY, null)))
                .isEmpty();
    }

    @Test
    void foreseesNoAnswerWhenNothingIsAsked() {
        assertThat(expectations.after(QUESTION, LearnerProgress.EMPTY).answers())
                .isEmpty();
    }

    private static LearnerProgress asked(String itemId) {
        return new LearnerProgress(Map.of(), new OpenExercise(itemId, 0, 0), 1, Knowledge.NONE);
    }

    @Test
    void knowsTheExamplesOfTheConceptAndOfItsPrerequisitesBeforeTheLearnersOwnWords() {
        Course course = ShippedCourses.everydayEnglish();
        Concept concept = course.concepts().stream()
                .filter(one -> !one.prerequisites().isEmpty() && !one.items().isEmpty())
                .findFirst()
                .orElseThrow();
        Concept before = course.concept(concept.prerequisites().getFirst()).orElseThrow();
        List<String> familiar = expectations
                .after(QUESTION, asked(concept.items().getFirst().id()), List.of("My brother keeps bees."))
                .familiar();
        List<String> own = spokenExamples(concept);
        List<String> earlier = spokenExamples(before);
        assertThat(own).isNotEmpty();
        assertThat(earlier).isNotEmpty();
        assertThat(familiar).startsWith(own.toArray(String[]::new)).containsSubsequence(earlier);
        assertThat(familiar.getLast()).isEqualTo("my brother keeps bees");
    }

    private static List<String> spokenExamples(Concept concept) {
        return concept.examples().stream()
                .map(example -> SpokenForm.of(example.in("en")))
                .filter(spoken -> spoken.matches("[a-z' ]+") && spoken.split(" ", -1).length <= 12)
                .toList();
    }

    @Test
    void takesOfTheLearnersOwnWordsWholeShortSentencesOnly() {
        List<String> said = List.of(
                "I have 2 dogs.",
                "coffee",
                "of course",
                "我不知道怎么说这个",
                "My brother keeps bees.",
                "my brother keeps bees",
                "and then " + "we went on ".repeat(5),
                "It's on the left.",
                "the ninth of them is too long ago");
        List<String> familiar =
                expectations.after(QUESTION, LearnerProgress.EMPTY, said).familiar();
        assertThat(familiar).containsExactly("my brother keeps bees", "it's on the left");
    }

    @Test
    void holdsNoSingleWordOfTheVocabularyAndStaysWithinItsLimits() {
        List<String> said = IntStream.range(0, 100)
                .mapToObj(i -> "i said this " + "once more ".repeat(i % 4) + (char) ('a' + i % 26))
                .toList();
        for (Course course : ShippedCourses.all()) {
            var ofCourse = new CourseExpectations(course, IntentPhrases.shipped());
            for (Item item : course.items()) {
                Expectation after = ofCourse.after(QUESTION, asked(item.id()), said);
                assertThat(after.familiar())
                        .as(item.id())
                        .hasSizeLessThanOrEqualTo(48)
                        .allMatch(sentence -> sentence.matches("[a-z']+(?: [a-z']+){2,11}"));
                assertThat(after.answers().size()
                                + after.familiar().size()
                                + after.phrases().size())
                        .isLessThanOrEqualTo(Expectation.MAX_PHRASES);
                assertThat(after.phrases()).as(item.id()).contains("i don't know", "bye bye");
            }
        }
    }
}
