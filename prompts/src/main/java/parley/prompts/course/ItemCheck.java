package parley.prompts.course;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks one item for what its fields cannot show singly: leaked, repeated and contradicting answers. */
final class ItemCheck {

    /** A one-word answer shorter than this is not sought in hints: "a" and "at" stand in any sentence. */
    private static final int SHORTEST_LEAK = 3;

    private final FieldReader fields;

    ItemCheck(FieldReader fields) {
        this.fields = fields;
    }

    void check(Item item) {
        Set<String> accepted = new HashSet<>();
        for (String answer : item.answers()) {
            String spoken = SpokenForm.of(answer);
            if (spoken.isEmpty() && !answer.isEmpty()) {
                fields.error("answers", "an answer holds no word", "an answer must be sayable");
            } else if (!accepted.add(spoken) && !spoken.isEmpty()) {
                fields.warning("answers", "an answer is given twice: " + answer, "remove one");
            }
        }
        for (Misconception misconception : item.misconceptions()) {
            for (String wrong : misconception.answers()) {
                if (accepted.contains(SpokenForm.of(wrong))) {
                    fields.error(
                            "misconceptions", "an accepted answer is also a wrong one: " + wrong, "decide which it is");
                }
            }
        }
        leaks(item.hints().stream().map(Hint::text).toList(), accepted, "hints", "a hint contains the answer");
        leaks(
                item.misconceptions().stream().map(Misconception::feedback).toList(),
                accepted,
                "misconceptions",
                "feedback on a wrong answer contains the answer");
    }

    private void leaks(List<LocalizedText> texts, Set<String> accepted, String field, String message) {
        for (int i = 0; i < texts.size(); i++) {
            for (var entry : texts.get(i).byLocale().entrySet()) {
                if (leaks(entry.getValue(), accepted)) {
                    fields.warning(
                            field,
                            "%s (number %d, %s)".formatted(message, i + 1, entry.getKey()),
                            "point to it without saying it");
                }
            }
        }
    }

    private static boolean leaks(String text, Set<String> accepted) {
        String words = " " + SpokenForm.of(text.replaceAll("\\p{IsHan}+", " ")) + " ";
        return accepted.stream()
                .filter(answer -> answer.length() >= SHORTEST_LEAK)
                .anyMatch(answer -> words.contains(" " + answer + " "));
    }
}
