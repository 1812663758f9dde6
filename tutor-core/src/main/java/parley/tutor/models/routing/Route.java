package parley.tutor.models.routing;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import parley.tutor.models.Purpose;

/**
 * Which models may answer which calls, and in which order they are asked. Of several routes that fit a call the first
 * counts.
 *
 * @param purposes what it is for; empty for everything
 * @param languages the learner's languages that it is for, such as {@code zh}, which {@code zh-CN} fits; empty for all
 * @param courses the courses that it is for; empty for all
 * @param sticky whether a conversation stays with the model that answered it last, as long as that is healthy
 * @param deadline the first token is wanted within this; {@link Strategy#CHEAPEST} goes by it
 * @param candidates at least one
 */
public record Route(
        Set<Purpose> purposes,
        Set<String> languages,
        Set<String> courses,
        Strategy strategy,
        boolean sticky,
        Duration deadline,
        List<Candidate> candidates) {
    /** Slower than this feels like waiting. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofMillis(1_500);

    /** How candidates are ordered. */
    public enum Strategy {
        /** As they stand. */
        ORDERED,
        /** By lot, a weight of 3 three times as often first as one of 1. */
        WEIGHTED,
        /** By observed time to the first token. */
        FASTEST,
        /** By price, those first whose observed first token meets the deadline. */
        CHEAPEST
    }

    /**
     * A model of the catalogue on a route.
     *
     * @param weight 1 or more; only {@link Strategy#WEIGHTED} asks for it
     */
    public record Candidate(String model, int weight) {
        public Candidate {
            if (weight < 1) {
                throw new IllegalArgumentException("A weight is 1 or more");
            }
        }
    }

    public Route {
        purposes = Set.copyOf(purposes);
        languages = Set.copyOf(languages);
        courses = Set.copyOf(courses);
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("A route has at least one candidate");
        }
    }

    /** Everything to these models, in this order. */
    public static Route ordered(List<String> models) {
        return new Route(
                Set.of(),
                Set.of(),
                Set.of(),
                Strategy.ORDERED,
                false,
                DEFAULT_DEADLINE,
                models.stream().map(model -> new Candidate(model, 1)).toList());
    }
}
