package parley.evaluation.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import parley.evaluation.ScriptedTutor;
import parley.evaluation.check.TurnRecord;
import parley.evaluation.suite.Suite;
import parley.evaluation.suite.SuiteCase;
import parley.evaluation.suite.SuiteReader;
import parley.evaluation.suite.SuiteReading;
import parley.evaluation.suite.SuiteTurn;
import parley.evaluation.verdict.CaseResult;
import parley.evaluation.verdict.ExitCode;
import parley.evaluation.verdict.SuiteResult;
import parley.evaluation.verdict.Verdict;
import parley.prompts.source.SourcePosition;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.Tutor;
import parley.tutor.wording.ReplyRequest;
import parley.tutor.wording.Wording;

class SuiteRunTest {
    private static final RunSettings QUICK = new RunSettings(Duration.ofMillis(200), Duration.ofMinutes(1));

    private static final String WHOLE_CASE = """
            - case: hint then praise
              turns:
                - opens: true
                  expect: { moves: [Welcome, Ask], asks_item: coffee, worded_by: authored }
                - learner: coffee!
                  expect: { answer: wrong, moves: [TryAgain, Hint], hint: 1 }
                - learner: a coffee please
                  expect: { answer: right, moves: [Praise, Close], text_contains: praise }
            """;

    private static Suite suite(String cases) {
        String yaml = "suite: s\ncourse: cafe\ncases:\n" + cases.indent(2);
        SuiteReading reading = SuiteReader.read("s.yaml", yaml.getBytes(UTF_8));
        assertThat(reading.findings()).isEmpty();
        return requireNonNull(reading.suite());
    }

    private static SuiteResult run(String cases, Tutor tutor, RunSettings settings) {
        return new SuiteRun(tutor, settings, System::nanoTime).run(suite(cases), List.of());
    }

    private static SuiteResult run(String cases, Wording wording) {
        return run(cases, ScriptedTutor.wordedBy(wording), RunSettings.DEFAULTS);
    }

    private static String failure(SuiteResult result) {
        assertThat(result.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
        var failed = (Verdict.Failed) result.cases().getFirst().verdict();
        return failed.failures().getFirst().asLine();
    }

    private static String invalid(SuiteResult result) {
        assertThat(result.exitCode()).isEqualTo(ExitCode.INVALID);
        return ((Verdict.Invalid) result.cases().getFirst().verdict()).reason();
    }

    @Test
    void playsACaseToItsEndAndCountsWhatHeld() {
        SuiteResult result = run(WHOLE_CASE, ScriptedTutor.WORDING);

        assertThat(result.cases()).singleElement().satisfies(one -> {
            assertThat(one.verdict()).isEqualTo(new Verdict.Passed(9));
            assertThat(one.turns().stream().map(TurnRecord::text))
                    .containsExactly("Welcome Ask ", "TryAgain Hint ", "Praise Close ");
        });
        assertThat(result.exitCode()).isEqualTo(ExitCode.ALL_PASSED);
        assertThat(result.repliesByWording()).containsOnlyKeys("authored");
    }

    @Test
    void aWrongExpectationFailsWithItsPlaceAndTheCaseGoesOn() {
        SuiteResult result = run(WHOLE_CASE.replace("answer: wrong", "answer: right"), ScriptedTutor.WORDING);

        assertThat(failure(result)).isEqualTo("s.yaml:9:27: answer: expected right, but got wrong");
        assertThat(result.cases().getFirst().turns()).hasSize(3);
    }

    @Test
    void eachCaseMeetsALearnerOfWhomNothingIsKnown() {
        SuiteResult result = run(WHOLE_CASE + WHOLE_CASE.replace("hint then", "again"), ScriptedTutor.WORDING);

        assertThat(result.passed()).isEqualTo(2);
    }

    @Test
    void startsAtAnOpenItem() {
        String middle = """
                - case: middle
                  starts_at: coffee
                  turns:
                    - learner: a coffee please
                      expect: { answer: right }
                """;
        assertThat(run(middle, ScriptedTutor.WORDING).passed()).isEqualTo(1);
        assertThat(invalid(run(middle.replace("at: coffee", "at: tea"), ScriptedTutor.WORDING)))
                .contains("no item tea");
    }

    @Test
    void aReplyThatNeverComesFailsTheCaseAndStopsItsWording() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Wording silent = (request, sink) -> {
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("Nothing counts this latch down");
            } catch (InterruptedException e) {
                stopped.countDown();
                throw e;
            }
        };
        SuiteResult result = run(WHOLE_CASE, ScriptedTutor.wordedBy(silent), QUICK);

        assertThat(failure(result)).isEqualTo("s.yaml:6:9: reply: expected a reply, but got none came within 200 ms");
        assertThat(result.cases().getFirst().turns()).isEmpty();
        stopped.await();
    }

    @Test
    void aReplyThatCouldNotBeWordedFailsWithItsReason() {
        Wording down = (request, sink) ->
                new Wording.WordingOutcome.NotWorded(new TutorFailure.ModelUnavailable("m", "the model is down"));

        assertThat(failure(run(WHOLE_CASE, down))).endsWith("expected a reply, but got the model is down");
    }

    @Test
    void aBugInTheTutorIsNoPass() {
        Tutor buggy = ScriptedTutor.with(
                (turn, item) -> {
                    throw new IllegalStateException("a bug");
                },
                ScriptedTutor.WORDING);

        assertThat(failure(run(WHOLE_CASE, buggy, RunSettings.DEFAULTS))).contains("An internal error");
    }

    @Test
    void aReplyWithoutWordsFailsThoughItsMovesAreRight() {
        Wording wordless = (request, sink) -> new Wording.WordingOutcome.Worded("authored");

        assertThat(failure(run(WHOLE_CASE, wordless))).contains("reply: expected words");
    }

    @Test
    void noticesOfTheWayAreKeptAsEvidence() {
        Wording fallback = (request, sink) -> {
            sink.notice(new TutorFailure.ModelUnavailable("m", "connection refused"));
            return ScriptedTutor.WORDING.word(request, sink);
        };
        CaseResult one = run(WHOLE_CASE, fallback).cases().getFirst();

        assertThat(one.turns()).allSatisfy(turn -> assertThat(turn.notices()).hasSize(1));
    }

    @Test
    void aSuiteForAnotherCourseIsInvalid() {
        Suite other = new Suite("s", "bakery", "s.yaml", suite(WHOLE_CASE).cases());
        SuiteResult result = new SuiteRun(
                        ScriptedTutor.wordedBy(ScriptedTutor.WORDING), RunSettings.DEFAULTS, System::nanoTime)
                .run(other, List.of());

        assertThat(invalid(result)).contains("bakery").contains("cafe");
    }

    @Test
    void nothingToJudgeIsInvalidAndNeverPassed() {
        var run = new SuiteRun(ScriptedTutor.wordedBy(ScriptedTutor.WORDING), RunSettings.DEFAULTS, System::nanoTime);
        var at = new SourcePosition("s.yaml", 1, 1);
        var unchecked = new SuiteCase(at, "c", "en", "", List.of(new SuiteTurn(at, "hello", List.of())));

        assertThat(invalid(run.run(new Suite("s", "cafe", "s.yaml", List.of(unchecked)), List.of())))
                .contains("checks nothing");
        assertThat(run.run(new Suite("s", "cafe", "s.yaml", List.of()), List.of())
                        .exitCode())
                .isEqualTo(ExitCode.INVALID);
    }

    @Test
    void casesBeyondTheRunsLimitAreInvalid() {
        var hours = new AtomicLong();
        var run = new SuiteRun(
                ScriptedTutor.wordedBy(ScriptedTutor.WORDING),
                RunSettings.DEFAULTS,
                () -> Duration.ofHours(hours.incrementAndGet()).toNanos());

        assertThat(invalid(run.run(suite(WHOLE_CASE), List.of()))).contains("limit of 1800 s");
    }

    @Test
    void anInterruptedRunIsInvalidAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        SuiteResult result = run(WHOLE_CASE, ScriptedTutor.WORDING);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(invalid(result)).contains("given up");
    }

    @Test
    void idsAndInstantsAreTheSameInEveryRun() {
        var requests = new ArrayList<List<Object>>();
        Wording noting = (request, sink) -> {
            requests.add(List.of(
                    request.reply(),
                    request.history(),
                    request.progress(),
                    request.observation() == null ? "" : request.observation()));
            return ScriptedTutor.WORDING.word(request, sink);
        };
        run(WHOLE_CASE, noting);
        var first = List.copyOf(requests);
        requests.clear();
        run(WHOLE_CASE, noting);

        assertThat(first).hasSize(3).isEqualTo(requests);
    }

    @Test
    void theCaseSpeaksTheLearnersLanguage() {
        var locales = new ArrayList<String>();
        Wording noting = (ReplyRequest request, Wording.WordingSink sink) -> {
            locales.add(request.locale());
            return ScriptedTutor.WORDING.word(request, sink);
        };
        run(WHOLE_CASE.replace("  turns:", "  locale: zh-CN\n  turns:"), noting);

        assertThat(locales).containsOnly("zh-CN");
    }
}
