package parley.prompts.course;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is taught: units of concepts of items, in teaching order. Immutable and thread-safe; look-ups by id take constant time. */
public final class Course {

    private final String id;
    private final LocalizedText title;
    private final String level;
    private final LocalizedText summary;
    private final Subject subject;
    private final @Nullable String language;
    private final ItemInstances instances;
    private final List<Unit> units;
    private final List<Concept> concepts;
    private final Map<String, Concept> conceptById = new LinkedHashMap<>();
    private final Map<String, Place> placeByItem = new LinkedHashMap<>();
    private final List<Item> items;
    private final Map<ExerciseId, Item> drawn = Collections.synchronizedMap(new Recent());

    private record Place(Unit unit, Concept concept, Item item) {}

    /**
     * @param id the name of the course's folder
     * @param level a level of the Common European Framework, such as {@code A2-B1}
     * @param summary what a learner can do at the end
     * @param language what learners speak in it, a language's two or three letters; null: nothing is said of that
     * @param instances makes the concrete items of its parametric ones
     * @throws IllegalArgumentException when two concepts or two items have the same id
     */
    public Course(
            String id,
            LocalizedText title,
            String level,
            LocalizedText summary,
            Subject subject,
            @Nullable String language,
            List<Unit> units,
            ItemInstances instances) {
        this.id = id;
        this.subject = subject;
        this.language = language;
        this.instances = instances;
        this.title = title;
        this.level = level;
        this.summary = summary;
        this.units = List.copyOf(units);
        List<Concept> concepts = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (Unit unit : units) {
            for (Concept concept : unit.concepts()) {
                concepts.add(concept);
                if (conceptById.put(concept.id(), concept) != null) {
                    throw new IllegalArgumentException("two concepts have the id " + concept.id());
                }
                for (Item item : concept.items()) {
                    items.add(item);
                    if (placeByItem.put(item.id(), new Place(unit, concept, item)) != null) {
                        throw new IllegalArgumentException("two items have the id " + item.id());
                    }
                }
            }
        }
        this.concepts = List.copyOf(concepts);
        this.items = List.copyOf(items);
    }

    public String id() {
        return id;
    }

    public LocalizedText title() {
        return title;
    }

    public String level() {
        return level;
    }

    public LocalizedText summary() {
        return summary;
    }

    public Subject subject() {
        return subject;
    }

    /** What learners speak in it, a language's two or three letters; empty where the course says nothing of that. */
    public Optional<String> language() {
        return Optional.ofNullable(language);
    }

    public List<Unit> units() {
        return units;
    }

    /** All concepts in teaching order. */
    public List<Concept> concepts() {
        return concepts;
    }

    /** All items in teaching order. */
    public List<Item> items() {
        return items;
    }

    public Optional<Concept> concept(String conceptId) {
        return Optional.ofNullable(conceptById.get(conceptId));
    }

    /**
     * The item of an id or {@link ExerciseId}. A parametric item comes out concrete when the id has a seed, and as it was
     * authored when it has none.
     */
    public Optional<Item> item(String exerciseId) {
        ExerciseId exercise = ExerciseId.parse(exerciseId);
        Place place = placeByItem.get(exercise.itemId());
        if (place == null) {
            return Optional.empty();
        }
        if (place.item().parameters() == null || exercise.seed() < 0) {
            return Optional.of(place.item());
        }
        Item known = drawn.get(exercise);
        if (known == null) {
            known = instances.instance(place.item(), exercise.seed());
            drawn.put(exercise, known);
        }
        return Optional.of(known);
    }

    /** The concept that an item or exercise belongs to. */
    public Optional<Concept> conceptOf(String exerciseId) {
        return Optional.ofNullable(placeByItem.get(ExerciseId.itemIdOf(exerciseId)))
                .map(Place::concept);
    }

    /** The unit that an item or exercise stands in. */
    public Optional<Unit> unitOf(String exerciseId) {
        return Optional.ofNullable(placeByItem.get(ExerciseId.itemIdOf(exerciseId)))
                .map(Place::unit);
    }

    /** The instances asked for last: one exercise is looked up many times while it is asked, answered and judged. */
    private static final class Recent extends LinkedHashMap<ExerciseId, Item> {
        private static final long serialVersionUID = 1L;
        /** About five megabytes. */
        private static final int MOST = 1_000;

        Recent() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ExerciseId, Item> eldest) {
            return size() > MOST;
        }
    }

    @Override
    public String toString() {
        return "Course[" + id + ", " + units.size() + " units, " + items.size() + " items]";
    }
}
