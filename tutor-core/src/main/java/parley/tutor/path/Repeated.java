package parley.tutor.path;

import java.util.List;
import java.util.Optional;
import parley.tutor.learner.Attempt;

/** Tells a misconception from a slip: it comes again. Pure. */
public final class Repeated {
    /** Among the last so many answers at a concept ... */
    public static final int WITHIN = 4;

    /** ... the same misconception showed so often. */
    public static final int TIMES = 2;

    private Repeated() {}

    /** The misconception that several of the last answers showed; the latest, where there are two. */
    public static Optional<String> misconception(List<Attempt> atOneConcept) {
        List<String> shown =
                atOneConcept.subList(Math.max(0, atOneConcept.size() - WITHIN), atOneConcept.size()).stream()
                        .map(Attempt::misconceptionId)
                        .filter(id -> !id.isEmpty())
                        .toList();
        return shown.reversed().stream()
                .filter(id -> shown.stream().filter(id::equals).count() >= TIMES)
                .findFirst();
    }
}
