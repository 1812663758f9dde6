package parley.prompts.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the shipped course to what its learners may expect. */
class EverydayEnglishTest {

    private static final Course COURSE = ShippedCourses.everydayEnglish();

    static Stream<Item> items() {
        return COURSE.items().stream();
    }

    @Test
    void readsWithoutAnyFinding() {
        for (String id : ShippedCourses.IDS) {
            assertThat(CourseReader.readShipped(id).findings()).as(id).isEmpty();
        }
    }

    @Test
    void hasTheUnitsThatItsTitlePromises() {
        assertThat(COURSE.units()).extracting(Unit::id).containsExactly("ordering", "introducing", "past");
        assertThat(COURSE.items()).hasSizeGreaterThanOrEqualTo(24);
        assertThat(COURSE.concepts()).allSatisfy(concept -> {
            assertThat(concept.items()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(concept.examples()).isNotEmpty();
            assertThat(concept.keywords()).hasSizeGreaterThanOrEqualTo(3);
        });
    }

    @ParameterizedTest
    @MethodSource("items")
    void everyItemCanBeHelpedWith(Item item) {
        assertThat(item.answers()).hasSizeGreaterThanOrEqualTo(1);
        assertThat(item.hints()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(item.misconceptions()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("items")
    void everythingForeseenCanBeSpoken(Item item) {
        assertThat(item.foreseenSpeech())
                .allSatisfy(speech -> assertThat(speech).matches("[a-z']+( [a-z']+)*"));
        assertThat(item.foreseenSpeech()).hasSizeBetween(2, 60);
        assertThat(item.say()).matches("[A-Za-z,.?!' ]+");
    }

    @ParameterizedTest
    @MethodSource("items")
    void noWrongAnswerShowsTwoIdeas(Item item) {
        Set<String> seen = new HashSet<>(item.spokenAnswers());
        for (Misconception misconception : item.misconceptions()) {
            for (String spoken : misconception.answers().stream()
                    .map(SpokenForm::of)
                    .distinct()
                    .toList()) {
                assertThat(seen.add(spoken)).as(spoken).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("items")
    void theTaskDoesNotSayItsAnswer(Item item) {
        List<String> shown =
                List.of(item.say(), item.prompt().in("en"), item.prompt().in("zh-CN"));
        String answer = SpokenForm.of(item.modelAnswer());
        assertThat(answer).contains(" ");
        assertThat(shown).noneMatch(text -> (" " + SpokenForm.of(text) + " ").contains(" " + answer + " "));
    }

    @Test
    void everyTextIsInBothLanguages() {
        assertThat(texts()).allSatisfy(text -> {
            assertThat(text.byLocale()).containsOnlyKeys("en", "zh-CN");
            assertThat(text.in("en")).doesNotContainPattern("\\p{IsHan}");
            assertThat(text.in("zh-CN")).containsPattern("\\p{IsHan}");
        });
    }

    @Test
    void aLearnersQuestionNamesTheConcept() {
        assertThat(COURSE.concept("regular-past").orElseThrow().keywords()).contains("past tense", "过去时");
        assertThat(COURSE.concept("jobs").orElseThrow().keywords()).contains("articles", "冠词");
    }

    private static Stream<LocalizedText> texts() {
        return Stream.concat(
                Stream.of(COURSE.title(), COURSE.summary()),
                COURSE.units().stream()
                        .flatMap(unit -> Stream.concat(
                                Stream.of(unit.title()),
                                unit.concepts().stream().flatMap(EverydayEnglishTest::texts))));
    }

    private static Stream<LocalizedText> texts(Concept concept) {
        Stream<LocalizedText> ofItems = concept.items().stream()
                .flatMap(item -> Stream.of(
                                Stream.of(item.prompt(), item.explanation()),
                                item.hints().stream().map(Hint::text),
                                item.misconceptions().stream().map(Misconception::feedback))
                        .flatMap(texts -> texts));
        return Stream.concat(
                Stream.concat(Stream.of(concept.title(), concept.explanation()), concept.examples().stream()), ofItems);
    }
}
