package parley.prompts.course;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer with alternatives, as an author writes it: {@code {Could|Can} I have a tea{, please|}?} stands for four
 * answers, the one of the first alternatives first. Alternatives do not nest.
 */
final class AnswerPattern {

    /** The most answers that one pattern may stand for. */
    static final int MAX_ANSWERS = 100;

    /** Why a pattern cannot be read; worded for its author. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    private AnswerPattern() {}

    /** The answers that the pattern stands for, each beginning with a capital when it is more than one word. */
    static List<String> expand(String pattern) throws Malformed {
        List<StringBuilder> answers = new ArrayList<>(List.of(new StringBuilder()));
        int at = 0;
        while (at < pattern.length()) {
            int open = pattern.indexOf('{', at);
            refuseStray(pattern, at, open < 0 ? pattern.length() : open);
            String literal = pattern.substring(at, open < 0 ? pattern.length() : open);
            answers.forEach(answer -> answer.append(literal));
            if (open < 0) {
                break;
            }
            int close = pattern.indexOf('}', open);
            if (close < 0 || pattern.substring(open + 1, close).contains("{")) {
                throw new Malformed("a brace is not closed, or braces stand inside braces");
            }
            String[] alternatives = pattern.substring(open + 1, close).split("\\|", -1);
            if ((long) answers.size() * alternatives.length > MAX_ANSWERS) {
                throw new Malformed("the pattern stands for more than " + MAX_ANSWERS + " answers");
            }
            List<StringBuilder> longer = new ArrayList<>();
            for (StringBuilder answer : answers) {
                for (String alternative : alternatives) {
                    longer.add(new StringBuilder(answer).append(alternative));
                }
            }
            answers = longer;
            at = close + 1;
        }
        return answers.stream().map(AnswerPattern::tidied).toList();
    }

    private static void refuseStray(String pattern, int from, int to) throws Malformed {
        for (int i = from; i < to; i++) {
            if (pattern.charAt(i) == '}' || pattern.charAt(i) == '|') {
                throw new Malformed("'" + pattern.charAt(i) + "' stands outside of braces");
            }
        }
    }

    private static String tidied(StringBuilder answer) {
        String text = answer.toString().strip().replaceAll("\\s+", " ");
        return text.contains(" ") ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
    }
}
