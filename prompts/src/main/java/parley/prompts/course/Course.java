package parley.prompts.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is taught: units of concepts of items, in teaching order. Immutable; look-ups by id take constant time. */
public final class Course {

    private final String id;
    private final LocalizedText title;
    private final String level;
    private final LocalizedText summary;
    private final List<Unit> units;
    private final List<Concept> concepts;
    private final Map<String, Concept> conceptById = new LinkedHashMap<>();
    private final Map<String, Place> placeByItem = new LinkedHashMap<>();
    private final List<Item> items;

    private record Place(Unit unit, Concept concept, Item item) {}

    /**
     * @param id the name of the course's folder
     * @param level a level of the Common European Framework, such as {@code A2-B1}
     * @param summary what a learner can do at the end
     * @throws IllegalArgumentException when two concepts or two items have the same id
     */
    public Course(String id, LocalizedText title, String level, LocalizedText summary, List<Unit> units) {
        this.id = id;
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

    public Optional<Item> item(String itemId) {
        return Optional.ofNullable(placeByItem.get(itemId)).map(Place::item);
    }

    /** The concept that an item exercises. */
    public Optional<Concept> conceptOf(String itemId) {
        return Optional.ofNullable(placeByItem.get(itemId)).map(Place::concept);
    }

    /** The unit that an item stands in. */
    public Optional<Unit> unitOf(String itemId) {
        return Optional.ofNullable(placeByItem.get(itemId)).map(Place::unit);
    }

    @Override
    public String toString() {
        return "Course[" + id + ", " + units.size() + " units, " + items.size() + " items]";
    }
}
