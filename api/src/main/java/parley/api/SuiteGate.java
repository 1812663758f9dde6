package parley.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import parley.evaluation.Examiner;
import parley.evaluation.check.CheckResult;
import parley.evaluation.run.RunSettings;
import parley.evaluation.suite.SuiteReader;
import parley.evaluation.suite.SuiteReading;
import parley.evaluation.verdict.CaseResult;
import parley.evaluation.verdict.SuiteResult;
import parley.evaluation.verdict.Verdict;
import parley.prompts.library.ReleaseGate;
import parley.prompts.source.Finding;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.Tutor;

/**
 * Examines the tutor by the suites that a prompt names, worded from the new version, and where a case fails by the
 * present one, too: a case that passed there and fails here is a regression. What cannot be judged counts as one.
 * Learners' journals are not touched. Thread-safe; takes as long as the suites.
 *
 * <p>The authored tutor's words are no proof of a prompt: a case in which it stood in for a reply that could not be used
 * has failed, and one in which it stood in for a model that was down was not judged.
 */
public final class SuiteGate implements ReleaseGate {
    /** They load in about five seconds; a busy machine takes longer. */
    private static final Duration RULES_LIMIT = Duration.ofMinutes(2);

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
        if (!rulesAreSettled()) {
            return new Answer.Closed(
                    List.of("its suites cannot judge it yet: the language rules have not loaded within "
                            + RULES_LIMIT.toSeconds() + " s; try again"));
        }
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

    /** Until it is settled whether sentences are corrected, a run would depend on when it began. */
    private boolean rulesAreSettled() throws InterruptedException {
        try {
            wiring.languageRules().get(RULES_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
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
        List<Judged> candidate = run(suite, tutor.get());
        List<Judged> invalid = of(Standing.NOT_JUDGED, candidate);
        if (!invalid.isEmpty() || candidate.isEmpty()) {
            objections.add(suite + ": could not be judged: " + told(invalid));
            return;
        }
        List<Judged> failed = of(Standing.FAILED, candidate);
        String passed = suite + ": " + (candidate.size() - failed.size()) + " of " + candidate.size() + " cases passed";
        if (failed.isEmpty()) {
            lines.add(passed);
            return;
        }
        Map<String, Judged> before = new HashMap<>();
        if (!question.candidate().id().equals(question.present().id())) {
            run(
                            suite,
                            wiring.tutorSaying(reading.suite().courseId(), question.present())
                                    .orElseThrow())
                    .forEach(one -> before.put(one.name(), one));
        }
        List<String> worse = objections(suite, failed, before);
        objections.addAll(worse);
        if (worse.isEmpty()) {
            lines.add(passed + "; failed before, too: " + names(failed));
        }
    }

    /**
     * What is worse than before.
     *
     * @param before the cases by the present version; empty when that is the same one
     */
    private static List<String> objections(String suite, List<Judged> failed, Map<String, Judged> before) {
        List<Judged> worse = new ArrayList<>();
        List<Judged> unknown = new ArrayList<>();
        for (Judged now : failed) {
            Judged then = before.getOrDefault(now.name(), now);
            switch (then.standing()) {
                case PASSED -> worse.add(now);
                case NOT_JUDGED -> unknown.add(then);
                case FAILED -> {}
            }
        }
        List<String> objections = new ArrayList<>();
        if (!worse.isEmpty()) {
            objections.add(suite + ": passed before and fails now: " + told(worse));
        }
        if (!unknown.isEmpty()) {
            objections.add(suite + ": fails now, and could not be judged with the present version: " + told(unknown));
        }
        return objections;
    }

    private enum Standing {
        PASSED,
        FAILED,
        NOT_JUDGED
    }

    /**
     * A case as the gate sees it.
     *
     * @param why in a few words; empty when it passed
     */
    private record Judged(String name, Standing standing, String why) {
        static Judged of(CaseResult one) {
            List<TutorFailure> notices = one.turns().stream()
                    .flatMap(turn -> turn.notices().stream())
                    .toList();
            Optional<TutorFailure> down = notices.stream()
                    .filter(notice -> !(notice instanceof TutorFailure.OutputUnusable))
                    .findFirst();
            return switch (one.verdict()) {
                case Verdict.Invalid invalid -> new Judged(one.name(), Standing.NOT_JUDGED, invalid.reason());
                case Verdict.Passed passed when notices.isEmpty() -> new Judged(one.name(), Standing.PASSED, "");
                case Verdict.Passed passed -> standIn(one.name(), notices.getFirst(), down);
                case Verdict.Failed failed when down.isPresent() -> standIn(one.name(), down.get(), down);
                case Verdict.Failed failed -> {
                    // The reply itself may be long; the report of the suite shows it.
                    CheckResult first = failed.failures().getFirst();
                    yield new Judged(
                            one.name(),
                            Standing.FAILED,
                            first.at() + ": " + first.field() + ": expected " + first.expected());
                }
            };
        }

        private static Judged standIn(String name, TutorFailure first, Optional<TutorFailure> down) {
            return new Judged(
                    name,
                    down.isPresent() ? Standing.NOT_JUDGED : Standing.FAILED,
                    "the authored tutor stood in, for " + down.orElse(first).reason());
        }
    }

    private static List<Judged> of(Standing standing, List<Judged> cases) {
        return cases.stream().filter(one -> one.standing() == standing).toList();
    }

    private static String names(List<Judged> cases) {
        return cases.stream().map(Judged::name).collect(Collectors.joining(", "));
    }

    private static String told(List<Judged> cases) {
        return cases.stream().map(one -> one.name() + " (" + one.why() + ")").collect(Collectors.joining(", "));
    }

    private SuiteReading read(String suite) {
        return SuiteReader.SHIPPED.contains(suite) ? SuiteReader.readShipped(suite) : SuiteReader.read(own(suite));
    }

    private List<Judged> run(String suite, Tutor tutor) {
        SuiteResult result = SuiteReader.SHIPPED.contains(suite)
                ? Examiner.runShipped(suite, tutor, RunSettings.DEFAULTS)
                : Examiner.run(own(suite), tutor);
        return result.cases().stream().map(Judged::of).toList();
    }

    /** A suite of the workspace: a file beside the prompts. Paths out of it are cut to their last part. */
    private Path own(String suite) {
        Path name = Path.of(suite.replaceAll("[^A-Za-z0-9._/-]", "_")).getFileName();
        return wiring.settings().data().prompts().resolve(name == null ? "none" : name.toString());
    }
}
