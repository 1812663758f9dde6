package parley.tutor.retrieval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.prompts.course.LocalizedText;
import parley.prompts.course.Misconception;

/**
 * All that a course can be quoted with: each concept's explanations, examples and contrasts, and the explanations of
 * items. Immutable.
 *
 * <p>Explanations of parametric items are left out, for their text has holes, and those that only repeat the concept's
 * definition.
 */
public final class Passages {
    private final String courseId;
    private final List<Passage> all;
    private final Map<String, Passage> byId;
    private final Map<String, Set<String>> names;
    private final Map<String, String> practised;

    private Passages(
            String courseId, List<Passage> all, Map<String, Set<String>> names, Map<String, String> practised) {
        this.courseId = courseId;
        this.all = List.copyOf(all);
        this.byId = all.stream()
                .collect(Collectors.toMap(Passage::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        this.names = names;
        this.practised = practised;
    }

    public static Passages of(Course course) {
        List<Passage> all = new ArrayList<>();
        Map<String, Set<String>> names = new LinkedHashMap<>();
        Map<String, String> practised = new LinkedHashMap<>();
        for (Concept concept : course.concepts()) {
            names.put(concept.id(), namesOf(concept));
            practised.put(concept.id(), practisedIn(concept));
            concept.explanations()
                    .forEach((style, text) ->
                            all.add(passage(Passage.Kind.EXPLANATION, concept, style.fileName(), text)));
            if (!concept.examples().isEmpty()) {
                all.add(passage(Passage.Kind.EXAMPLES, concept, "examples", joined(concept.examples())));
            }
            for (Misconception misconception : concept.misconceptions()) {
                if (misconception.contrast() != null) {
                    all.add(passage(
                            Passage.Kind.CONTRAST,
                            concept,
                            "contrast/" + misconception.id(),
                            misconception.contrast().why()));
                }
            }
            for (Item item : concept.items()) {
                if (item.parameters() == null && !item.explanation().equals(concept.explanation())) {
                    all.add(passage(Passage.Kind.ITEM, concept, "item/" + item.id(), item.explanation()));
                }
            }
        }
        return new Passages(course.id(), all, names, practised);
    }

    private static Passage passage(Passage.Kind kind, Concept concept, String name, LocalizedText text) {
        return new Passage(concept.id() + "/" + name, kind, concept.id(), concept.title(), text);
    }

    private static Set<String> namesOf(Concept concept) {
        Set<String> names = new LinkedHashSet<>(concept.title().byLocale().values());
        names.addAll(concept.keywords());
        return names;
    }

    /** What learners say in a concept's exercises, right and wrong: they ask about "childs" as well as about children. */
    private static String practisedIn(Concept concept) {
        return concept.items().stream()
                .filter(item -> item.parameters() == null)
                .flatMap(item -> Stream.concat(
                        item.answers().stream(), item.misconceptions().stream().flatMap(m -> m.answers().stream())))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static LocalizedText joined(List<LocalizedText> texts) {
        Map<String, String> byLocale = new TreeMap<>();
        for (String tag : texts.getFirst().byLocale().keySet()) {
            byLocale.put(tag, texts.stream().map(t -> t.in(tag)).collect(Collectors.joining("\n")));
        }
        return new LocalizedText(byLocale);
    }

    public String courseId() {
        return courseId;
    }

    /** In the course's order. */
    public List<Passage> all() {
        return all;
    }

    public Optional<Passage> passage(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The passages of one concept, in the course's order. */
    public List<Passage> ofConcept(String conceptId) {
        return all.stream().filter(p -> p.conceptId().equals(conceptId)).toList();
    }

    /** What is said in the exercises of a concept; never quoted, for it holds their answers. */
    String practised(String conceptId) {
        return practised.getOrDefault(conceptId, "");
    }

    /** The names by which learners may ask about a concept: its titles in all languages and its keywords. */
    public Set<String> names(String conceptId) {
        return names.getOrDefault(conceptId, Set.of());
    }
}
