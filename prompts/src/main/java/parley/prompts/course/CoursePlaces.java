package parley.prompts.course;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;
import parley.prompts.source.Severity;
import parley.prompts.source.SourcePosition;

/**
 * Where the parts of a course are written, so that a check of the whole can name file, line and field. Filled while the
 * course is read, by one thread; only looked into afterwards.
 */
public final class CoursePlaces {

    /** A mapping in a file, and the places of its fields. */
    record Place(SourcePosition at, String path, Map<String, SourcePosition> fields) {}

    private final SourcePosition whole;
    private final Map<String, Place> concepts = new HashMap<>();
    private final Map<String, Place> items = new HashMap<>();

    CoursePlaces(SourcePosition whole) {
        this.whole = whole;
    }

    void concept(String id, Place place) {
        concepts.putIfAbsent(id, place);
    }

    void item(String id, Place place) {
        items.putIfAbsent(id, place);
    }

    /** A finding about a field of a concept; about the concept itself when it has no such field. */
    public Finding ofConcept(
            Severity severity, String conceptId, String field, CharSequence message, CharSequence hint) {
        return finding(concepts.get(conceptId), severity, field, message, hint);
    }

    /** A finding about a field of an item; about the item itself when it has no such field. */
    public Finding ofItem(Severity severity, String itemId, String field, CharSequence message, CharSequence hint) {
        return finding(items.get(ExerciseId.itemIdOf(itemId)), severity, field, message, hint);
    }

    /** Where a concept begins; the course's first file as a whole when it has none of this id. */
    public SourcePosition atConcept(String conceptId) {
        return at(concepts.get(conceptId));
    }

    /** Where an item begins; the course's first file as a whole when it has none of this id. */
    public SourcePosition atItem(String itemId) {
        return at(items.get(ExerciseId.itemIdOf(itemId)));
    }

    private SourcePosition at(@Nullable Place place) {
        return place == null ? whole : place.at();
    }

    private Finding finding(
            @Nullable Place place, Severity severity, String field, CharSequence message, CharSequence hint) {
        if (place == null) {
            return new Finding(severity, whole, field, message, hint);
        }
        return new Finding(
                severity,
                place.fields().getOrDefault(field, place.at()),
                place.path().isEmpty() ? field : place.path() + "." + field,
                message,
                hint);
    }
}
