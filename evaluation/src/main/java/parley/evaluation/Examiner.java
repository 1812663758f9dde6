package parley.evaluation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import parley.evaluation.run.RunSettings;
import parley.evaluation.run.SuiteRun;
import parley.evaluation.suite.SuiteReader;
import parley.evaluation.suite.SuiteReading;
import parley.evaluation.verdict.SuiteResult;
import parley.tutor.conversation.Tutor;

/**
 * Examines a tutor by a suite: reads it, plays it, judges it. The way in for command line, builds and release gates.
 *
 * <p>Nothing is thrown for any file; what can't be read is an invalid result with its findings. The tutor's journal is
 * never touched. Thread-safe; calls block until the last case.
 */
public final class Examiner {
    private Examiner() {}

    /** Examines {@code tutor} by the suite in a file, with the default limits. */
    public static SuiteResult run(Path suite, Tutor tutor) {
        return run(SuiteReader.read(suite), suite.toString(), tutor, RunSettings.DEFAULTS);
    }

    /** Examines {@code tutor} by the suite in a file. */
    public static SuiteResult run(Path suite, Tutor tutor, RunSettings settings) {
        return run(SuiteReader.read(suite), suite.toString(), tutor, settings);
    }

    /**
     * Examines {@code tutor} by a suite of our jar, one of {@link SuiteReader#SHIPPED}.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public static SuiteResult runShipped(String name, Tutor tutor, RunSettings settings) {
        return run(SuiteReader.readShipped(name), name, tutor, settings);
    }

    private static SuiteResult run(SuiteReading reading, String file, Tutor tutor, RunSettings settings) {
        if (reading.suite() == null) {
            return new SuiteResult(file, "", file, reading.findings(), List.of(), Duration.ZERO);
        }
        return new SuiteRun(tutor, settings, System::nanoTime).run(reading.suite(), reading.findings());
    }
}
