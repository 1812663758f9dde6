package parley.tutor.teaching;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.prompts.course.Concept;
import parley.prompts.course.ExplanationStyle;
import parley.tutor.learner.ConceptKnowledge;
import parley.tutor.learner.Knowledge;
import parley.tutor.learner.Knowledge.StyleEffect;
import parley.tutor.path.MasteryBand;
import parley.tutor.path.PathPlanner;
import parley.tutor.teaching.TeachingMove.Explain;

/**
 * Picks the way of explaining that will help this learner most: by a prior for how far they are, corrected by which
 * styles led this learner to success at the next exercise, with a bonus for what was tried little. What has just failed
 * at a concept is not repeated while the concept has another. Pure.
 *
 * <p>The rule is UCB1 with a prior (P. Auer et al., "Finite-time analysis of the multiarmed bandit problem", Machine
 * Learning 47 (2002)).
 */
final class ExplanationChoice {
    /** The prior counts as so many explanations seen. */
    private static final double PRIOR_WEIGHT = 4;

    /** Below UCB1's √2, which is for many more trials than a learner has patience for. */
    private static final double CURIOSITY = 0.3;

    /** An analogy leans on what is known, where requirements are shaky an example stands by itself. */
    private static final double GAP_BONUS = 0.1;

    /**
     * The expected success by style. Beginners learn from worked examples, the advanced are held up by them and want the
     * rule: S. Kalyuga, "Expertise reversal effect", Educational Psychology Review 19 (2007).
     */
    private static double prior(ExplanationStyle style, MasteryBand band) {
        boolean beginner = switch (band) {
            case UNSEEN, LEARNING -> true;
            case PRACTISED, MASTERED, DUE -> false;
        };
        return switch (style) {
            case DEFINITION -> beginner ? 0.5 : 0.65;
            case EXAMPLE -> beginner ? 0.6 : 0.55;
            case ANALOGY -> 0.55;
            case WORKED_EXAMPLE -> beginner ? 0.65 : 0.45;
        };
    }

    private ExplanationChoice() {}

    /** The explanation of {@code concept} to give now. */
    static Explain of(Concept concept, List<Concept> prerequisites, Lesson lesson) {
        return new Explain(concept.id(), style(concept, prerequisites, lesson));
    }

    private static ExplanationStyle style(Concept concept, List<Concept> prerequisites, Lesson lesson) {
        Knowledge knowledge = lesson.after().progress().knowledge();
        Instant now = lesson.situation().now();
        ConceptKnowledge known = knowledge.concept(concept.id());
        MasteryBand band = MasteryBand.of(known, now);
        boolean gaps = prerequisites.stream().anyMatch(p -> !PathPlanner.passedOver(knowledge, p.id()));
        Optional<ExplanationStyle> failed = failed(concept, known, lesson.situation());
        Map<ExplanationStyle, Double> worth = new EnumMap<>(ExplanationStyle.class);
        int total = knowledge.styles().values().stream()
                .mapToInt(StyleEffect::given)
                .sum();
        for (ExplanationStyle style : concept.explanations().keySet()) {
            StyleEffect effect = knowledge.styles().getOrDefault(style, new StyleEffect(0, 0));
            double expected = prior(style, band)
                    + (gaps && (style == ExplanationStyle.EXAMPLE || style == ExplanationStyle.WORKED_EXAMPLE)
                            ? GAP_BONUS
                            : 0);
            double seen = PRIOR_WEIGHT + effect.given();
            double mean = (expected * PRIOR_WEIGHT + effect.successes()) / seen;
            worth.put(style, mean + CURIOSITY * Math.sqrt(Math.log(1 + total) / seen));
        }
        if (worth.size() > 1) {
            failed.ifPresent(worth::remove);
        }
        ExplanationStyle best = ExplanationStyle.DEFINITION;
        double most = Double.NEGATIVE_INFINITY;
        for (Map.Entry<ExplanationStyle, Double> entry : worth.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        return best;
    }

    /** The style in which this concept was last explained in this conversation, unless a success followed. */
    private static Optional<ExplanationStyle> failed(Concept concept, ConceptKnowledge known, Situation situation) {
        boolean succeeded =
                !known.evidence().isEmpty() && known.evidence().getLast().unaided();
        if (succeeded) {
            return Optional.empty();
        }
        for (List<TeachingMove> moves : situation.replies().reversed()) {
            for (TeachingMove move : moves) {
                if (move instanceof Explain explain && explain.conceptId().equals(concept.id())) {
                    return Optional.of(explain.style() == null ? ExplanationStyle.DEFINITION : explain.style());
                }
            }
        }
        return Optional.empty();
    }
}
