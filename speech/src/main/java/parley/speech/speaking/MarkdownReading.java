package parley.speech.speaking;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of Markdown without its signs; formulas and code become words. Pure. */
final class MarkdownReading {
    private static final Pattern FENCE = Pattern.compile("(?ms)^\\s*(```|~~~).*?(^\\s*\\1[^\\n]*$|\\z)");
    private static final Pattern FORMULA =
            Pattern.compile("(?s)\\$\\$(.{1,400}?)\\$\\$|\\\\\\((.{1,400}?)\\\\\\)|\\\\\\[(.{1,400}?)\\\\\\]"
                    + "|(?<![\\w$\\\\])\\$(?![\\s\\d$])([^$\\n]{1,160}?)(?<![\\s\\\\])\\$(?!\\w)"
                    + "|(?<![\\w$\\\\])\\$(\\d[^$\\n]{0,160}?[\\\\^_=+*{}][^$\\n]{0,160}?)(?<!\\s)\\$(?!\\w)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]{1,160})`");
    private static final Pattern LINK =
            Pattern.compile("!?\\[([^\\]\\n]{0,300})\\]\\([^)\\s]{0,2000}(?:\\s+\"[^\"]{0,300}\")?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^\\s{0,3}#{1,6}\\s+");
    private static final Pattern QUOTE = Pattern.compile("(?m)^\\s{0,3}>+\\s?");
    private static final Pattern BULLET = Pattern.compile("(?m)^\\s*[-*+\u2022]\\s+");
    private static final Pattern TASK = Pattern.compile("(?m)^\\s*\\[[ xX]\\]\\s+");
    private static final Pattern RULE = Pattern.compile("(?m)^\\s*([-*_]\\s*){3,}$");
    private static final Pattern TABLE_RULE = Pattern.compile("(?m)^\\s*\\|?[\\s:|-]*-{2,}[\\s:|-]*$");
    private static final Pattern TABLE_EDGE = Pattern.compile("(?m)^\\s*\\||\\|\\s*$");
    private static final Pattern EMPHASIS =
            Pattern.compile("(?<!\\w)(\\*{1,3}|_{1,3}|~~)(?=\\S)|(?<=\\S)(\\*{1,3}|_{1,3}|~~)(?!\\w)");
    private static final Pattern INNER_STRONG = Pattern.compile("\\*\\*");
    /** "I ___ to school": a gap to fill in, not emphasis. */
    private static final Pattern BLANK_TO_FILL = Pattern.compile("(?<![\\w_])_{3,}(?![\\w_])");

    /** Signs that are meant as such: those that are said stay, the others would only be taken for marks. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:[*_~`|]|(?=[#$>()\\[\\]]))");

    private static final Pattern HTML = Pattern.compile("</?[a-zA-Z][^>\\n]{0,200}>");
    private static final Pattern EMOJI =
            Pattern.compile("[\\p{So}\\p{Cs}\\x{1F000}-\\x{1FAFF}\\x{FE0F}\\x{200D}&&[^\u00b0]]+");
    private static final Pattern SMILEY = Pattern.compile("(?<![\\w:;])[:;]-?[)(DPp](?!\\w)");
    private static final Pattern CELL = Pattern.compile("\\|");
    private static final Pattern TICK = Pattern.compile("`");

    private MarkdownReading() {}

    static TracedText of(TracedText markdown) {
        return markdown.replace(FENCE, "")
                .replace(FORMULA, MarkdownReading::formula)
                .replace(CODE, MarkdownReading::code)
                .keep(LINK, 1)
                .replace(HTML, "")
                .replace(TABLE_RULE, "")
                .replace(RULE, "")
                .replace(HEADING, "")
                .replace(QUOTE, "")
                .replace(BULLET, "")
                .replace(TASK, "")
                .replace(TABLE_EDGE, "")
                .replace(BLANK_TO_FILL, " blank ")
                .replace(TICK, "")
                .replace(ESCAPE, "")
                .replace(EMPHASIS, "")
                .replace(INNER_STRONG, "")
                .replace(EMOJI, " ")
                .replace(SMILEY, "")
                .replace(CELL, ",");
    }

    /** Chinese has no place in a formula: "$5 ... $6" may be around it. */
    private static boolean hasChinese(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    private static @Nullable String formula(MatchResult match) {
        if (hasChinese(match.group())) {
            return null;
        }
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return " " + FormulaReading.words(match.group(group)) + " ";
            }
        }
        return null;
    }

    /** Code that is words stays as it is; names of programs are read as the words they are made of. */
    private static @Nullable String code(MatchResult match) {
        String code = match.group(1);
        boolean words = code.chars().allMatch(c -> Character.isLetter(c) || " .,!?'\u2019-".indexOf(c) >= 0)
                && !code.matches(".*\\p{Ll}[\\p{Lu}.].*");
        if (words || hasChinese(code)) {
            return null;
        }
        return code.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ")
                .replaceAll("\\(\\s*\\)", "")
                .replaceAll("(?<=\\w)_+(?=\\w)|(?<=\\w)\\.(?=\\p{L})", " ")
                .replaceAll("==+", " equals ")
                .replaceAll("&&", " and ")
                .replaceAll("\\|\\|", " or ")
                .replaceAll("[(){}\\[\\];:<>]+", ", ");
    }
}
