package parley.tutor.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.Misconception;
import parley.prompts.course.ShippedCourses;
import parley.prompts.course.SpokenForm;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.TurnId;
import parley.tutor.understanding.AnswerCheck.NotAnAnswer;
import parley.tutor.understanding.AnswerCheck.Right;
import parley.tutor.understanding.AnswerCheck.Unclear;
import parley.tutor.understanding.AnswerCheck.Wrong;
import parley.tutor.understanding.languagetool.LanguageToolWords;

class CourseUnderstandingTest {
    private static final Course COURSE = ShippedCourses.everydayEnglish();
    private static final KnownWords WORDS = LanguageToolWords.load();
    private static final TurnId TURN = new TurnId("t1");

    private final CourseUnderstanding understanding =
            new CourseUnderstanding(COURSE, IntentPhrases.shipped(), WORDS, LanguageChecker.NONE);

    private Observation typed(String text, String itemId) {
        return understanding.observe(LearnerTurn.typed(TURN, text), itemId);
    }

    private Observation spoken(String text, String itemId, double doubt) {
        return understanding.observe(
                new LearnerTurn(TURN, text, new SpokenEvidence(List.of(), text, text, doubt)), itemId);
    }

    /** Each of these once went by as a miss, or as talk of something else, without a word about the choices. */
    @ParameterizedTest
    @ValueSource(strings = {"D", "the fourth one", "banana", "option 7"})
    void anAnswerThatIsNoneOfTheChoicesIsToldFromAMiss(String answer) {
        for (Observation seen : List.of(typed(answer, "i-agree"), spoken(answer, "i-agree", 0.1))) {
            assertThat(seen.intent()).isEqualTo(Intent.ANSWER);
            assertThat(seen.answer())
                    .isEqualTo(new Wrong("", new Slip.NotReadable(Slip.NotReadable.Reason.NOT_AN_OPTION)));
        }
    }

    static List<Item> items() {
        return COURSE.items();
    }

    @ParameterizedTest
    @MethodSource("items")
    void acceptsEveryAnswerOfTheCourseTypedSaidAndWrappedUp(Item item) {
        for (String answer : item.answers()) {
            assertThat(typed(answer, item.id()).answer()).as(answer).isInstanceOfSatisfying(Right.class, right -> {
                assertThat(right.exact()).isTrue();
                assertThat(item.answers()).contains(right.matched());
            });
            assertThat(typed(answer.toUpperCase(java.util.Locale.ROOT) + "!!", item.id())
                            .answer())
                    .as(answer)
                    .isInstanceOf(Right.class);
            assertThat(spoken(SpokenForm.of(answer), item.id(), 0.1).answer())
                    .as(answer)
                    .isInstanceOf(Right.class);
            assertThat(typed("Um, I think it's " + answer, item.id()).answer())
                    .as(answer)
                    .isInstanceOf(Right.class);
        }
    }

    @ParameterizedTest
    @MethodSource("items")
    void recognisesEveryMisconceptionOfTheCourse(Item item) {
        for (Misconception misconception : item.misconceptions()) {
            for (String wrong : misconception.answers()) {
                assertThat(typed(wrong, item.id()).answer()).as(wrong).isEqualTo(new Wrong(misconception.id()));
                assertThat(spoken(SpokenForm.of(wrong), item.id(), 0.1).answer())
                        .as(wrong)
                        .isEqualTo(new Wrong(misconception.id()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    went-to-park   | I went to the park with my friends after school | true
                    went-to-park   | Yesterday I go, no, I went to the park          | true
                    went-to-park   | Is it “I went to the park”?                     | true
                    went-to-park   | i whent to the park                             | false
                    went-to-park   | I did not went to the park                      | false
                    went-to-park   | I was went to the park                          | false
                    went-to-park   | I go to the park or I went to the park          | false
                    went-to-park   | I goed to the park, I went to the park          | false
                    studied-for-test | studyed                                       | true
                    studied-for-test | the answer is studied                         | true
                    studied-for-test | Last night she studyed for the test           | true
                    studied-for-test | not studied                                   | false
                    studied-for-test | she studies                                   | false
                    order-coffee   | Hello, could I have a coffee, please?           | true
                    order-coffee   | Could I have a coffe please                     | true
                    order-coffee   | Give me a coffee please now                     | false
                    two-coffees    | two coffee please                               | false
                    i-am-a-student | Im a student                                    | true
                    i-am-a-student | I am a students                                 | false
                    """)
    void grades(String itemId, String text, boolean right) {
        AnswerCheck check = typed(text, itemId).answer();
        assertThat(check instanceof Right).as(check.toString()).isEqualTo(right);
        assertThat(check).isNotInstanceOf(NotAnAnswer.class);
    }

    @Test
    void tellsASlipFromAnExactAnswer() {
        assertThat(typed("Could I have a cofee, please?", "order-coffee").answer())
                .isEqualTo(new Right("Could I have a coffee, please?", false));
        assertThat(spoken("could i have a cofee please", "order-coffee", 0.1).answer())
                .as("speech has no spelling")
                .isEqualTo(new Wrong(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    I don't know                             | DOES_NOT_KNOW
                    sorry, i really dont know the answer     | DOES_NOT_KNOW
                    我不知道                                   | DOES_NOT_KNOW
                    no idea!                                 | DOES_NOT_KNOW
                    Give me a hint, please                   | ASKS_HINT
                    Could you maybe give me another hint?    | ASKS_HINT
                    给我一个提示吧                              | ASKS_HINT
                    What's the answer?                       | ASKS_ANSWER
                    please just tell me the answer           | ASKS_ANSWER
                    答案是什么？                                | ASKS_ANSWER
                    skip                                     | ASKS_SKIP
                    can we skip this one                     | ASKS_SKIP
                    下一题                                     | ASKS_SKIP
                    Could you repeat that?                   | ASKS_REPEAT
                    请再说一遍                                  | ASKS_REPEAT
                    Who are you?                             | ASKS_ABOUT_TUTOR
                    what can you do                          | ASKS_ABOUT_TUTOR
                    你是机器人吗？                               | ASKS_ABOUT_TUTOR
                    I'm so tired...                          | DISTRESS
                    this is too hard for me                  | DISTRESS
                    我太笨了                                    | DISTRESS
                    bye!                                     | GOODBYE
                    再见                                       | GOODBYE
                    OK                                       | READY
                    yes, I'm ready                           | READY
                    好的                                       | READY
                    Hello!                                   | SMALL_TALK
                    how are you?                             | SMALL_TALK
                    谢谢你                                     | SMALL_TALK
                    What is the capital of France?           | OFF_COURSE
                    what is the weather like                 | OFF_COURSE
                    请问今天天气怎么样                            | OFF_COURSE
                    Do you like football?                    | OFF_COURSE
                    My dog has four very long legs           | OFF_COURSE
                    我今天吃了面条                              | OFF_COURSE
                    """)
    void readsWhatIsWantedBeforeItGrades(String text, Intent intent) {
        for (String open : List.of("went-to-park", "")) {
            Observation observation = typed(text, open);
            assertThat(observation.intent()).isEqualTo(intent);
            assertThat(observation.answer()).isEqualTo(new NotAnAnswer());
            assertThat(observation.itemId()).isEqualTo(open);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    What is the past tense?                  | regular-past
                    can you explain irregular verbs          | irregular-past
                    什么是过去时？                               | regular-past
                    为什么要用不规则动词                          | irregular-past
                    how do I order politely?                 | polite-requests
                    when do we use was and when were?        | was-were
                    Why is it wrong?                         | irregular-past
                    为什么？                                   | irregular-past
                    what is the difference between was and were | was-were
                    irregular verbs                          | irregular-past
                    """)
    void matchesQuestionsToConcepts(String text, String conceptId) {
        Observation observation = typed(text, "went-to-park");
        assertThat(observation.intent()).isEqualTo(Intent.ASKS_CONCEPT);
        assertThat(observation.conceptId()).isEqualTo(conceptId);
        assertThat(observation.answer()).isEqualTo(new NotAnAnswer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Why is it I went and not I goed to the park?",
                "What is wrong with I goed to the park?",
                "How do I know when I go to the park is right?"
            })
    void neverGradesAQuestion(String question) {
        assertThat(typed(question, "went-to-park").answer()).isEqualTo(new NotAnAnswer());
    }

    @Test
    void takesAQuestionForAnAnswerWhereOneIsAskedFor() {
        assertThat(typed("Where you are from?", "ask-where-from").answer()).isEqualTo(new Wrong(""));
        assertThat(typed("where are you from", "ask-where-from").answer()).isInstanceOf(Right.class);
    }

    @Test
    void asksInsteadOfGradingOrActingOnADoubtfulHearing() {
        double doubt = SpokenEvidence.ASK_FROM_DOUBT;
        assertThat(spoken("i went to a park", "went-to-park", doubt).answer())
                .isEqualTo(new Unclear("i went to a park", "I went to the park."));
        assertThat(spoken("i went to the park", "went-to-park", doubt).answer()).isInstanceOf(Unclear.class);
        assertThat(spoken("goodbye", "went-to-park", doubt).intent()).isEqualTo(Intent.ANSWER);
        assertThat(spoken("i want to the park", "went-to-park", doubt - 0.01).answer())
                .isInstanceOf(Wrong.class);
    }

    /** Heard as {@code text}, freely as {@code free}, or perhaps as {@code others}; too badly to be sure. */
    private Observation torn(String itemId, String text, String free, String... others) {
        var evidence = new SpokenEvidence(List.of(), free, "", SpokenEvidence.ASK_FROM_DOUBT, List.of(others));
        return understanding.observe(new LearnerTurn(TURN, text, evidence), itemId);
    }

    @Test
    void gradesADoubtfulHearingOnlyWhereEveryReadingOfItIsRight() {
        assertThat(torn("order-coffee", "could i have a coffee please", "can i have a coffee please", "a coffee please")
                        .answer())
                .as("right, whichever it was")
                .isInstanceOf(Right.class);
        assertThat(torn("order-coffee", "could i have a coffee please", "can i have a coffee please", "i want a coffee")
                        .answer())
                .as("another reading is wrong")
                .isEqualTo(new Unclear(
                        "could i have a coffee please", "Could I have a coffee, please?", List.of("i want a coffee")));
        assertThat(torn("order-coffee", "could i have a coffee please", "could i have copy please", "a coffee please")
                        .answer())
                .as("what was heard freely is no answer")
                .isInstanceOf(Unclear.class);
        assertThat(torn("order-coffee", "a coffee please", "a coffee please", "a coffee please")
                        .answer())
                .as("one reading, three times")
                .isInstanceOf(Unclear.class);
        assertThat(torn("order-coffee", "a coffee please", " ", "").answer())
                .as("nothing is no reading")
                .isInstanceOf(Unclear.class);
        assertThat(torn("", "could i have a coffee please", "can i have a coffee please")
                        .answer())
                .as("nothing was asked")
                .isEqualTo(new Unclear("could i have a coffee please", ""));
    }

    @ParameterizedTest
    @MethodSource("items")
    void neverHoldsADoubtfulHearingForWrong(Item item) {
        List<String> wrongs = item.misconceptions().stream()
                .flatMap(misconception -> misconception.answers().stream())
                .map(SpokenForm::of)
                .toList();
        String right = SpokenForm.of(item.answers().getFirst());
        for (int i = 0; i < wrongs.size(); i++) {
            String wrong = wrongs.get(i);
            String other = wrongs.get((i + 1) % wrongs.size());
            assertThat(torn(item.id(), wrong, wrong, other).answer()).as(wrong).isInstanceOf(Unclear.class);
            assertThat(torn(item.id(), right, wrong, other).answer()).as(wrong).isInstanceOf(Unclear.class);
            assertThat(torn(item.id(), right, right, wrong).answer()).as(wrong).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void readsSeveralMessagesAsOneTurn() {
        assertThat(typed("wait\nI went to the park\nhello", "went-to-park").answer())
                .isInstanceOf(Right.class);
        assertThat(typed("I goed to the park\ngive me a hint", "went-to-park").intent())
                .isEqualTo(Intent.ASKS_HINT);
    }

    @Test
    void keepsCorrectionsThatWouldTellTheAnswerToItself() {
        LanguageChecker telling = (text, spoken) -> List.of(
                new Correction(text, "I went to the park", "goed", "went", "", "R"),
                new Correction(text, "I go to the park", "goed", "go", "", "half mended"),
                new Correction(text, "I have been to town", "been", "have been", "", "R"));
        var checked = new CourseUnderstanding(COURSE, IntentPhrases.shipped(), WORDS, telling);
        assertThat(checked.observe(LearnerTurn.typed(TURN, "I goed to the park"), "went-to-park")
                        .corrections())
                .extracting(Correction::corrected)
                .containsExactly("I have been to town");
        assertThat(checked.observe(LearnerTurn.typed(TURN, "I went to the park"), "went-to-park")
                        .corrections())
                .as("a right answer isn't corrected")
                .isEmpty();
        assertThat(checked.observe(LearnerTurn.typed(TURN, "give me a hint"), "went-to-park")
                        .corrections())
                .isEmpty();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void readsTheLongestAndOddestTexts() {
        int most = LearnerTurn.MAX_TEXT_CHARS;
        for (String piece : List.of(
                "a'", "i went to the park or ", "'", "😀", "ﷺ", "a\n", "...? ", "不", "x", "e\u0301", "I'd he's ")) {
            String text = piece.repeat(most / piece.length());
            // Another item of each concept in turn: all kinds, in a time that a busy machine has, too.
            for (int i = 0; i < COURSE.concepts().size(); i++) {
                List<Item> items = COURSE.concepts().get(i).items();
                String item = items.get(i % items.size()).id();
                assertThat(typed("q" + text.substring(1), item).answer()).isNotInstanceOf(Right.class);
            }
        }
    }

    @Property(tries = 300)
    void neverFails(@ForAll("texts") String text, @ForAll boolean speech) {
        String open = text.hashCode() % 2 == 0 ? "went-to-park" : "";
        Observation observation = speech ? spoken(text, open, 0.2) : typed(text, open);
        boolean graded = observation.answer() instanceof Right || observation.answer() instanceof Wrong;
        assertThat(graded && (open.isEmpty() || observation.intent() != Intent.ANSWER))
                .isFalse();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                        "I", "went", "to", "the", "park", "why", "?", "不", "hint", "not", "goed", "'s", "\n", "please")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(w -> String.join(" ", w));
        return Arbitraries.oneOf(words, Arbitraries.strings().ofMinLength(1).ofMaxLength(200))
                .filter(t -> !t.isBlank());
    }
}
