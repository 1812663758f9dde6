package parley.prompts.course;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.Severity;

/** Checks that the prerequisites of a course's concepts form an order in which each can be reached. Pure. */
final class StructureCheck {

    private final Map<String, Concept> concepts = new LinkedHashMap<>();
    private final CoursePlaces places;
    private final List<Finding> findings = new ArrayList<>();

    private StructureCheck(List<Unit> units, CoursePlaces places) {
        this.places = places;
        for (Unit unit : units) {
            unit.concepts().forEach(concept -> concepts.put(concept.id(), concept));
        }
    }

    static List<Finding> check(List<Unit> units, CoursePlaces places) {
        StructureCheck check = new StructureCheck(units, places);
        check.unknown();
        check.unreachable(check.cycles());
        check.order();
        return check.findings;
    }

    private void unknown() {
        for (Concept concept : concepts.values()) {
            for (String prerequisite : concept.prerequisites()) {
                if (!concepts.containsKey(prerequisite)) {
                    error(
                            concept.id(),
                            Said.of("there is no concept {}", prerequisite),
                            "name the id of a concept, or remove it");
                }
            }
            if (new HashSet<>(concept.prerequisites()).size()
                    < concept.prerequisites().size()) {
                findings.add(places.ofConcept(
                        Severity.WARNING, concept.id(), "requires", "a prerequisite is named twice", "remove one"));
            }
        }
    }

    /**
     * Reports each cycle once and gives the concepts that stand in one. A depth-first search with its own stack: a chain
     * of 10,000 concepts must not end in a stack overflow.
     */
    private Set<String> cycles() {
        Set<String> done = new HashSet<>();
        Set<String> inCycle = new LinkedHashSet<>();
        for (String root : concepts.keySet()) {
            Deque<String> path = new ArrayDeque<>();
            Set<String> onPath = new HashSet<>();
            Map<String, Integer> next = new HashMap<>();
            if (done.contains(root)) {
                continue;
            }
            path.addLast(root);
            onPath.add(root);
            while (!path.isEmpty()) {
                String at = path.getLast();
                List<String> onward = prerequisites(at);
                int index = next.merge(at, 1, Integer::sum) - 1;
                if (index >= onward.size()) {
                    done.add(at);
                    onPath.remove(path.removeLast());
                } else if (onPath.contains(onward.get(index))) {
                    cycle(path, onward.get(index), inCycle);
                } else if (!done.contains(onward.get(index))) {
                    path.addLast(onward.get(index));
                    onPath.add(onward.get(index));
                }
            }
        }
        return inCycle;
    }

    private void cycle(Deque<String> path, String back, Set<String> inCycle) {
        List<String> cycle = new ArrayList<>(path);
        cycle = cycle.subList(cycle.indexOf(back), cycle.size());
        inCycle.addAll(cycle);
        error(
                cycle.getLast(),
                Said.of("the prerequisites form a cycle: {} → {}", String.join(" → ", cycle), back),
                "remove one of them, so that something can be learnt first");
    }

    /** Concepts that need, directly or not, one that stands in a cycle. */
    private void unreachable(Set<String> inCycle) {
        Map<String, List<String>> neededBy = new HashMap<>();
        for (Concept concept : concepts.values()) {
            for (String prerequisite : prerequisites(concept.id())) {
                neededBy.computeIfAbsent(prerequisite, id -> new ArrayList<>()).add(concept.id());
            }
        }
        Deque<String> open = new ArrayDeque<>(inCycle);
        Set<String> seen = new HashSet<>(inCycle);
        while (!open.isEmpty()) {
            String blocked = open.removeFirst();
            for (String concept : neededBy.getOrDefault(blocked, List.of())) {
                if (seen.add(concept)) {
                    error(
                            concept,
                            Said.of("the concept can never be reached: it needs {}, which no order reaches", blocked),
                            "mend the cycle");
                    open.addLast(concept);
                }
            }
        }
    }

    /** Learners who follow the file's order should not meet a concept before what it needs. */
    private void order() {
        Set<String> before = new HashSet<>();
        for (Concept concept : concepts.values()) {
            before.add(concept.id());
            for (String prerequisite : prerequisites(concept.id())) {
                if (!before.contains(prerequisite)) {
                    findings.add(places.ofConcept(
                            Severity.WARNING,
                            concept.id(),
                            "requires",
                            Said.of("the concept stands before {}, which it needs", prerequisite),
                            "move it behind"));
                }
            }
        }
    }

    private List<String> prerequisites(String id) {
        Concept concept = concepts.get(id);
        return concept == null
                ? List.of()
                : concept.prerequisites().stream()
                        .filter(concepts::containsKey)
                        .distinct()
                        .toList();
    }

    private void error(String conceptId, CharSequence message, CharSequence hint) {
        findings.add(places.ofConcept(Severity.ERROR, conceptId, "requires", message, hint));
    }
}
