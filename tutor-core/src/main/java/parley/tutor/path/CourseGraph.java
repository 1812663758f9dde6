package parley.tutor.path;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;

/**
 * A course's concepts in an order in which each comes after all it requires, as near to the course's own as can be, with
 * the ways between them. Worked out once; immutable and thread-safe.
 *
 * <p>Requirements that name no concept count as met. Concepts on a cycle, which no checked course has, come last in the
 * course's order.
 */
final class CourseGraph {
    private final List<Concept> concepts;
    private final Map<String, Integer> indexById = new HashMap<>();
    private final List<List<Integer>> requires = new ArrayList<>();
    private final List<List<Integer>> requiredBy = new ArrayList<>();

    CourseGraph(Course course) {
        this.concepts = sorted(course.concepts());
        for (int i = 0; i < concepts.size(); i++) {
            indexById.put(concepts.get(i).id(), i);
            requiredBy.add(new ArrayList<>());
        }
        for (int i = 0; i < concepts.size(); i++) {
            List<Integer> direct = new ArrayList<>();
            for (String id : concepts.get(i).prerequisites()) {
                Integer required = indexById.get(id);
                // What comes later can be required only on a cycle; looking back alone ends.
                if (required != null && required < i) {
                    direct.add(required);
                    requiredBy.get(required).add(i);
                }
            }
            requires.add(List.copyOf(direct));
        }
    }

    private static List<Concept> sorted(List<Concept> inCourseOrder) {
        Map<String, Integer> position = new HashMap<>();
        for (int i = 0; i < inCourseOrder.size(); i++) {
            position.put(inCourseOrder.get(i).id(), i);
        }
        List<Concept> sorted = new ArrayList<>();
        var taken = new BitSet(inCourseOrder.size());
        while (sorted.size() < inCourseOrder.size()) {
            int next = firstReady(inCourseOrder, position, taken).orElseGet(() -> taken.nextClearBit(0));
            taken.set(next);
            sorted.add(inCourseOrder.get(next));
        }
        return List.copyOf(sorted);
    }

    private static Optional<Integer> firstReady(
            List<Concept> inCourseOrder, Map<String, Integer> position, BitSet taken) {
        for (int i = taken.nextClearBit(0); i < inCourseOrder.size(); i = taken.nextClearBit(i + 1)) {
            boolean ready = inCourseOrder.get(i).prerequisites().stream()
                    .allMatch(id -> !position.containsKey(id) || taken.get(position.get(id)));
            if (ready) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** In teaching order: each after all that it requires. */
    List<Concept> concepts() {
        return concepts;
    }

    /** The concept's place in {@link #concepts}, or -1. */
    int indexOf(String conceptId) {
        return indexById.getOrDefault(conceptId, -1);
    }

    /** The places of what the concept at a place requires directly; all of them smaller. */
    List<Integer> requires(int index) {
        return requires.get(index);
    }

    /** The concepts that this one requires directly; none for an id that the course lacks. */
    List<Concept> prerequisites(String conceptId) {
        int index = indexOf(conceptId);
        return index < 0
                ? List.of()
                : requires.get(index).stream().map(concepts::get).toList();
    }

    /** The concepts that require this one directly; none for an id that the course lacks. */
    List<Concept> dependents(String conceptId) {
        int index = indexOf(conceptId);
        return index < 0
                ? List.of()
                : requiredBy.get(index).stream().map(concepts::get).toList();
    }
}
