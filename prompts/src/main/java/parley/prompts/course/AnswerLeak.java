package parley.prompts.course;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import parley.prompts.source.Finding;
import parley.prompts.source.Severity;

/**
 * Finds an item's answer in what a learner reads before answering it: hints, and feedback on wrong answers.
 *
 * <p>Words are compared as they are heard, numbers and expressions without their spaces. An answer that is a short word
 * or a single digit is not sought: those stand in any sentence.
 */
final class AnswerLeak {

    /** A one-word answer shorter than this is not sought: "a" and "at" stand in any sentence. */
    private static final int SHORTEST_WORD = 3;

    /** A number or expression shorter than this is not sought: a step number or a factor is no answer. */
    private static final int SHORTEST_NOTATION = 3;

    private AnswerLeak() {}

    /** Whether answers are words rather than numbers and signs. */
    static boolean inWords(AnswerKey key) {
        return switch (key) {
            case AnswerKey.Text ignored -> true;
            case AnswerKey.Numeric ignored -> false;
            case AnswerKey.Algebraic ignored -> false;
            // Options, parts and fillers may be either.
            case AnswerKey.Choice ignored -> false;
            case AnswerKey.Ordering ignored -> false;
            case AnswerKey.Cloze ignored -> false;
        };
    }

    /** An answer in the form in which it is compared. */
    static String form(AnswerKey key, String answer) {
        return switch (key) {
            case AnswerKey.Text ignored -> SpokenForm.of(answer);
            case AnswerKey.Choice ignored -> plain(answer);
            case AnswerKey.Ordering ignored -> plain(answer);
            case AnswerKey.Cloze ignored -> plain(answer);
            case AnswerKey.Numeric ignored -> plain(answer);
            case AnswerKey.Algebraic ignored -> plain(answer);
        };
    }

    static List<Finding> check(Item item, CoursePlaces places) {
        Map<String, List<LocalizedText>> shownBefore = new LinkedHashMap<>();
        shownBefore.put("hints", item.hints().stream().map(Hint::text).toList());
        shownBefore.put(
                "misconceptions",
                item.misconceptions().stream().map(Misconception::feedback).toList());
        List<Finding> findings = new ArrayList<>();
        shownBefore.forEach((field, texts) -> {
            for (int i = 0; i < texts.size(); i++) {
                for (Map.Entry<String, String> text : texts.get(i).byLocale().entrySet()) {
                    if (leaks(text.getValue(), item)) {
                        String where = "hints".equals(field)
                                ? "the hint " + item.hints().get(i).rung().fileName()
                                : "the feedback on "
                                        + item.misconceptions().get(i).id();
                        findings.add(places.ofItem(
                                Severity.WARNING,
                                item.id(),
                                field,
                                "%s contains the answer (%s)".formatted(where, text.getKey()),
                                "point to it without saying it"));
                    }
                }
            }
        });
        return findings;
    }

    /** Whether a text holds one of the item's answers. */
    static boolean leaks(String text, Item item) {
        return leaks(text, item, SHORTEST_NOTATION);
    }

    /** Whether a text holds one of the item's answers, of which numbers and expressions may be this short. */
    static boolean leaks(String text, Item item, int shortestNotation) {
        // Chinese runs into the words around it.
        String spaced = text.replaceAll("\\p{IsHan}+", " ");
        String words = " " + SpokenForm.of(spaced) + " ";
        String notation = spaced.toLowerCase(Locale.ROOT);
        for (String answer : sought(item.key())) {
            boolean signs = answer.chars().anyMatch(c -> "0123456789=+-*/^".indexOf(c) >= 0);
            if (signs) {
                String plain = plain(answer);
                if (plain.length() >= shortestNotation && standsIn(notation, plain)) {
                    return true;
                }
            } else {
                String spoken = SpokenForm.of(answer);
                if (spoken.length() >= SHORTEST_WORD && words.contains(" " + spoken + " ")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What gives the answer away: a choice's letter does not, as hints have letters of their own. */
    private static Set<String> sought(AnswerKey key) {
        Set<String> sought = new LinkedHashSet<>();
        switch (key) {
            case AnswerKey.Choice choice ->
                sought.add(choice.options().get(choice.right()).text());
            case AnswerKey.Numeric numeric -> {
                sought.add(numeric.value());
                sought.addAll(numeric.accepted());
            }
            case AnswerKey.Text text -> sought.addAll(text.accepted());
            case AnswerKey.Algebraic algebraic -> sought.add(algebraic.expression());
            case AnswerKey.Ordering ordering -> sought.addAll(ordering.accepted());
            case AnswerKey.Cloze cloze -> {
                if (cloze.gaps().size() == 1) {
                    sought.addAll(cloze.gaps().getFirst());
                }
                sought.addAll(cloze.accepted());
            }
        }
        return sought;
    }

    /** Whether the notation stands in the text, however spaced, and is no part of a longer number or expression. */
    private static boolean standsIn(String text, String notation) {
        String spaced = notation.chars()
                .mapToObj(c -> Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining("\\s*+"));
        return Pattern.compile("(?<![0-9a-z./^*-])" + spaced + "(?![0-9a-z/^*]|\\.[0-9])")
                .matcher(text)
                .find();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    }
}
