package parley.prompts.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Said;

/**
 * Gathers which wrong answers of one item reveal which misconception: the item's own, which are given whole, and its
 * concept's, which the item only refers to.
 */
final class Reveals {

    private final Map<String, Misconception> ofConcept;
    private final Map<String, Misconception> own = new LinkedHashMap<>();
    private final Map<String, Set<String>> answers = new LinkedHashMap<>();

    Reveals(Map<String, Misconception> ofConcept) {
        this.ofConcept = ofConcept;
    }

    void own(Misconception misconception) {
        own.put(misconception.id(), misconception);
        answers.computeIfAbsent(misconception.id(), id -> new LinkedHashSet<>()).addAll(misconception.answers());
    }

    /** Notes wrong answers that reveal a misconception; an unknown one is a finding. */
    void add(FieldReader fields, String field, String id, List<String> wrong) {
        if (misconception(id) == null) {
            Set<String> known = new LinkedHashSet<>(own.keySet());
            known.addAll(ofConcept.keySet());
            fields.error(
                    field,
                    Said.of("the concept has no misconception {}", id),
                    known.isEmpty()
                            ? "add it to the concept's misconceptions"
                            : Said.of("known here: {}", String.join(", ", known)));
            return;
        }
        answers.computeIfAbsent(id, key -> new LinkedHashSet<>()).addAll(wrong);
    }

    /** The misconceptions of the item, with their answers. */
    List<Misconception> all() {
        List<Misconception> all = new ArrayList<>();
        answers.forEach((id, wrong) -> {
            Misconception known = misconception(id);
            if (known != null) {
                all.add(new Misconception(
                        id, List.copyOf(wrong), known.feedback(), known.typedOnly(), known.contrast()));
            }
        });
        return all;
    }

    private @Nullable Misconception misconception(String id) {
        Misconception known = own.get(id);
        return known != null ? known : ofConcept.get(id);
    }
}
