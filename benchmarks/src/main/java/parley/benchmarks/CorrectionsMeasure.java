package parley.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import parley.evaluation.language.CorrectionsTrial;
import parley.evaluation.language.LearnerSentences;
import parley.evaluation.language.LearnerSentences.Part;
import parley.tutor.understanding.languagetool.LanguageToolChecker;

/** How many of the learner sentences that we wrote down first are mended, and how many right ones are changed. */
public final class CorrectionsMeasure {
    /** A check here waits for its answer however busy the machine is. */
    private static final Duration NO_HURRY = Duration.ofMinutes(1);

    private CorrectionsMeasure() {}

    /** Prints the measure alone. */
    public static void main(String[] args) throws Exception {
        System.out.println(Machine.describe());
        Map<String, String> pairs = run();
        var line = new StringBuilder("headline:");
        pairs.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
        System.out.println(line);
    }

    /**
     * Prints the table and returns the pairs of the headline: {@code corrections_found} and {@code corrections_false}
     * are shares of the whole set as typed, the keys with {@code _heldout} of its held-out half.
     */
    public static Map<String, String> run() throws InterruptedException, ExecutionException, TimeoutException {
        try (LanguageToolChecker checker = LanguageToolChecker.loading(NO_HURRY)) {
            if (!checker.ready().get(3, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The language rules did not load");
            }
            LearnerSentences all = LearnerSentences.shipped();
            System.out.println("corrections            found        false alarms");
            CorrectionsTrial whole = row("all, typed", all, checker, false);
            row("all, as heard", all, checker, true);
            row("development half", all.of(Part.DEVELOPMENT), checker, false);
            CorrectionsTrial heldOut = row("held-out half", all.of(Part.HELD_OUT), checker, false);
            Map<String, String> pairs = new LinkedHashMap<>();
            pairs.put("corrections_found", share(whole.foundShare()));
            pairs.put("corrections_false", share(whole.falseShare()));
            pairs.put("corrections_found_heldout", share(heldOut.foundShare()));
            pairs.put("corrections_false_heldout", share(heldOut.falseShare()));
            return pairs;
        }
    }

    private static CorrectionsTrial row(
            String name, LearnerSentences sentences, LanguageToolChecker checker, boolean spoken) {
        CorrectionsTrial trial = CorrectionsTrial.of(sentences, checker, spoken);
        System.out.println(String.format(
                Locale.ROOT,
                "  %-18s %3d/%-3d %.3f  %3d/%-3d %.3f",
                name,
                trial.found(),
                trial.wrong(),
                trial.foundShare(),
                trial.falseAlarms().size(),
                trial.right(),
                trial.falseShare()));
        return trial;
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
