package parley.prompts.course;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Puts the options of a choice and the parts of an ordering into the order in which they are shown, and shows them
 * below the task. The order follows from a seed, so that an exercise always looks the same.
 */
final class Arrangement {

    /** With two different parts at least, more shuffles than this all in the right order do not happen. */
    private static final int MAX_SHUFFLES = 64;

    private Arrangement() {}

    /** The seed for an exercise: of its id, which {@link String#hashCode} keeps the same on all machines. */
    static long seedOf(String exerciseId) {
        return exerciseId.hashCode() * 0x9E3779B97F4A7C15L;
    }

    /** The item as it is shown; items of other kinds come back as they are. */
    static Item arranged(Item item, long seed) {
        return switch (item.key()) {
            case AnswerKey.Choice choice -> arranged(item, choice, new Random(seed));
            case AnswerKey.Ordering ordering -> arranged(item, ordering, new Random(seed));
            case AnswerKey.Text ignored -> item;
            case AnswerKey.Numeric ignored -> item;
            case AnswerKey.Algebraic ignored -> item;
            case AnswerKey.Cloze ignored -> item;
        };
    }

    private static Item arranged(Item item, AnswerKey.Choice choice, Random random) {
        AnswerKey.Option right = choice.options().get(choice.right());
        List<AnswerKey.Option> options = new ArrayList<>(choice.options());
        Collections.shuffle(options, random);
        String shown = IntStream.range(0, options.size())
                .mapToObj(i -> "\n" + AnswerKey.Choice.letter(i) + ") "
                        + options.get(i).text())
                .collect(Collectors.joining());
        String said = IntStream.range(0, options.size())
                .mapToObj(i -> " " + AnswerKey.Choice.letter(i) + ": "
                        + ended(ItemTexts.spoken(options.get(i).text())))
                .collect(Collectors.joining());
        AnswerKey key = new AnswerKey.Choice(options, options.indexOf(right));
        return with(item, key, shown, said);
    }

    private static Item arranged(Item item, AnswerKey.Ordering ordering, Random random) {
        List<String> shown = new ArrayList<>(ordering.parts());
        for (int i = 0; i < MAX_SHUFFLES && shown.equals(ordering.parts()); i++) {
            Collections.shuffle(shown, random);
        }
        // A slash between fractions would read as a division.
        String between = shown.stream().anyMatch(part -> part.contains("/")) ? "; " : " / ";
        AnswerKey key = new AnswerKey.Ordering(ordering.parts(), ordering.accepted(), shown);
        return with(item, key, " " + String.join(between, shown), " " + String.join(", ", shown) + ".");
    }

    private static String ended(String sentence) {
        return sentence.matches(".*[.?!]") ? sentence : sentence + ".";
    }

    private static Item with(Item item, AnswerKey key, String shown, String said) {
        Map<String, String> prompt = new LinkedHashMap<>();
        item.prompt().byLocale().forEach((locale, text) -> prompt.put(locale, text + shown));
        return new Item(
                item.id(),
                item.kind(),
                new LocalizedText(prompt),
                item.say() + said,
                key,
                item.hints(),
                item.explanation(),
                item.vocabulary(),
                item.misconceptions(),
                item.parameters());
    }
}
