package parley.evaluation.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import parley.evaluation.suite.Suite;
import parley.evaluation.suite.SuiteCase;
import parley.evaluation.verdict.CaseResult;
import parley.evaluation.verdict.SuiteResult;
import parley.evaluation.verdict.Verdict;
import parley.prompts.source.Finding;
import parley.tutor.conversation.Tutor;

/**
 * Plays the cases of a suite one after another against a tutor, whose journal it never touches.
 *
 * <p>Thread-safe; {@link #run} blocks, at most a little longer than the settings' run limit and one turn limit.
 */
public final class SuiteRun {
    private final Tutor tutor;
    private final RunSettings settings;
    private final LongSupplier nanoTime;

    /** {@code nanoTime} is monotonic, in nanoseconds, such as {@link System#nanoTime}. */
    public SuiteRun(Tutor tutor, RunSettings settings, LongSupplier nanoTime) {
        this.tutor = tutor;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /** Plays {@code suite}; {@code findings} are the warnings of its reading. Keeps an interrupt of its thread. */
    public SuiteResult run(Suite suite, List<Finding> findings) {
        long began = nanoTime.getAsLong();
        var results = new ArrayList<CaseResult>();
        for (SuiteCase script : suite.cases()) {
            results.add(run(suite, script, since(began)));
        }
        return new SuiteResult(suite.name(), suite.courseId(), suite.file(), findings, results, since(began));
    }

    private CaseResult run(Suite suite, SuiteCase script, Duration spent) {
        if (!suite.courseId().equals(tutor.courseId())) {
            return notRun(
                    script,
                    "the suite is for the course " + suite.courseId() + ", the tutor teaches " + tutor.courseId());
        }
        if (spent.compareTo(settings.runLimit()) > 0) {
            return notRun(script, "the run's limit of " + settings.runLimit().toSeconds() + " s was used up before");
        }
        if (Thread.currentThread().isInterrupted()) {
            return notRun(script, "the run was given up");
        }
        try {
            return new CaseRun(script, tutor, settings.turnLimit(), nanoTime).play();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notRun(script, "the run was given up");
        }
    }

    private static CaseResult notRun(SuiteCase script, String reason) {
        return new CaseResult(script.name(), script.at(), new Verdict.Invalid(reason), List.of(), Duration.ZERO);
    }

    private Duration since(long began) {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }
}
