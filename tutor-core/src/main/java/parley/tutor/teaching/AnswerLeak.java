package parley.tutor.teaching;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import parley.prompts.course.Item;
import parley.prompts.course.SpokenForm;

/**
 * Tells whether a text gives an item's answer away: whether an accepted answer stands in it as whole words. Immutable.
 *
 * <p>Not sought are answers that stand in the task itself, and single small words ("the", "was"), which stand in any
 * sentence.
 */
public record AnswerLeak(List<String> answers) {
    /** A single word of fewer letters is too common to be a leak. */
    static final int SHORTEST_WORD = 3;

    private static final Set<String> SMALL_WORDS = Set.of(
            "the", "and", "for", "was", "were", "are", "has", "have", "had", "did", "does", "you", "your", "she", "her",
            "him", "his", "its", "they", "them", "not", "but", "with", "from", "this", "that", "can", "could", "will",
            "would", "yes", "how", "what", "who", "when", "where", "why", "some", "any", "one", "two", "like", "live",
            "make", "take", "need");

    public AnswerLeak {
        answers = List.copyOf(answers);
    }

    public static AnswerLeak of(Item item) {
        String task = " "
                + Stream.concat(item.prompt().byLocale().values().stream(), Stream.of(item.say()))
                        .map(AnswerLeak::words)
                        .reduce("", (a, b) -> a + " / " + b)
                + " ";
        return new AnswerLeak(item.answers().stream()
                .map(SpokenForm::of)
                .filter(a -> a.length() >= SHORTEST_WORD && !SMALL_WORDS.contains(a) && !task.contains(" " + a + " "))
                .toList());
    }

    /** Whether {@code text} holds an accepted answer. Chinese around it doesn't hide it. */
    public boolean in(String text) {
        String words = " " + words(text) + " ";
        return answers.stream().anyMatch(a -> words.contains(" " + a + " "));
    }

    private static String words(String text) {
        return SpokenForm.of(text.replaceAll("\\p{IsHan}+", " "));
    }
}
