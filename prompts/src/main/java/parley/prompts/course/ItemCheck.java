package parley.prompts.course;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.Severity;

/**
 * Checks items for what their fields cannot show singly: leaked, repeated and contradicting answers, and values that
 * cannot be drawn. Parametric items are looked at as a few of their instances.
 */
final class ItemCheck {

    /** Enough to see that values can be drawn at all; {@link CourseCheck} looks at more. */
    private static final int SEEDS = 3;

    private final CoursePlaces places;
    private final ItemInstances instances;
    private final List<Finding> findings = new ArrayList<>();

    ItemCheck(CoursePlaces places, ItemInstances instances) {
        this.places = places;
        this.instances = instances;
    }

    List<Finding> check(List<Unit> units) {
        for (Unit unit : units) {
            for (Concept concept : unit.concepts()) {
                concept.items().forEach(this::check);
            }
        }
        return findings;
    }

    private void check(Item item) {
        if (item.parameters() == null) {
            checkConcrete(item);
            // A drawn answer may stand in a hint by chance; CourseCheck tells chance from a leak.
            findings.addAll(AnswerLeak.check(item, places));
            return;
        }
        try {
            int before = findings.size();
            for (int seed = 0; seed < SEEDS && findings.size() == before; seed++) {
                checkConcrete(instances.instance(item, seed));
            }
        } catch (IllegalStateException e) {
            error(
                    item,
                    "parameters",
                    Said.of("the values cannot be drawn: {}", e.getMessage()),
                    "loosen `where`, widen the ranges, or exclude what has no value");
        }
    }

    private void checkConcrete(Item item) {
        Set<String> accepted = new HashSet<>();
        boolean words = AnswerLeak.inWords(item.key());
        for (String answer : item.answers()) {
            String spoken = AnswerLeak.form(item.key(), answer);
            if (words && spoken.isEmpty()) {
                error(item, "answers", "an answer holds no word", "an answer must be sayable");
            } else if (!accepted.add(spoken) && item.key() instanceof AnswerKey.Text) {
                warning(item, "answers", Said.of("an answer is given twice: {}", answer), "remove one");
            }
        }
        for (Misconception misconception : item.misconceptions()) {
            for (String wrong : misconception.answers()) {
                if (accepted.contains(AnswerLeak.form(item.key(), wrong))) {
                    error(
                            item,
                            "misconceptions",
                            Said.of("an accepted answer is also a wrong one: {}", wrong),
                            "decide which it is");
                }
            }
        }
    }

    private void error(Item item, String field, CharSequence message, CharSequence hint) {
        findings.add(places.ofItem(Severity.ERROR, item.id(), field, message, hint));
    }

    private void warning(Item item, String field, CharSequence message, CharSequence hint) {
        findings.add(places.ofItem(Severity.WARNING, item.id(), field, message, hint));
    }
}
