package parley.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.evaluation.Examiner;
import parley.evaluation.run.RunSettings;
import parley.evaluation.suite.SuiteReader;
import parley.evaluation.suite.SuiteReading;
import parley.evaluation.verdict.CaseResult;
import parley.evaluation.verdict.SuiteResult;
import parley.evaluation.verdict.Verdict;
import parley.prompts.library.ReleaseGate;
import parley.prompts.source.Finding;
import parley.tutor.conversation.Tutor;

/**
 * Examines the tutor by the suites that a prompt names, worded from the new version, and where a case fails by the
 * present one, too: a case that passed there and fails here is a regression. What cannot be judged counts as one.
 * Learners' journals are not touched. Thread-safe; takes as long as the suites.
 */
public final class SuiteGate implements ReleaseGate {
    private static final Logger LOG = LoggerFactory.getLogger(SuiteGate.class);

    /** They load in about five seconds; a busy machine takes longer. */
    private static final Duration RULES_LIMIT = Duration.ofSeconds(30);

    private final Wiring wiring;

    /** {@code wiring} stays its owner's to close. */
    public SuiteGate(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Answer ask(Question question) throws InterruptedException {
        if (!wiring.hasModel()) {
            return new Answer.Closed(List.of("its suites (" + String.join(", ", question.suites())
                    + ") cannot judge it without a model, for the tutor would speak without prompts: set"
                    + " PARLEY_MODEL_BASE_URL and PARLEY_MODEL"));
        }
        awaitRules();
        List<String> lines = new ArrayList<>();
        List<String> objections = new ArrayList<>();
        for (String suite : question.suites()) {
            judge(suite, question, lines, objections);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return objections.isEmpty() ? new Answer.Open(lines) : new Answer.Closed(objections);
    }

    /** Until sentences are corrected a run would depend on when it began. */
    private void awaitRules() throws InterruptedException {
        try {
            wiring.languageRules().get(RULES_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The language rules did not load; prompts are judged without corrections");
        }
    }

    private void judge(String suite, Question question, List<String> lines, List<String> objections) {
        SuiteReading reading = read(suite);
        if (reading.suite() == null) {
            objections.add(suite + ": "
                    + reading.findings().stream()
                            .findFirst()
                            .map(Finding::asLine)
                            .orElse("it cannot be read"));
            return;
        }
        Optional<Tutor> tutor = wiring.tutorSaying(reading.suite().courseId(), question.candidate());
        if (tutor.isEmpty()) {
            objections.add(suite + ": there is no course " + reading.suite().courseId());
            return;
        }
        SuiteResult candidate = run(suite, tutor.get());
        Set<String> failed = namesOf(candidate, Verdict.Failed.class);
        Set<String> invalid = namesOf(candidate, Verdict.Invalid.class);
        if (!invalid.isEmpty() || candidate.cases().isEmpty()) {
            objections.add(suite + ": could not be judged: " + String.join(", ", invalid));
            return;
        }
        lines.add(suite + ": " + candidate.passed() + " of " + candidate.cases().size() + " cases passed");
        if (failed.isEmpty()) {
            return;
        }
        SuiteResult present = run(
                suite,
                wiring.tutorSaying(reading.suite().courseId(), question.present())
                        .orElseThrow());
        Set<String> worse = new HashSet<>(failed);
        worse.retainAll(namesOf(present, Verdict.Passed.class));
        if (!worse.isEmpty()) {
            objections.add(suite + ": passed before and fails now: "
                    + String.join(", ", worse.stream().sorted().toList()));
        }
    }

    private static Set<String> namesOf(SuiteResult result, Class<? extends Verdict> kind) {
        Set<String> names = new HashSet<>();
        for (CaseResult one : result.cases()) {
            if (kind.isInstance(one.verdict())) {
                names.add(one.name());
            }
        }
        return names;
    }

    private SuiteReading read(String suite) {
        return SuiteReader.SHIPPED.contains(suite) ? SuiteReader.readShipped(suite) : SuiteReader.read(own(suite));
    }

    private SuiteResult run(String suite, Tutor tutor) {
        return SuiteReader.SHIPPED.contains(suite)
                ? Examiner.runShipped(suite, tutor, RunSettings.DEFAULTS)
                : Examiner.run(own(suite), tutor);
    }

    /** A suite of the workspace: a file beside the prompts. Paths out of it are cut to their last part. */
    private Path own(String suite) {
        Path name = Path.of(suite.replaceAll("[^A-Za-z0-9._/-]", "_")).getFileName();
        return wiring.settings().data().prompts().resolve(name == null ? "none" : name.toString());
    }
}
