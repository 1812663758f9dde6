package parley.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.evaluation.report.TextReport;
import parley.evaluation.run.RunSettings;
import parley.evaluation.suite.SuiteReader;
import parley.evaluation.verdict.CaseResult;
import parley.evaluation.verdict.ExitCode;
import parley.evaluation.verdict.SuiteResult;
import parley.evaluation.verdict.Verdict;
import parley.prompts.course.Course;
import parley.prompts.course.ShippedCourses;
import parley.prompts.library.PhraseBook;
import parley.tutor.conversation.Tutor;
import parley.tutor.learner.CourseAssessor;
import parley.tutor.store.scripted.FoldedRecords;
import parley.tutor.store.scripted.InMemoryJournal;
import parley.tutor.teaching.CourseExpectations;
import parley.tutor.teaching.CoursePolicy;
import parley.tutor.understanding.CourseUnderstanding;
import parley.tutor.understanding.IntentPhrases;
import parley.tutor.understanding.KnownWords;
import parley.tutor.understanding.LanguageChecker;
import parley.tutor.understanding.languagetool.LanguageToolChecker;
import parley.tutor.understanding.languagetool.LanguageToolWords;
import parley.tutor.wording.AuthoredWording;

/** The shipped suite against the real authored tutor, as a learner without a model meets it. */
class ShippedSuiteTest {
    private static final String NAME = "everyday-english";
    private static final KnownWords WORDS = LanguageToolWords.load();

    // Patient, so that a busy machine finds the same corrections as an idle one.
    private static final LanguageToolChecker RULES = LanguageToolChecker.loading(Duration.ofMinutes(1));

    @BeforeAll
    static void waitForTheRules() {
        assertThat(RULES.ready().join()).isTrue();
    }

    @AfterAll
    static void closeTheRules() {
        RULES.close();
    }

    private static Tutor authored(LanguageChecker rules) {
        Course course = ShippedCourses.everydayEnglish();
        IntentPhrases intents = IntentPhrases.shipped();
        var journal = new InMemoryJournal();
        return new Tutor(
                course.id(),
                journal,
                new FoldedRecords(journal),
                new CourseAssessor(course),
                new CourseUnderstanding(course, intents, WORDS, rules),
                new CoursePolicy(course),
                new CourseExpectations(course, intents),
                new AuthoredWording(course, PhraseBook.shipped()),
                Clock.systemUTC(),
                () -> "unused");
    }

    private static String shippedText() throws IOException {
        try (InputStream in = SuiteReader.class.getResourceAsStream("/suites/" + NAME + ".yaml")) {
            return new String(requireNonNull(in).readAllBytes(), UTF_8);
        }
    }

    @Test
    void theAuthoredTutorPassesEveryCase() {
        SuiteResult result = Examiner.runShipped(NAME, authored(RULES), RunSettings.DEFAULTS);

        assertThat(result.exitCode()).as(TextReport.of(result)).isEqualTo(ExitCode.ALL_PASSED);
        assertThat(result.cases()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(result.findings()).isEmpty();
        assertThat(result.repliesByWording()).containsOnlyKeys("authored");
    }

    @Test
    void itPassesWithoutLanguageRulesToo() {
        // As in the first seconds after a start, while they load.
        SuiteResult result = Examiner.runShipped(NAME, authored(LanguageChecker.NONE), RunSettings.DEFAULTS);

        assertThat(result.exitCode()).as(TextReport.of(result)).isEqualTo(ExitCode.ALL_PASSED);
    }

    /** Each a demand of the shipped suite turned into its contrary, and the check that must say no. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            moves: [Praise, Ask]                   | moves: [Praise, Close]                 | moves
            answer: right                          | answer: wrong                          | answer
            misconception: i-want                  | misconception: give-me                 | misconception
            hint: 2                                | hint: 1                                | hint
            explains: polite-requests              | explains: past-tense                   | explains
            asks_item: order-coffee                | asks_item: polite-sandwich             | asks_item
            intent: DISTRESS                       | intent: ANSWER                         | intent
            responds_to: OFF_COURSE                | responds_to: SMALL_TALK                | responds_to
            text_contains: where to begin          | text_contains: library                 | text_contains
            text_contains: sounds like a demand    | text_absent: sounds like a demand      | text_absent
            moves_absent: [Reveal, Praise]         | moves_contain: Reveal                  | moves_contain
            """)
    void theExaminerCanSayNo(String demand, String contrary, String check, @TempDir Path folder) throws IOException {
        String shipped = shippedText();
        assertThat(shipped).contains(demand);
        Path file = folder.resolve("contrary.yaml");
        int at = shipped.indexOf(demand);
        String changed = shipped.substring(0, at) + contrary + shipped.substring(at + demand.length());
        // Two checks of one name in a reply are no YAML; the changed one stands alone then.
        Files.writeString(
                file, check.equals("text_absent") ? changed.replaceFirst("\n +text_absent: Could.*", "") : changed);

        SuiteResult result = Examiner.run(file, authored(LanguageChecker.NONE));

        assertThat(result.exitCode()).as(TextReport.of(result)).isEqualTo(ExitCode.SOME_FAILED);
        List<CaseResult> failed = result.cases().stream()
                .filter(one -> one.verdict() instanceof Verdict.Failed)
                .toList();
        assertThat(failed)
                .singleElement()
                .satisfies(one -> assertThat(((Verdict.Failed) one.verdict()).failures())
                        .anySatisfy(failure -> {
                            assertThat(failure.field()).isEqualTo(check);
                            assertThat(failure.at().file()).isEqualTo(file.toString());
                            assertThat(failure.at().line()).isPositive();
                        }));
    }

    @Test
    void aFileThatIsNoSuiteIsInvalid(@TempDir Path folder) {
        SuiteResult result = Examiner.run(folder.resolve("none.yaml"), authored(LanguageChecker.NONE));

        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(TextReport.of(result)).contains("there is no such file").contains("nothing was examined");
    }
}
