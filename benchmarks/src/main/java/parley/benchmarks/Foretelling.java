package parley.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Foretold probabilities and what came of them; tells log loss and AUC. Not thread-safe. */
final class Foretelling {
    /** A certain foretelling that fails would make any mean infinite. */
    private static final double LEAST = 1e-6;

    private record Case(double probability, boolean happened) {}

    private final List<Case> cases = new ArrayList<>();

    void add(double probability, boolean happened) {
        cases.add(new Case(Math.clamp(probability, LEAST, 1 - LEAST), happened));
    }

    int size() {
        return cases.size();
    }

    /** The mean of −log of the probability that was given to what happened, in nats. */
    double logLoss() {
        double sum = 0;
        for (Case one : cases) {
            sum -= Math.log(one.happened() ? one.probability() : 1 - one.probability());
        }
        return sum / cases.size();
    }

    /** The probability that of two cases the one that happened was foretold higher, ties counting half. */
    double auc() {
        var sorted = new ArrayList<>(cases);
        sorted.sort(Comparator.comparingDouble(Case::probability));
        double ranks = 0;
        long happened = 0;
        for (int from = 0; from < sorted.size(); ) {
            int to = from;
            while (to < sorted.size()
                    && sorted.get(to).probability() == sorted.get(from).probability()) {
                to++;
            }
            // Ranks count from 1; those that tie share the mean of theirs.
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                if (sorted.get(i).happened()) {
                    ranks += rank;
                    happened++;
                }
            }
            from = to;
        }
        long others = sorted.size() - happened;
        return (ranks - happened * (happened + 1) / 2.0) / ((double) happened * others);
    }

    /** The log loss of foretelling every case with the share of those that happened. */
    double constantLogLoss() {
        double share = cases.stream().filter(Case::happened).count() / (double) cases.size();
        return -share * Math.log(share) - (1 - share) * Math.log(1 - share);
    }
}
