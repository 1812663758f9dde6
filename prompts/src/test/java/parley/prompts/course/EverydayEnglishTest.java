package parley.prompts.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the shipped course to what its learners may expect. */
class EverydayEnglishTest {

    private static final Course COURSE = ShippedCourses.everydayEnglish();
    private static final Set<ItemKind> FREELY_SAID =
            EnumSet.of(ItemKind.ROLE_PLAY, ItemKind.SPOKEN_RESPONSE, ItemKind.SHORT_ANSWER);

    static Stream<Item> items() {
        return COURSE.items().stream();
    }

    static Stream<Concept> concepts() {
        return COURSE.concepts().stream();
    }

    @Test
    void readsWithoutAnyFinding() {
        // That includes leaks, cycles, unknown prerequisites and misconceptions, and answers that are right and wrong.
        for (String id : ShippedCourses.IDS) {
            assertThat(CourseReader.readShipped(id).findings()).as(id).isEmpty();
        }
    }

    @Test
    void isAWholeCourse() {
        assertThat(COURSE.concepts()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(COURSE.items()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(COURSE.items().stream().filter(item -> FREELY_SAID.contains(item.kind())))
                .as("tasks to be answered in one's own sentence")
                .hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("concepts")
    void everyConceptHasAllThatTeachingItTakes(Concept concept) {
        assertThat(concept.items()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(concept.items().stream().map(Item::kind).distinct().count())
                .as("kinds of items")
                .isGreaterThanOrEqualTo(3);
        assertThat(concept.explanations()).containsOnlyKeys(ExplanationStyle.values());
        assertThat(concept.keywords()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(concept.keywords()).anyMatch(word -> word.matches(".*\\p{IsHan}.*"));
        assertThat(concept.misconceptions()).isNotEmpty();
        assertThat(concept.misconceptions()).anyMatch(misconception -> misconception.contrast() != null);
    }

    @Test
    void teachesWhatIsNeededFirst() {
        Set<String> taught = new HashSet<>();
        for (Concept concept : COURSE.concepts()) {
            assertThat(taught).as(concept.id()).containsAll(concept.prerequisites());
            taught.add(concept.id());
        }
        assertThat(COURSE.concepts().stream().filter(c -> c.prerequisites().isEmpty()))
                .hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("concepts")
    void aContrastIsNoItem(Concept concept) {
        Set<String> answers = new HashSet<>();
        concept.items().forEach(item -> answers.addAll(item.spokenAnswers()));
        concept.misconceptions().stream()
                .map(Misconception::contrast)
                .filter(Objects::nonNull)
                .forEach(contrast -> {
                    assertThat(contrast.wrong()).isNotEqualTo(contrast.right());
                    assertThat(answers).doesNotContain(SpokenForm.of(contrast.right()));
                });
    }

    @ParameterizedTest
    @MethodSource("items")
    void everyItemHasTheWholeLadder(Item item) {
        assertThat(item.hints()).extracting(Hint::rung).containsExactly(Hint.Rung.values());
    }

    @ParameterizedTest
    @MethodSource("items")
    void noHintHoldsTheAnswer(Item item) {
        // Words shorter than three letters ("on", "so", an option's letter) stand in any sentence.
        List<String> answers =
                item.spokenAnswers().stream().filter(a -> a.length() > 2).toList();
        for (Hint hint : item.hints()) {
            for (String text : hint.text().byLocale().values()) {
                String words = " " + SpokenForm.of(text.replaceAll("\\p{IsHan}+", " ")) + " ";
                assertThat(answers).as(text).noneMatch(answer -> words.contains(" " + answer + " "));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("items")
    void everythingForeseenCanBeSpoken(Item item) {
        assertThat(item.foreseenSpeech())
                .allSatisfy(speech -> assertThat(speech).matches("[a-z']+( [a-z']+)*"));
        assertThat(item.foreseenSpeech()).hasSizeBetween(1, 80);
        assertThat(item.say()).matches("[A-Za-z,.?!'“”:;() -]+");
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
        if (item.kind() == ItemKind.MULTIPLE_CHOICE) {
            return;
        }
        List<String> shown =
                List.of(item.say(), item.prompt().in("en"), item.prompt().in("zh-CN"));
        String answer = SpokenForm.of(item.answers().getLast());
        if (answer.contains(" ")) {
            assertThat(shown).noneMatch(text -> (" " + SpokenForm.of(text) + " ").contains(" " + answer + " "));
        }
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
        Stream<LocalizedText> ofMisconceptions = concept.misconceptions().stream()
                .flatMap(misconception -> misconception.contrast() == null
                        ? Stream.of(misconception.feedback())
                        : Stream.of(
                                misconception.feedback(),
                                misconception.contrast().why()));
        return Stream.of(
                        Stream.of(concept.title()),
                        concept.explanations().values().stream(),
                        concept.examples().stream(),
                        ofMisconceptions,
                        ofItems)
                .flatMap(texts -> texts);
    }
}
