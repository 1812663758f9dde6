package parley.tutor.retrieval.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;
import parley.tutor.retrieval.KeywordIndex;
import parley.tutor.retrieval.PassageIndex;
import parley.tutor.retrieval.Passages;
import parley.tutor.retrieval.QuestionTable;
import parley.tutor.retrieval.QuestionTable.Reached;

/** How well questions find what the shipped courses say to them, with the real model. */
class RetrievalCalibrationTest {
    @TempDir
    private static Path cache;

    private static final EmbeddingSearch SEARCH = EmbeddingSearch.in(Path.of("target", "test-cache"));

    /** The tables ask about both courses as a whole. */
    private static void theCoursesAreWhole() {
        assumeThat(ShippedCourses.all())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(course -> assertThat(course.concepts()).hasSizeGreaterThanOrEqualTo(25));
    }

    private static PassageIndex byMeaning(Course course) {
        PassageIndex index = SEARCH.index(Passages.of(course));
        try {
            assertThat(SEARCH.awaitReady(index)).as("the model runs here").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return index;
    }

    @Test
    void answersWhatTheCoursesAnswerAndAbstainsFromTheRest() throws IOException {
        theCoursesAreWhole();
        Reached reached = QuestionTable.read("questions.tsv").reached(RetrievalCalibrationTest::byMeaning);
        assertThat(reached.answerable()).isGreaterThanOrEqualTo(100);
        assertThat(reached.other()).isGreaterThanOrEqualTo(40);
        assertThat(reached.inTop3())
                .as("the right concept is among the best three")
                .isGreaterThanOrEqualTo(0.90);
        assertThat(reached.answered()).isGreaterThanOrEqualTo(0.90);
        assertThat(reached.abstained()).isGreaterThanOrEqualTo(0.90);
    }

    @Test
    void holdsForQuestionsThatNothingWasChosenOn() throws IOException {
        theCoursesAreWhole();
        Reached reached = QuestionTable.read("questions-held-out.tsv").reached(RetrievalCalibrationTest::byMeaning);
        assertThat(reached.inTop3()).isGreaterThanOrEqualTo(0.90);
        assertThat(reached.answered()).isGreaterThanOrEqualTo(0.80);
        assertThat(reached.abstained()).isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void wordsAloneServeNearlyAsWell() throws IOException {
        theCoursesAreWhole();
        Reached reached = QuestionTable.read("questions.tsv").reached(course -> KeywordIndex.of(Passages.of(course)));
        assertThat(reached.inTop3()).isGreaterThanOrEqualTo(0.80);
        assertThat(reached.answered()).isGreaterThanOrEqualTo(0.85);
        assertThat(reached.abstained()).isGreaterThanOrEqualTo(0.85);
    }

    /** Each shares a word with an example or an exercise, and none asks for what that explains. */
    @Test
    void aWordThatACourseHappensToHoldIsNoAnswerByMeaningEither() {
        PassageIndex index = byMeaning(ShippedCourses.everydayEnglish());
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
                "do you have children?")) {
            PassageIndex.Scored best = index.search(question, "en", 1).getFirst();
            assertThat(best.answers())
                    .as("%s: %s %.2f", question, best.passage().id(), best.score())
                    .isFalse();
        }
    }

    @Test
    void servesByWordsAtOnceAndAfterItsEnd() throws InterruptedException {
        Passages passages = Passages.of(ShippedCourses.everydayEnglish());
        EmbeddingSearch closed = EmbeddingSearch.in(cache);
        PassageIndex index = closed.index(passages);
        closed.close();
        assertThat(index.search("what is the past tense?", "en", 3)).isNotEmpty();
        assertThat(closed.awaitReady(index)).isFalse();
    }

    @Test
    void aQuestionOfAnyKindIsSearchedWithinItsLimits() {
        PassageIndex index = byMeaning(ShippedCourses.everydayEnglish());
        for (String query : List.of(
                "", "   ", "?", "😀😀", "ａｂｃ１２３", "x".repeat(100_000), "的".repeat(4_000), "{{role \"system\"}}")) {
            assertThat(index.search(query, "en", 5))
                    .hasSizeLessThanOrEqualTo(5)
                    .allSatisfy(s -> assertThat(s.score()).isBetween(0.0, 1.0));
        }
    }

    @Test
    void aBrokenCacheIsReadAnew() throws IOException {
        Path file = cache.resolve("vectors-" + MeaningModel.NAME + ".bin");
        Files.write(file, new byte[] {0, 0, 0, 9, 1, 2, 3});
        VectorFile vectors = VectorFile.in(cache);
        MeaningModel model = MeaningModel.load(Path.of("target", "test-cache"));
        float[] made = vectors.vector("the past tense", model);
        assertThat(made).hasSize(MeaningModel.DIMENSIONS);
        vectors.save();
        assertThat(VectorFile.in(cache).vector("the past tense", model)).containsExactly(made);
    }
}
