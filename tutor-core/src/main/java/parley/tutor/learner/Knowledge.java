package parley.tutor.learner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.ExplanationStyle;

/**
 * The model of what one learner knows of one course: a pure fold over graded answers. Immutable.
 *
 * @param ability the learner's general rating in this course
 * @param concepts by concept id; only those that were practised, placed or contested
 * @param recent the last {@value #MAX_RECENT} graded answers over all concepts, oldest first
 * @param styles how often a style of explanation led to success at the next exercise of the concept
 * @param explained the explanation whose effect is not known yet, or null
 * @param contested concepts that the learner claims to know and that wait for a check
 * @param placement how far the learner has been placed
 */
public record Knowledge(
        Ability ability,
        Map<String, ConceptKnowledge> concepts,
        List<Attempt> recent,
        Map<ExplanationStyle, StyleEffect> styles,
        @Nullable Explained explained,
        Set<String> contested,
        Placement placement) {
    /** Streaks and trends need no more. */
    public static final int MAX_RECENT = 50;

    /**
     * How probably a concept is known that the diagnostic start found known: enough to be passed over, while one wrong
     * answer at it shows the gap, and displayed mastery still takes successes of its own.
     */
    public static final double PLACED_PROBABILITY = 0.9;

    /** Answers in less than this part of the learner's own median time were known at once. */
    static final double FAST_SHARE = 0.5;

    /** Fewer timed answers than this have no median to speak of. */
    static final int MIN_TIMED = 5;

    public static final Knowledge NONE =
            new Knowledge(Ability.UNKNOWN, Map.of(), List.of(), Map.of(), null, Set.of(), new Placement(0, false));

    public Knowledge {
        concepts = Map.copyOf(concepts);
        recent = List.copyOf(recent);
        styles = Map.copyOf(styles);
        contested = Set.copyOf(contested);
    }

    /**
     * How often an explanation of one style was followed by an exercise of its concept, and how often that one was
     * answered rightly at the first try and without help.
     */
    public record StyleEffect(int given, int successes) {}

    /** An explanation that was heard. */
    public record Explained(String conceptId, ExplanationStyle style) {}

    /**
     * The diagnostic start.
     *
     * @param asked diagnostic exercises put so far
     * @param done whether the learner has been placed, or went on without
     */
    public record Placement(int asked, boolean done) {}

    /** What is known of a concept; of one never met, that nothing is known. */
    public ConceptKnowledge concept(String conceptId) {
        return concepts.getOrDefault(conceptId, ConceptKnowledge.UNKNOWN);
    }

    /** The knowledge after one more graded answer. Only a first answer moves ability and mastery. */
    public Knowledge after(Attempt attempt) {
        ConceptKnowledge was = concept(attempt.conceptId());
        double surprise = Elo.surprise(attempt);
        Knowledge next = withConcept(attempt.conceptId(), was.after(attempt, isFast(attempt)))
                .withRecent(attempt)
                .withoutContest(attempt.conceptId());
        return attempt.first()
                ? next.withAbility(Elo.learner(ability, surprise)).withEffect(attempt)
                : next;
    }

    /** The knowledge after an exercise that ended without a right answer: its memory has lapsed. */
    Knowledge lapsed(String conceptId, Instant at) {
        return withConcept(conceptId, concept(conceptId).reviewed(Fsrs.Rating.AGAIN, at));
    }

    /** The knowledge after an explanation was heard; the next first answer at the concept shows its effect. */
    Knowledge explained(String conceptId, ExplanationStyle style) {
        return new Knowledge(ability, concepts, recent, styles, new Explained(conceptId, style), contested, placement);
    }

    /** The knowledge after the learner claimed to know a concept. */
    Knowledge contested(String conceptId) {
        var more = new HashSet<>(contested);
        more.add(conceptId);
        return new Knowledge(ability, concepts, recent, styles, explained, more, placement);
    }

    /** The knowledge after one more diagnostic exercise was put. */
    Knowledge diagnosed() {
        return withPlacement(new Placement(placement.asked() + 1, placement.done()));
    }

    /** The knowledge after the learner was placed: what was found known gets {@link #PLACED_PROBABILITY}. */
    public Knowledge placed(List<String> knownConcepts) {
        var more = new HashMap<>(concepts);
        for (String conceptId : knownConcepts) {
            more.put(conceptId, concept(conceptId).atLeast(PLACED_PROBABILITY));
        }
        return new Knowledge(ability, more, recent, styles, explained, contested, placement)
                .withPlacement(new Placement(placement.asked(), true));
    }

    /** The learner's own median time for a right answer at the first try; empty before {@value #MIN_TIMED} of them. */
    public Optional<Duration> medianTook() {
        List<Duration> times = new ArrayList<>();
        for (Attempt attempt : recent) {
            Duration took = attempt.took();
            if (took != null && attempt.unaided()) {
                times.add(took);
            }
        }
        if (times.size() < MIN_TIMED) {
            return Optional.empty();
        }
        times.sort(null);
        return Optional.of(times.get(times.size() / 2));
    }

    private boolean isFast(Attempt attempt) {
        Duration took = attempt.took();
        return took != null
                && medianTook()
                        .map(median -> took.toMillis() < FAST_SHARE * median.toMillis())
                        .orElse(false);
    }

    private Knowledge withConcept(String conceptId, ConceptKnowledge concept) {
        var more = new HashMap<>(concepts);
        more.put(conceptId, concept);
        return new Knowledge(ability, more, recent, styles, explained, contested, placement);
    }

    private Knowledge withRecent(Attempt attempt) {
        var longer = new ArrayList<>(recent.size() < MAX_RECENT ? recent : recent.subList(1, recent.size()));
        longer.add(attempt);
        return new Knowledge(ability, concepts, longer, styles, explained, contested, placement);
    }

    private Knowledge withoutContest(String conceptId) {
        if (!contested.contains(conceptId)) {
            return this;
        }
        var fewer = new HashSet<>(contested);
        fewer.remove(conceptId);
        return new Knowledge(ability, concepts, recent, styles, explained, fewer, placement);
    }

    private Knowledge withAbility(Ability moved) {
        return new Knowledge(moved, concepts, recent, styles, explained, contested, placement);
    }

    private Knowledge withPlacement(Placement moved) {
        return new Knowledge(ability, concepts, recent, styles, explained, contested, moved);
    }

    private Knowledge withEffect(Attempt attempt) {
        if (explained == null || !explained.conceptId().equals(attempt.conceptId())) {
            return this;
        }
        StyleEffect was = styles.getOrDefault(explained.style(), new StyleEffect(0, 0));
        var more = new HashMap<>(styles);
        more.put(explained.style(), new StyleEffect(was.given() + 1, was.successes() + (attempt.unaided() ? 1 : 0)));
        return new Knowledge(ability, concepts, recent, more, null, contested, placement);
    }
}
