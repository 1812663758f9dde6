package parley.evaluation.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What learners say, wrong sentences with what one would say instead and right ones, from {@code wrong-sentences.txt}
 * and {@code right-sentences.txt}. They were written before the lesson rules were, and half of them was never looked at
 * when a rule was written. Immutable.
 */
public record LearnerSentences(List<Wrong> wrong, List<Right> right) {
    private static final Pattern MARKS = Pattern.compile("[.!?,]");
    private static final Pattern BAR = Pattern.compile(" \\| ");

    /** Whether rules were written with a sentence in sight. */
    public enum Part {
        DEVELOPMENT,
        HELD_OUT
    }

    /**
     * A wrong sentence.
     *
     * @param kind what is wrong, in a word
     * @param better the sentences that are right instead, never empty
     */
    public record Wrong(Part part, String kind, String text, List<String> better) {
        public Wrong {
            better = List.copyOf(better);
            if (better.isEmpty()) {
                throw new IllegalArgumentException("A wrong sentence needs a right one: " + text);
            }
        }
    }

    /** A sentence in which nothing is wrong. */
    public record Right(Part part, String text) {}

    public LearnerSentences {
        wrong = List.copyOf(wrong);
        right = List.copyOf(right);
    }

    /** The sentences in our jar, which are part of the program: ones that can't be read are a bug. */
    public static LearnerSentences shipped() {
        List<Wrong> wrong = new ArrayList<>();
        for (String line : lines("wrong-sentences.txt")) {
            List<String> fields = Arrays.asList(BAR.split(line.substring(2)));
            wrong.add(new Wrong(part(line), fields.get(0), fields.get(1), fields.subList(2, fields.size())));
        }
        List<Right> right = lines("right-sentences.txt").stream()
                .map(line -> new Right(part(line), line.substring(4)))
                .toList();
        return new LearnerSentences(wrong, right);
    }

    /** Only those of {@code part}. */
    public LearnerSentences of(Part part) {
        return new LearnerSentences(
                wrong.stream().filter(w -> w.part == part).toList(),
                right.stream().filter(r -> r.part == part).toList());
    }

    /** {@code text} as a recogniser hears it: lower case, no marks. */
    static String heard(String text) {
        return MARKS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static Part part(String line) {
        return switch (line.charAt(0)) {
            case 'D' -> Part.DEVELOPMENT;
            case 'H' -> Part.HELD_OUT;
            default -> throw new IllegalStateException("A sentence begins with neither D nor H: " + line);
        };
    }

    static List<String> lines(String name) {
        try (InputStream in = LearnerSentences.class.getResourceAsStream("/parley/evaluation/language/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
