package parley.evaluation.language;

import java.util.ArrayList;
import java.util.List;
import parley.tutor.understanding.Correction;
import parley.tutor.understanding.LanguageChecker;

/**
 * How many wrong sentences a checker mends, and how many right ones it finds fault with.
 *
 * <p>A wrong sentence counts as found only when the whole corrected sentence is one that was written down as right, but
 * for case and punctuation; a fault that is noticed and mended otherwise doesn't count. Any correction of a right
 * sentence is a false alarm. Give the checker a budget that no load of the machine uses up.
 *
 * @param missed the wrong sentences that were not mended, each with what came out
 * @param falseAlarms the right sentences that were changed, each with what came out
 */
public record CorrectionsTrial(int wrong, int right, List<String> missed, List<String> falseAlarms) {
    public CorrectionsTrial {
        missed = List.copyOf(missed);
        falseAlarms = List.copyOf(falseAlarms);
    }

    /** Puts {@code sentences} before {@code checker}, as typed or as a recogniser would hear them. */
    public static CorrectionsTrial of(LearnerSentences sentences, LanguageChecker checker, boolean spoken) {
        List<String> missed = new ArrayList<>();
        for (LearnerSentences.Wrong sentence : sentences.wrong()) {
            String corrected = corrected(checker, sentence.text(), spoken);
            String heard = LearnerSentences.heard(corrected);
            if (sentence.better().stream()
                    .noneMatch(b -> LearnerSentences.heard(b).equals(heard))) {
                missed.add(sentence.text() + " → " + corrected);
            }
        }
        List<String> alarms = new ArrayList<>();
        for (LearnerSentences.Right sentence : sentences.right()) {
            List<Correction> found = check(checker, sentence.text(), spoken);
            if (!found.isEmpty()) {
                alarms.add(sentence.text() + " → " + found.getFirst().corrected());
            }
        }
        return new CorrectionsTrial(sentences.wrong().size(), sentences.right().size(), missed, alarms);
    }

    /** The wrong sentences that were mended. */
    public int found() {
        return wrong - missed.size();
    }

    /** The share of wrong sentences that were mended, 0 to 1. */
    public double foundShare() {
        return wrong == 0 ? 0 : (double) found() / wrong;
    }

    /** The share of right sentences that were changed, 0 to 1. */
    public double falseShare() {
        return right == 0 ? 0 : (double) falseAlarms.size() / right;
    }

    private static String corrected(LanguageChecker checker, String text, boolean spoken) {
        List<Correction> found = check(checker, text, spoken);
        return found.isEmpty() ? text : found.getFirst().corrected();
    }

    private static List<Correction> check(LanguageChecker checker, String text, boolean spoken) {
        return checker.check(spoken ? LearnerSentences.heard(text) : text, spoken);
    }
}
