package parley.evaluation.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Item;

/**
 * A learner with a hidden mind: each concept is known or not; what is known is answered rightly but for slips, what is not
 * is guessed; an exercise may teach its concept, far less likely while a prerequisite is missing; what rests is forgotten
 * exponentially, the slower the more often it was recalled. None of it has the form of the tutor's own model: there are no
 * logits in the answers, and no schedule in the forgetting.
 *
 * <p>Not thread-safe. All chance comes from the generator it was given.
 */
public final class SimulatedLearner implements PlayedLearner {
    /** Knowing is learned from the ground up: without a prerequisite an exercise teaches this share of the usual. */
    private static final double WITHOUT_PREREQUISITE = 0.15;

    /** Each recall makes a memory last so many times longer. */
    private static final double RECALL_GAIN = 2;

    /** Nobody remembers by one exercise for longer than this. */
    private static final double LONGEST_STABILITY_DAYS = 365;

    /** A rung of help makes an unknown answer so much likelier. */
    private static final double HINT_HELPS = 0.15;

    /** Who does not know says so this often, instead of trying. */
    private static final double ADMITS = 0.2;

    private final Course course;
    private final LearnerTraits traits;
    private final RandomGenerator random;
    private final Map<String, Trace> known = new HashMap<>();

    private record Trace(double stabilityDays, Instant refreshed) {}

    /** A learner who knows at {@code start} what their ability lets expect. */
    public SimulatedLearner(Course course, LearnerTraits traits, RandomGenerator random, Instant start) {
        this.course = course;
        this.traits = traits;
        this.random = random;
        int number = 0;
        for (Concept concept : course.concepts()) {
            // The further into the course, the rarer; and nobody knows what builds on what they do not.
            double depth = 3.0 * number++ / course.concepts().size();
            double chance = 1 / (1 + Math.exp(-1.5 * (traits.ability() + 0.8 - depth)));
            if (prerequisitesKnown(concept) && random.nextDouble() < chance) {
                known.put(concept.id(), new Trace(LONGEST_STABILITY_DAYS, start));
            }
        }
    }

    @Override
    public Response respond(Concept concept, Item item, int hints, Instant now) {
        forget(concept.id(), now);
        if (known.containsKey(concept.id())) {
            return random.nextDouble() < traits.slip() ? new Response.Wrong("") : new Response.Right();
        }
        double hit = Math.min(0.95, Math.max(item.key().guess(), traits.guessing()) + HINT_HELPS * hints);
        if (random.nextDouble() < hit) {
            return new Response.Right();
        }
        if (random.nextDouble() < ADMITS) {
            return new Response.DoesNotKnow();
        }
        boolean shows = !item.misconceptions().isEmpty() && random.nextDouble() < traits.misconception();
        return new Response.Wrong(
                shows
                        ? item.misconceptions()
                                .get(random.nextInt(item.misconceptions().size()))
                                .id()
                        : "");
    }

    @Override
    public void concluded(Concept concept, boolean right, Instant now) {
        Trace trace = known.get(concept.id());
        if (trace != null) {
            double stability = right
                    ? Math.min(LONGEST_STABILITY_DAYS, trace.stabilityDays() * RECALL_GAIN)
                    : trace.stabilityDays();
            known.put(concept.id(), new Trace(stability, now));
            return;
        }
        double chance = traits.learning() * (prerequisitesKnown(concept) ? 1 : WITHOUT_PREREQUISITE);
        if (random.nextDouble() < chance) {
            known.put(concept.id(), new Trace(traits.stabilityDays(), now));
        }
    }

    /** How much of the course is really known, 0 to 1; what only an all-knowing examiner can tell. */
    public double share(Instant now) {
        course.concepts().forEach(concept -> forget(concept.id(), now));
        return (double) known.size() / course.concepts().size();
    }

    /** Whether a concept is really known, as far as the last look at it goes. */
    public boolean knows(String conceptId) {
        return known.containsKey(conceptId);
    }

    private boolean prerequisitesKnown(Concept concept) {
        return known.keySet().containsAll(concept.prerequisites());
    }

    /** Forgetting is decided when it is looked at, by the time since it was last looked at; the outcome is the same. */
    private void forget(String conceptId, Instant now) {
        Trace trace = known.get(conceptId);
        if (trace == null) {
            return;
        }
        double days = Duration.between(trace.refreshed(), now).toSeconds() / 86_400.0;
        if (days <= 0) {
            return;
        }
        if (random.nextDouble() < 1 - Math.exp(-days / trace.stabilityDays())) {
            known.remove(conceptId);
        } else {
            known.put(conceptId, new Trace(trace.stabilityDays(), now));
        }
    }
}
