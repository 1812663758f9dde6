package parley.tutor.understanding.maths;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns mathematics in English words into plain notation: "two x plus three", "minus three quarters", "one and a half",
 * "x squared equals nine", "three over four". Digits and signs among the words stay as they are. Immutable.
 */
final class SpokenMaths {
    private static final Pattern PIECE = Pattern.compile("[a-z]+(?:'[a-z]+)*|\\d+(?:[.,]\\d+)*|\\.\\d+|\\S");

    private static final List<String> SMALL = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Map<String, Long> PARTS = new HashMap<>();

    static {
        List<String> ordinals = List.of(
                "third",
                "fourth",
                "fifth",
                "sixth",
                "seventh",
                "eighth",
                "ninth",
                "tenth",
                "eleventh",
                "twelfth",
                "thirteenth",
                "fourteenth",
                "fifteenth",
                "sixteenth",
                "seventeenth",
                "eighteenth",
                "nineteenth",
                "twentieth");
        for (int i = 0; i < ordinals.size(); i++) {
            part(ordinals.get(i), i + 3L);
        }
        part("quarter", 4);
        part("hundredth", 100);
        part("thousandth", 1_000);
        PARTS.put("half", 2L);
        PARTS.put("halves", 2L);
    }

    private static void part(String name, long of) {
        PARTS.put(name, of);
        PARTS.put(name + "s", of);
    }

    /** Longest first, so that "is equal to" is not read as "is". */
    private static final List<Map.Entry<List<String>, String>> SIGNS = List.of(
            sign("is equal to", "="),
            sign("is the same as", "="),
            sign("equal to", "="),
            sign("equals", "="),
            sign("equal", "="),
            sign("is", "="),
            sign("plus", "+"),
            sign("minus", "-"),
            sign("negative", "-"),
            sign("take away", "-"),
            sign("multiplied by", "*"),
            sign("times", "*"),
            sign("divided by", "/"),
            sign("over", "/"),
            sign("squared", "^2"),
            sign("cubed", "^3"),
            sign("to the power of", "^"),
            sign("to the power", "^"),
            sign("open brackets", "("),
            sign("open bracket", "("),
            sign("open parenthesis", "("),
            sign("close brackets", ")"),
            sign("close bracket", ")"),
            sign("close parenthesis", ")"));

    private static Map.Entry<List<String>, String> sign(String words, String sign) {
        return Map.entry(List.of(words.split(" ")), sign);
    }

    private final List<String> pieces = new ArrayList<>();
    private final Set<Character> letters;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private SpokenMaths(String text, Set<Character> letters) {
        Matcher matcher = PIECE.matcher(text);
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        this.letters = letters;
    }

    /**
     * The text in signs; empty when a word is no mathematics.
     *
     * @param text in plain notation
     * @param letters the variables that may stand side by side ({@code xy})
     */
    static Optional<String> signs(String text, Set<Character> letters) {
        return new SpokenMaths(text, letters).signs();
    }

    private Optional<String> signs() {
        while (at < pieces.size()) {
            if (!allOver() && !sign() && !number() && !other()) {
                return Optional.empty();
            }
        }
        return Optional.of(out.toString().strip());
    }

    /** "x plus 3 all over 2" sets what was said since the last "equals" in brackets. */
    private boolean allOver() {
        if (!follows(List.of("all", "over"))) {
            return false;
        }
        out.insert(out.lastIndexOf("=") + 1, " (").append(") / ");
        at += 2;
        return true;
    }

    private boolean sign() {
        for (Map.Entry<List<String>, String> sign : SIGNS) {
            if (follows(sign.getKey())) {
                out.append(' ').append(sign.getValue()).append(' ');
                at += sign.getKey().size();
                return true;
            }
        }
        return false;
    }

    private boolean follows(List<String> words) {
        return at + words.size() <= pieces.size()
                && pieces.subList(at, at + words.size()).equals(words);
    }

    /** A whole number, decimal, fraction or mixed number, in words or digits; false when no word is in it. */
    private boolean number() {
        String whole = "";
        if (isDigits(piece(0))) {
            whole = piece(0);
            at++;
        } else {
            long value = words();
            if (value >= 0) {
                whole = String.valueOf(value);
            }
        }
        if (whole.isEmpty()) {
            boolean article = piece(0).equals("a") || piece(0).equals("an");
            Long part = PARTS.get(piece(article ? 1 : 0));
            if (part == null) {
                return false;
            }
            at += article ? 2 : 1;
            return fraction("1", part);
        }
        if (piece(0).equals("point")) {
            return decimal(whole);
        }
        Long part = PARTS.get(piece(0));
        if (part != null) {
            at++;
            return fraction(whole, part);
        }
        if (piece(0).equals("and") && mixed(whole)) {
            return true;
        }
        out.append(' ').append(whole);
        return true;
    }

    private boolean fraction(String numerator, long denominator) {
        out.append(' ').append(numerator).append('/').append(denominator).append(' ');
        if (piece(0).equals("of")) {
            at++;
        }
        return true;
    }

    private boolean mixed(String whole) {
        int and = at;
        at++;
        boolean article = piece(0).equals("a") || piece(0).equals("an");
        if (article) {
            at++;
        }
        String numerator = "1";
        if (isDigits(piece(0)) && piece(1).equals("/") && isDigits(piece(2))) {
            out.append(' ')
                    .append(whole)
                    .append(' ')
                    .append(piece(0))
                    .append('/')
                    .append(piece(2));
            at += 3;
            return true;
        }
        if (!article) {
            long value = isDigits(piece(0)) && piece(0).length() < 4 ? Long.parseLong(pieces.get(at++)) : words();
            numerator = String.valueOf(value);
        }
        Long part = PARTS.get(piece(0));
        if (part == null || numerator.startsWith("-")) {
            at = and;
            return false;
        }
        at++;
        out.append(' ')
                .append(whole)
                .append(' ')
                .append(numerator)
                .append('/')
                .append(part)
                .append(' ');
        return true;
    }

    private boolean decimal(String whole) {
        at++;
        StringBuilder digits = new StringBuilder();
        while (at < pieces.size() && digits.length() < MathsParser.MAX_DIGITS) {
            int digit = piece(0).equals("oh") ? 0 : SMALL.indexOf(piece(0));
            if (digit >= 0 && digit < 10) {
                digits.append(digit);
            } else if (isDigits(piece(0)) && digits.isEmpty()) {
                digits.append(piece(0));
            } else {
                break;
            }
            at++;
        }
        if (digits.isEmpty()) {
            return false;
        }
        out.append(' ').append(whole).append('.').append(digits).append(' ');
        return true;
    }

    /** The whole number in words from here, below a thousand million; -1, and nothing is taken, when there is none. */
    private long words() {
        long total = 0;
        long group = -1;
        int from = at;
        while (at < pieces.size()) {
            String piece = piece(0);
            int small = SMALL.indexOf(piece);
            int ten = TENS.indexOf(piece);
            if (ten >= 0 && (group < 0 || group % 100 == 0)) {
                group = Math.max(group, 0) + 20 + 10L * ten;
            } else if (small >= 0 && (group < 0 || (small > 0 && fits(group, small)))) {
                group = Math.max(group, 0) + small;
            } else if (piece.equals("hundred") && group > 0 && group < 100) {
                group *= 100;
            } else if (piece.equals("a") && group < 0 && (piece(1).equals("hundred") || piece(1).equals("thousand"))) {
                group = 1;
            } else if (piece.equals("thousand") && group > 0 && total == 0) {
                total = group * 1_000;
                group = 0;
            } else if (!joins(piece, group, total)) {
                break;
            }
            at++;
        }
        if (group < 0) {
            at = from;
            return -1;
        }
        return total + group;
    }

    /** "A hundred and five", "a thousand and one", "twenty-one". */
    private boolean joins(String piece, long group, long total) {
        boolean and = piece.equals("and")
                && (group >= 100 ? group % 100 == 0 : group == 0 && total > 0)
                && isSmall(piece(1))
                && !partAfter();
        return and || (piece.equals("-") && group >= 20 && group % 10 == 0 && isUnit(piece(1)));
    }

    private static boolean fits(long group, int small) {
        return small < 10 ? group % 10 == 0 && group % 100 != 10 : group % 100 == 0;
    }

    /** Whether "and one third" follows, which belongs to a mixed number. */
    private boolean partAfter() {
        return PARTS.containsKey(piece(2));
    }

    private static boolean isSmall(String piece) {
        return SMALL.contains(piece) || TENS.contains(piece);
    }

    private static boolean isUnit(String piece) {
        int small = SMALL.indexOf(piece);
        return small > 0 && small < 10;
    }

    private boolean other() {
        String piece = piece(0);
        if (piece.length() > 1 && Character.isLetter(piece.charAt(0))) {
            boolean product = piece.chars().allMatch(c -> letters.contains((char) c));
            if (!product) {
                return false;
            }
        }
        boolean letter = Character.isLetter(piece.charAt(0));
        out.append(letter && endsInLetter() ? " " : "").append(piece);
        at++;
        return true;
    }

    private boolean endsInLetter() {
        return !out.isEmpty() && Character.isLetter(out.charAt(out.length() - 1));
    }

    private String piece(int ahead) {
        return at + ahead < pieces.size() ? pieces.get(at + ahead) : "";
    }

    private static boolean isDigits(String piece) {
        return !piece.isEmpty() && Character.isDigit(piece.charAt(0));
    }
}
