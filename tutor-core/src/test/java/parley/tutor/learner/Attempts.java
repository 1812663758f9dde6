package parley.tutor.learner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Graded answers and states of knowledge for tests. */
final class Attempts {
    static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

    private Attempts() {}

    static Attempt attempt(
            String exerciseId, String conceptId, boolean right, boolean first, int hints, @Nullable Duration took) {
        return new Attempt(exerciseId, conceptId, right, first, hints, "", 0.5, 0, 0.05, took, AT);
    }

    static Attempt right(String exerciseId, String conceptId) {
        return attempt(exerciseId, conceptId, true, true, 0, null);
    }

    static Attempt wrong(String exerciseId, String conceptId) {
        return attempt(exerciseId, conceptId, false, true, 0, null);
    }

    static Attempt hinted(String exerciseId, String conceptId) {
        return attempt(exerciseId, conceptId, true, true, 1, null);
    }

    static Attempt took(String exerciseId, String conceptId, Duration took) {
        return attempt(exerciseId, conceptId, true, true, 0, took);
    }

    static Knowledge knowing(String conceptId, Ability general, Ability inConcept) {
        return new Knowledge(
                general,
                Map.of(conceptId, new ConceptKnowledge(inConcept, 0.5, 0, null, List.of())),
                List.of(),
                Map.of(),
                null,
                Set.of(),
                new Knowledge.Placement(0, false));
    }

    static Knowledge after(Attempt... attempts) {
        Knowledge knowledge = Knowledge.NONE;
        for (Attempt attempt : attempts) {
            knowledge = knowledge.after(attempt);
        }
        return knowledge;
    }
}
