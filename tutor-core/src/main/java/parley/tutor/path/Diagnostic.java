package parley.tutor.path;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import parley.prompts.course.Concept;
import parley.prompts.course.Item;
import parley.tutor.learner.Attempt;
import parley.tutor.learner.Knowledge;
import parley.tutor.learner.Known;
import parley.tutor.teaching.TeachingMove.Reason;

/**
 * The diagnostic start: finds out by few answers what a learner knows. Thread-safe; pure after construction.
 *
 * <p>What a learner may know is a set of concepts that holds with each concept all that it requires (a knowledge state:
 * J.-P. Doignon and J.-C. Falmagne, "Spaces for the assessment of knowledge", International Journal of Man-Machine
 * Studies 23 (1985)). {@value #STATES} such states are drawn once, beginners and experts among them; each answer weighs
 * them by Bayes' rule with a slip and the item's guess, so that it speaks for the concepts below and against those above
 * it. The next concept is the one whose answer leaves the least uncertainty over all concepts to be expected.
 */
final class Diagnostic {
    /** More than a dozen questions before the first lesson tire. */
    static final int MAX_ITEMS = 12;

    /** A course of fewer concepts is begun at its beginning: little is gained by placing. */
    static final int MIN_CONCEPTS = 6;

    private static final int STATES = 768;

    /** Concepts whose answers are weighed against each other; in larger courses those in most doubt. */
    private static final int MAX_CANDIDATES = 48;

    /** The chance to fail at something known, as in knowledge tracing. */
    private static final double SLIP = 0.1;

    private static final double MIN_GUESS = 0.05;
    private static final double MAX_GUESS = 0.5;

    /** Known from here on at the end; to pass over something unknown costs a learner more than one exercise too many. */
    private static final double KNOWN_FROM = 0.6;

    /** When it was broken off, what was not asked must be surer. */
    private static final double KNOWN_FROM_EARLY = 0.8;

    /** Sure enough when so small a share of the concepts is expected to be misplaced ... */
    private static final double MISPLACED_SHARE = 0.03;

    /** ... and not before so many answers, for a lucky start proves little. */
    private static final int MIN_ITEMS = 4;

    /** The first question is one that more than half of all learners can answer: a pleasant start. */
    private static final double FIRST_KNOWN = 0.65;

    /** How far learners' states stray from the course's order: as a whole unit, and in single concepts. */
    private static final double UNIT_SPREAD = 0.2;

    private static final double CONCEPT_SPREAD = 0.15;

    private final CourseGraph graph;
    private final boolean[][] states;
    private final boolean worthwhile;

    Diagnostic(CourseGraph graph, List<Integer> unitOfConcept) {
        this.graph = graph;
        int concepts = graph.concepts().size();
        long withItems =
                graph.concepts().stream().filter(c -> !c.items().isEmpty()).count();
        this.worthwhile = withItems >= MIN_CONCEPTS;
        this.states = worthwhile ? drawn(graph, unitOfConcept) : new boolean[0][concepts];
    }

    /** Learners spread evenly from those who know nothing to those who know all; the same for the same course. */
    private static boolean[][] drawn(CourseGraph graph, List<Integer> unitOfConcept) {
        int concepts = graph.concepts().size();
        int units = unitOfConcept.stream().mapToInt(u -> u + 1).max().orElse(1);
        var random = new SplittableRandom(concepts);
        var states = new boolean[STATES][concepts];
        for (int s = 0; s < STATES; s++) {
            double level = -0.3 + 1.6 * (s + 0.5) / STATES;
            var unitOffset = new double[units];
            for (int u = 0; u < units; u++) {
                unitOffset[u] = UNIT_SPREAD * random.nextGaussian();
            }
            for (int c = 0; c < concepts; c++) {
                double place = (c + 0.5) / concepts;
                double strayed = unitOffset[unitOfConcept.get(c)] + CONCEPT_SPREAD * random.nextGaussian();
                boolean ready = true;
                for (int required : graph.requires(c)) {
                    ready &= states[s][required];
                }
                states[s][c] = ready && place < level + strayed;
            }
        }
        return states;
    }

    /** Whether the course is large enough to place learners in it. */
    boolean worthwhile() {
        return worthwhile;
    }

    /** Whether nothing more is to be asked: sure enough, out of questions, or out of items. */
    boolean finished(Knowledge knowledge) {
        List<Attempt> answers = Practice.firstAnswers(knowledge);
        if (knowledge.placement().asked() >= MAX_ITEMS || answers.size() >= MAX_ITEMS) {
            return true;
        }
        return answers.size() >= MIN_ITEMS && misplaced(marginals(weights(answers))) <= MISPLACED_SHARE * concepts();
    }

    /** The known concepts in teaching order; nothing without an answer. */
    List<String> known(Knowledge knowledge, boolean early) {
        List<Attempt> answers = Practice.firstAnswers(knowledge);
        List<String> known = new ArrayList<>();
        if (answers.isEmpty() || !worthwhile) {
            return known;
        }
        double[] marginals = marginals(weights(answers));
        for (int c = 0; c < marginals.length; c++) {
            if (marginals[c] >= (early ? KNOWN_FROM_EARLY : KNOWN_FROM)) {
                known.add(graph.concepts().get(c).id());
            }
        }
        return known;
    }

    /** The exercise whose answer tells most. */
    Optional<Next> next(Known known, ItemChoice choice) {
        Knowledge knowledge = known.progress().knowledge();
        List<Attempt> answers = Practice.firstAnswers(knowledge);
        double[] weights = weights(answers);
        double[] marginals = marginals(weights);
        boolean first = knowledge.placement().asked() == 0;
        List<Integer> candidates = candidates(known, choice, marginals);
        if (first) {
            return candidates.stream()
                    .min(Comparator.comparingDouble(c -> Math.abs(marginals[c] - FIRST_KNOWN)))
                    .flatMap(c -> easiest(known, choice, graph.concepts().get(c)));
        }
        return candidates.stream()
                .min(Comparator.comparingDouble(c -> expectedDoubt(
                        c, guess(fresh(known, choice, graph.concepts().get(c))), weights, marginals)))
                .flatMap(c -> telling(known, choice, graph.concepts().get(c)));
    }

    private List<Integer> candidates(Known known, ItemChoice choice, double[] marginals) {
        List<Integer> candidates = new ArrayList<>();
        for (int c = 0; c < marginals.length; c++) {
            if (!fresh(known, choice, graph.concepts().get(c)).isEmpty()) {
                candidates.add(c);
            }
        }
        candidates.sort(Comparator.comparingDouble(c -> Math.abs(marginals[c] - 0.5)));
        return candidates.subList(0, Math.min(MAX_CANDIDATES, candidates.size()));
    }

    /** Items not answered yet; parametric ones may come with other values, though not at once. */
    private static List<Item> fresh(Known known, ItemChoice choice, Concept concept) {
        List<Attempt> answered = known.progress().knowledge().recent();
        return concept.items().stream()
                .filter(i -> !choice.isJust(i))
                .filter(i -> i.parameters() != null
                        || answered.stream().noneMatch(a -> a.exerciseId().equals(i.id())))
                .toList();
    }

    private static Optional<Next> easiest(Known known, ItemChoice choice, Concept concept) {
        return choice.best(
                fresh(known, choice, concept), concept, reason(concept), item -> -choice.predicted(concept, item));
    }

    /** The item that is hit least by chance and neither very easy nor very hard. */
    private static Optional<Next> telling(Known known, ItemChoice choice, Concept concept) {
        return choice.best(
                fresh(known, choice, concept),
                concept,
                reason(concept),
                item -> item.key().guess() + 0.1 * Math.abs(known.ratings().difficulty(item.id(), concept.id())));
    }

    private static Reason reason(Concept concept) {
        return new Reason(Reason.Kind.DIAGNOSTIC, concept.id(), "");
    }

    private static double guess(List<Item> items) {
        return items.stream().mapToDouble(i -> bounded(i.key().guess())).min().orElse(MAX_GUESS);
    }

    private static double bounded(double guess) {
        return Math.clamp(guess, MIN_GUESS, MAX_GUESS);
    }

    /** The doubt over all concepts that is left after an answer at {@code asked}, to be expected. */
    private double expectedDoubt(int asked, double guess, double[] weights, double[] marginals) {
        double[] withAsked = new double[marginals.length];
        for (int s = 0; s < states.length; s++) {
            if (states[s][asked]) {
                for (int c = 0; c < withAsked.length; c++) {
                    if (states[s][c]) {
                        withAsked[c] += weights[s];
                    }
                }
            }
        }
        double knows = marginals[asked];
        double right = knows * (1 - SLIP) + (1 - knows) * guess;
        double doubt = 0;
        for (int c = 0; c < marginals.length; c++) {
            double both = withAsked[c];
            double only = marginals[c] - both;
            double ifRight = (both * (1 - SLIP) + only * guess) / right;
            double ifWrong = (both * SLIP + only * (1 - guess)) / (1 - right);
            doubt += right * entropy(ifRight) + (1 - right) * entropy(ifWrong);
        }
        return doubt;
    }

    private static double entropy(double p) {
        return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    }

    private double[] weights(List<Attempt> answers) {
        var weights = new double[states.length];
        double sum = 0;
        for (int s = 0; s < states.length; s++) {
            double weight = 1;
            for (Attempt answer : answers) {
                int asked = graph.indexOf(answer.conceptId());
                if (asked >= 0) {
                    // An answer that needed help tells of no knowledge before it.
                    boolean right = answer.unaided();
                    double guess = bounded(answer.guess());
                    weight *= states[s][asked] ? (right ? 1 - SLIP : SLIP) : (right ? guess : 1 - guess);
                }
            }
            weights[s] = weight;
            sum += weight;
        }
        for (int s = 0; s < weights.length; s++) {
            weights[s] /= sum;
        }
        return weights;
    }

    private double[] marginals(double[] weights) {
        var marginals = new double[concepts()];
        for (int s = 0; s < states.length; s++) {
            for (int c = 0; c < marginals.length; c++) {
                if (states[s][c]) {
                    marginals[c] += weights[s];
                }
            }
        }
        return marginals;
    }

    private static double misplaced(double[] marginals) {
        double sum = 0;
        for (double p : marginals) {
            sum += Math.min(p, 1 - p);
        }
        return sum;
    }

    private int concepts() {
        return graph.concepts().size();
    }
}
