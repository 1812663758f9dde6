package parley.prompts.course;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.Severity;

/**
 * Checks a whole course for what its author should know before learners meet it. Pure.
 *
 * <p>{@link CourseReader} has found what makes a course unusable: fields, ids, cycles, values that cannot be drawn at
 * all. This looks at instances of the parametric items, at most {@link #MAX_INSTANCES} of all together, and at what
 * items and concepts have to do with one another.
 */
public final class CourseCheck {

    /** Instances looked at for each parametric item. */
    static final int SEEDS = 60;

    /** Instances looked at for one course; about a second's work. */
    static final int MAX_INSTANCES = 60_000;

    /** A parametric item with fewer different instances is soon known by heart. */
    static final int FEWEST_INSTANCES = 5;

    /** A text that holds the drawn answer in this share of the instances does not do so by chance. */
    private static final double LEAK_SHARE = 0.6;

    /** An answer of fewer words may stand in an explanation: that is what explanations are for. */
    private static final int LEAST_WORDS_EXPLAINED = 4;

    private final Course course;
    private final CoursePlaces places;
    private final List<Finding> findings = new ArrayList<>();

    private CourseCheck(Course course, CoursePlaces places) {
        this.course = course;
        this.places = places;
    }

    /** All findings on a course, those of its reading first by place; only these when there is no course. */
    public static List<Finding> check(CourseReading reading) {
        Course course = reading.course();
        if (course == null) {
            return reading.findings();
        }
        CourseCheck check = new CourseCheck(course, reading.places());
        check.concepts();
        check.duplicates();
        check.parametric();
        return Stream.concat(reading.findings().stream(), check.findings.stream())
                .sorted((a, b) -> a.at().compareTo(b.at()))
                .toList();
    }

    private void concepts() {
        for (Concept concept : course.concepts()) {
            Set<String> revealed = new HashSet<>();
            for (Item item : concept.items()) {
                item.misconceptions().forEach(misconception -> revealed.add(misconception.id()));
                explained(concept, item);
            }
            for (Misconception misconception : concept.misconceptions()) {
                if (!revealed.contains(misconception.id())) {
                    warn(
                            concept,
                            "misconceptions",
                            Said.of("no item reveals the misconception {}", misconception.id()),
                            "add it to the `reveals` of an item");
                }
            }
        }
    }

    /** An explanation or example that is the very answer of an item of the same concept. */
    private void explained(Concept concept, Item item) {
        if (item.parameters() != null || SpokenForm.words(item.modelAnswer()).size() < LEAST_WORDS_EXPLAINED) {
            return;
        }
        boolean leaks = Stream.concat(concept.explanations().values().stream(), concept.examples().stream())
                .flatMap(text -> text.byLocale().values().stream())
                .anyMatch(text -> AnswerLeak.leaks(text, item));
        if (leaks) {
            warn(
                    concept,
                    "explanations",
                    Said.of("an explanation or example is the answer of the item {}", item.id()),
                    "take another example");
        }
    }

    private void duplicates() {
        Map<String, String> seen = new HashMap<>();
        for (Item item : course.items()) {
            String task = item.prompt().in(LocalizedText.FALLBACK) + "\n" + item.modelAnswer();
            String earlier = seen.putIfAbsent(task, item.id());
            if (earlier != null) {
                warn(
                        item,
                        "prompt",
                        Said.of("the same task and answer as in the item {}", earlier),
                        "remove or change one");
            }
        }
    }

    private void parametric() {
        List<Item> parametric = course.items().stream()
                .filter(item -> item.parameters() != null)
                .toList();
        int seeds = parametric.isEmpty() ? 0 : Math.min(SEEDS, MAX_INSTANCES / parametric.size());
        for (Item item : parametric) {
            List<Item> instances = new ArrayList<>();
            for (int seed = 0; seed < seeds; seed++) {
                try {
                    course.item(new ExerciseId(item.id(), seed).toString()).ifPresent(instances::add);
                } catch (IllegalStateException e) {
                    error(
                            item,
                            "parameters",
                            Said.of("with the seed {} the values cannot be drawn: {}", seed, e.getMessage()),
                            "loosen `where`, widen the ranges, or exclude what has no value");
                    break;
                }
            }
            if (instances.size() == seeds) {
                check(item, instances);
            }
        }
    }

    private void check(Item item, List<Item> instances) {
        long different = instances.stream()
                .map(instance -> instance.prompt().in(LocalizedText.FALLBACK))
                .distinct()
                .count();
        if (different < FEWEST_INSTANCES) {
            warn(
                    item,
                    "parameters",
                    "only %d different tasks in %d draws".formatted(different, instances.size()),
                    "widen the ranges or loosen `where`");
        }
        leaks(item, instances);
        for (Misconception misconception : item.misconceptions()) {
            boolean ever = instances.stream()
                    .flatMap(instance -> instance.misconceptions().stream())
                    .anyMatch(drawn -> drawn.id().equals(misconception.id()));
            if (!ever) {
                warn(
                        item,
                        "reveals",
                        Said.of("the wrong answers of {} are never wrong, or have no value", misconception.id()),
                        "mend their formula");
            }
        }
    }

    private void leaks(Item item, List<Item> instances) {
        Map<String, Integer> leaking = new LinkedHashMap<>();
        for (Item instance : instances) {
            for (Hint hint : instance.hints()) {
                count(leaking, "hints|the hint " + hint.rung().fileName(), hint.text(), instance);
            }
            for (Misconception misconception : instance.misconceptions()) {
                count(
                        leaking,
                        "misconceptions|the feedback on " + misconception.id(),
                        misconception.feedback(),
                        instance);
            }
        }
        leaking.forEach((where, times) -> {
            if (times >= LEAK_SHARE * instances.size()) {
                String[] parts = where.split("\\|", 2);
                warn(item, parts[0], Said.of("{} contains the answer", parts[1]), "point to it without saying it");
            }
        });
    }

    private static void count(Map<String, Integer> leaking, String where, LocalizedText text, Item instance) {
        if (text.byLocale().values().stream().anyMatch(words -> AnswerLeak.leaks(words, instance, 1))) {
            leaking.merge(where, 1, Integer::sum);
        }
    }

    private void warn(Concept concept, String field, CharSequence message, CharSequence hint) {
        findings.add(places.ofConcept(Severity.WARNING, concept.id(), field, message, hint));
    }

    private void warn(Item item, String field, CharSequence message, CharSequence hint) {
        findings.add(places.ofItem(Severity.WARNING, item.id(), field, message, hint));
    }

    private void error(Item item, String field, CharSequence message, CharSequence hint) {
        findings.add(places.ofItem(Severity.ERROR, item.id(), field, message, hint));
    }
}
