package parley.tutor.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Concept;
import parley.prompts.course.Course;
import parley.prompts.course.ExerciseId;
import parley.prompts.course.ExplanationStyle;
import parley.prompts.course.Hint;
import parley.prompts.course.Item;
import parley.prompts.course.ItemKind;
import parley.prompts.course.LocalizedText;
import parley.prompts.course.Misconception;
import parley.prompts.course.Parameters;
import parley.prompts.course.Subject;
import parley.prompts.course.Unit;

/** Small courses for tests. Concept {@code c7} has the items {@code c7-0}, {@code c7-1} … */
public final class Courses {
    public static final String MISCONCEPTION = "muddle";

    private Courses() {}

    public static LocalizedText text(String english) {
        return new LocalizedText(Map.of("en", english));
    }

    /** An item with a full ladder of four rungs; parametric ones have another kind. */
    public static Item item(String id, ItemKind kind, boolean parametric) {
        @Nullable
        Parameters parameters =
                parametric ? new Parameters(Map.of("a", new Parameters.Source.Range(1, 9)), List.of()) : null;
        var hints = new ArrayList<Hint>();
        for (Hint.Rung rung : Hint.Rung.values()) {
            hints.add(new Hint(rung, text(rung.fileName())));
        }
        return new Item(
                id,
                kind,
                text("Task " + id),
                "Task " + id,
                new AnswerKey.Text(List.of("the answer of " + id)),
                hints,
                text("Because."),
                List.of(),
                List.of(new Misconception(MISCONCEPTION, List.of("a muddle"), text("Muddled."), false, null)),
                parameters);
    }

    public static Concept concept(String id, List<String> requires, List<Item> items) {
        return new Concept(
                id,
                text(id),
                requires,
                Map.of(
                        ExplanationStyle.DEFINITION, text("It is."),
                        ExplanationStyle.EXAMPLE, text("See."),
                        ExplanationStyle.WORKED_EXAMPLE, text("Step by step.")),
                List.of(),
                List.of(id),
                List.of(new Misconception(
                        MISCONCEPTION,
                        List.of(),
                        text("Muddled."),
                        false,
                        new Misconception.Contrast("wrong", "right", text("Why.")))),
                items);
    }

    public static Course course(List<Unit> units) {
        return new Course(
                "test",
                text("Test"),
                "A1",
                text("All"),
                Subject.ENGLISH,
                null,
                units,
                (item, seed) -> new Item(
                        new ExerciseId(item.id(), seed).toString(),
                        item.kind(),
                        item.prompt(),
                        item.say(),
                        item.key(),
                        item.hints(),
                        item.explanation(),
                        item.vocabulary(),
                        item.misconceptions(),
                        null));
    }

    /** Units of five concepts, each with so many items; every concept but a unit's first requires the one before. */
    public static Course chains(int concepts, int itemsEach) {
        List<Unit> units = new ArrayList<>();
        for (int from = 0; from < concepts; from += 5) {
            List<Concept> ofUnit = new ArrayList<>();
            for (int c = from; c < Math.min(from + 5, concepts); c++) {
                ofUnit.add(concept("c" + c, c == from ? List.of() : List.of("c" + (c - 1)), items(c, itemsEach)));
            }
            units.add(new Unit("u" + from / 5, text("Unit " + from / 5), ofUnit));
        }
        return course(units);
    }

    /** A course in which a concept requires one or two of the six before it, by chance. */
    public static Course web(int concepts, int itemsEach, long seed) {
        var random = new SplittableRandom(seed);
        List<Unit> units = new ArrayList<>();
        for (int from = 0; from < concepts; from += 5) {
            List<Concept> ofUnit = new ArrayList<>();
            for (int c = from; c < Math.min(from + 5, concepts); c++) {
                var requires = new ArrayList<String>();
                for (int r = 0; c > 0 && r < 1 + random.nextInt(2); r++) {
                    requires.add("c" + Math.max(0, c - 1 - random.nextInt(6)));
                }
                ofUnit.add(concept("c" + c, requires.stream().distinct().toList(), items(c, itemsEach)));
            }
            units.add(new Unit("u" + from / 5, text("Unit " + from / 5), ofUnit));
        }
        return course(units);
    }

    private static List<Item> items(int concept, int count) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean parametric = i % 4 == 3;
            ItemKind kind = i % 2 == 0 ? ItemKind.SHORT_ANSWER : ItemKind.TRANSFORM;
            items.add(item("c" + concept + "-" + i, kind, parametric));
        }
        return items;
    }
}
