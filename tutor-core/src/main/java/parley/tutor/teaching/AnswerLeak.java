package parley.tutor.teaching;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.prompts.course.AnswerKey;
import parley.prompts.course.Item;
import parley.prompts.course.SpokenForm;
import parley.tutor.understanding.maths.MathsReader;

/**
 * Tells whether a text gives an item's answer away. Immutable.
 *
 * <p>Answers in words are sought as whole words, numbers and expressions as they are written, however spaced and not
 * inside of longer ones. Not sought are answers that stand in the task itself, and single small words ("the", "was"),
 * which stand in any sentence. A number of one or two digits stands in any sentence, too, and an option's letter in any
 * word: of these only being called the answer gives them away ("the answer is 12", "option B is right").
 *
 * @param words answers in words, as they sound
 * @param notations what numbers, expressions and letters look like where they give the answer away
 */
public record AnswerLeak(List<String> words, List<Pattern> notations) {
    /** A single word of fewer letters is too common to be a leak. */
    static final int SHORTEST_WORD = 3;

    /** A number of fewer signs is too common to be a leak by itself. */
    static final int SHORTEST_NUMBER = 3;

    private static final Set<String> SMALL_WORDS = Set.of(
            "the", "and", "for", "was", "were", "are", "has", "have", "had", "did", "does", "you", "your", "she", "her",
            "him", "his", "its", "they", "them", "not", "but", "with", "from", "this", "that", "can", "could", "will",
            "would", "yes", "how", "what", "who", "when", "where", "why", "some", "any", "one", "two", "like", "live",
            "make", "take", "need");

    private static final Pattern SIGN = Pattern.compile("[\\d=+*/^×÷−]|(?<![\\p{L}])-");

    private static final String CALLED_THE_ANSWER =
            "(?:(?:answer|result|solution|option|choose|pick)(?: is)?:? ?|(?:答案|结果|选项?)(?:是|为)?[:：]? ?)\\(?";

    public AnswerLeak {
        words = List.copyOf(words);
        notations = List.copyOf(notations);
    }

    public static AnswerLeak of(Item item) {
        List<String> task = Stream.concat(item.prompt().byLocale().values().stream(), Stream.of(item.say()))
                .toList();
        String heard = task.stream().map(t -> " " + spoken(t) + " ").collect(Collectors.joining("/"));
        List<String> words = new ArrayList<>();
        List<Pattern> notations = new ArrayList<>();
        for (String answer : sought(item.key())) {
            if (SIGN.matcher(answer).find()) {
                notation(answer, task, notations);
            } else {
                String spoken = SpokenForm.of(answer);
                if (spoken.length() >= SHORTEST_WORD
                        && !SMALL_WORDS.contains(spoken)
                        && !heard.contains(" " + spoken + " ")) {
                    words.add(spoken);
                }
            }
        }
        if (item.key() instanceof AnswerKey.Choice choice) {
            String letter = AnswerKey.Choice.letter(choice.right());
            notations.add(Pattern.compile("(?i:" + CALLED_THE_ANSWER + ")" + letter + "(?![\\p{L}\\d])|(?<![\\p{L}\\d])"
                    + letter + "\\)? (?:is (?:right|correct|the answer)|是(?:对|正确))"));
        }
        return new AnswerLeak(words, notations);
    }

    /** The texts that give an answer away where they stand. */
    private static Set<String> sought(AnswerKey key) {
        Set<String> sought = new LinkedHashSet<>();
        switch (key) {
            case AnswerKey.Text text -> sought.addAll(text.accepted());
            case AnswerKey.Choice choice ->
                sought.add(choice.options().get(choice.right()).text());
            case AnswerKey.Numeric numeric -> sought.add(numeric.value());
            case AnswerKey.Algebraic algebraic -> sought.add(algebraic.expression());
            case AnswerKey.Ordering ordering -> sought.addAll(ordering.accepted());
            case AnswerKey.Cloze cloze -> {
                cloze.gaps().forEach(sought::addAll);
                sought.addAll(cloze.accepted());
            }
        }
        return sought;
    }

    private static void notation(String answer, List<String> task, List<Pattern> notations) {
        String plain = MathsReader.plain(answer).replace(" ", "");
        String spaced = plain.chars()
                .mapToObj(c -> Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining(" ?"));
        String own = "(?<![\\da-z./^*-])" + spaced + "(?![\\da-z/^*]| ?[/^*] ?\\d|\\.\\d)";
        notations.add(Pattern.compile(CALLED_THE_ANSWER + spaced + "(?![\\da-z/^*]|\\.\\d)"));
        Pattern anywhere = Pattern.compile(own);
        boolean inTask = task.stream()
                .map(MathsReader::plain)
                .anyMatch(t -> anywhere.matcher(t).find());
        if (plain.length() >= SHORTEST_NUMBER && !inTask) {
            notations.add(anywhere);
        }
    }

    /** Whether {@code text} holds an accepted answer. Chinese around it doesn't hide it. */
    public boolean in(String text) {
        String heard = " " + spoken(text) + " ";
        if (words.stream().anyMatch(a -> heard.contains(" " + a + " "))) {
            return true;
        }
        String plain = MathsReader.plain(text);
        return notations.stream()
                .anyMatch(n -> n.matcher(plain).find() || n.matcher(text).find());
    }

    private static String spoken(String text) {
        return SpokenForm.of(text.replaceAll("\\p{IsHan}+", " "));
    }
}
