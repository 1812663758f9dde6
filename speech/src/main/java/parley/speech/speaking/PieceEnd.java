package parley.speech.speaking;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the next piece of a text ends: the rules of {@link SentenceSplitter}. Pure.
 *
 * <p>An end is given only once no further character could change it.
 */
final class PieceEnd {
    /** From here on the first piece may end at a comma. */
    static final int FIRST_PIECE_CHARS = 12;

    /** The same, in Chinese. */
    static final int FIRST_WIDE_CHARS = 5;

    /** From here on the first piece may end before a conjunction. */
    static final int FIRST_CLAUSE_CHARS = 40;

    /** A formula, code or link that is longer is taken for text with a stray sign. */
    private static final int MAX_SPAN_CHARS = 160;

    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "e.g", "i.e", "fig", "figs", "approx", "ca", "cf",
            "eq", "jan", "feb", "mar", "apr", "aug", "sept", "oct", "nov", "dec", "mt", "gen", "col", "capt", "lt",
            "rev", "hon", "vol", "pp", "ch");

    /** Of these only what follows them tells whether the sentence goes on. */
    private static final Set<String> MAY_END =
            Set.of("etc", "a.m", "p.m", "u.s", "u.k", "u.n", "inc", "ltd", "co", "corp", "no", "ph.d", "b.c", "a.d");

    /** "The answer is A. Well done!": a letter after these is no initial of a name. */
    private static final Set<String> LETTERED = Set.of(
            "option", "answer", "plan", "vitamin", "part", "section", "group", "type", "grade", "letter", "level");

    private static final Set<String> CONJUNCTIONS =
            Set.of("and", "but", "or", "so", "because", "when", "while", "if", "which", "who", "although", "then");

    private static final int LONGEST_CONJUNCTION = 8;
    private static final int UNDECIDED = -1;

    private final CharSequence text;
    private final int start;
    private final boolean lineStart;
    private final boolean first;
    private final boolean complete;
    /** The last place where a piece that gets too long may be cut. */
    private int gap;

    /**
     * @param start of the piece's first visible character
     * @param lineStart whether that begins a line
     * @param first whether the piece is to be as short as is natural
     * @param complete whether no more text will come
     */
    PieceEnd(CharSequence text, int start, boolean lineStart, boolean first, boolean complete) {
        this.text = text;
        this.start = start;
        this.lineStart = lineStart;
        this.first = first;
        this.complete = complete;
    }

    /** The end, exclusive, or a number that is not above the start when more text is needed. */
    int find() {
        int last = text.length();
        int i = start;
        @Nullable String closing = null;
        int opened = 0;
        while (i < last) {
            if (i - start >= SentenceSplitter.MAX_PIECE_CHARS) {
                return gap > start ? gap : hardCut(i);
            }
            char c = text.charAt(i);
            if (closing != null) {
                if (i - opened > MAX_SPAN_CHARS || (c == '\n' && !closing.equals("$$"))) {
                    closing = null;
                } else {
                    Match match = startsWith(i, closing);
                    if (match == Match.UNKNOWN) {
                        return UNDECIDED;
                    }
                    if (match == Match.YES) {
                        i += closing.length();
                        closing = null;
                    } else {
                        i++;
                    }
                    continue;
                }
            }
            if (c == '$' || c == '\\' || c == '`' || c == '[' || c == '(') {
                if (i + 1 >= last && !complete) {
                    return UNDECIDED;
                }
                closing = closingOf(i);
                if (closing != null) {
                    opened = i;
                    i += closing.length();
                    continue;
                }
            }
            int end = at(i, c);
            if (end == UNDECIDED || end > start) {
                return end;
            }
            i++;
        }
        return complete ? last : UNDECIDED;
    }

    private enum Match {
        YES,
        NO,
        UNKNOWN
    }

    private Match startsWith(int at, String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            if (at + i >= text.length()) {
                return complete ? Match.NO : Match.UNKNOWN;
            }
            if (text.charAt(at + i) != wanted.charAt(i)) {
                return Match.NO;
            }
        }
        return Match.YES;
    }

    /** What closes the formula, code or link that opens at {@code i}, or null when none does. */
    private @Nullable String closingOf(int i) {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        return switch (text.charAt(i)) {
            case '`' -> "`";
            case '[' -> "]";
            case '(' -> i > start && text.charAt(i - 1) == ']' ? ")" : null;
            case '\\' -> next == '(' ? "\\)" : next == '[' ? "\\]" : null;
            // "$5" is money.
            default -> next == '$' ? "$$" : Character.isLetter(next) || next == '\\' || next == '-' ? "$" : null;
        };
    }

    /** The end that the character {@code c} at {@code i} makes, 0 when it makes none. */
    private int at(int i, char c) {
        if (c == '\n') {
            return atNewline(i);
        }
        if (isWideEnd(c)) {
            return decided(afterClosers(afterMarks(i)));
        }
        if (isMark(c)) {
            return atMark(i);
        }
        if (isWideComma(c)) {
            int after = afterClosers(i + 1);
            gap = Math.min(after, text.length());
            return first && i - start >= FIRST_WIDE_CHARS ? decided(after) : 0;
        }
        if (Character.isWhitespace(c)) {
            gap = i;
            return first ? atSpaceOfFirst(i) : 0;
        }
        return 0;
    }

    /** An end that holds whatever comes next, once the next character is known. */
    private int decided(int after) {
        return after < text.length() || complete ? after : UNDECIDED;
    }

    private int atSpaceOfFirst(int i) {
        if (i - start < FIRST_PIECE_CHARS) {
            return 0;
        }
        int next = i;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        if (next >= text.length()) {
            return complete ? 0 : UNDECIDED;
        }
        if (isComma(text.charAt(i - 1))) {
            // "On May 3, 2026" is one date.
            boolean number = Character.isDigit(text.charAt(i - 2)) && Character.isDigit(text.charAt(next));
            return number || text.charAt(next) == '\n' ? 0 : i;
        }
        if (i - start < FIRST_CLAUSE_CHARS) {
            return 0;
        }
        int word = next;
        while (word < text.length() && word - next <= LONGEST_CONJUNCTION && Character.isLetter(text.charAt(word))) {
            word++;
        }
        if (word >= text.length()) {
            return complete ? 0 : UNDECIDED;
        }
        String conjunction = text.subSequence(next, word).toString().toLowerCase(Locale.ROOT);
        return text.charAt(word) == ' ' && CONJUNCTIONS.contains(conjunction) ? i : 0;
    }

    /** A line ends a piece, unless it was only wrapped: it has no end of its own and the next goes on in lower case. */
    private int atNewline(int i) {
        gap = i;
        int next = i + 1;
        while (next < text.length() && text.charAt(next) != '\n' && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next >= text.length()) {
            return complete ? i : UNDECIDED;
        }
        boolean wrapped = Character.isLowerCase(text.charAt(next)) && !endsItself(i) && !isOneLine();
        return wrapped ? 0 : i;
    }

    private boolean endsItself(int newline) {
        int i = newline;
        while (i > start && Character.isWhitespace(text.charAt(i - 1))) {
            i--;
        }
        char c = text.charAt(i - 1);
        return isMark(c) || isWideEnd(c) || c == ':' || c == '\uff1a';
    }

    /** Whether the piece is a heading, an entry of a list, a quotation or a row of a table. */
    private boolean isOneLine() {
        if (!lineStart) {
            return false;
        }
        char c = text.charAt(start);
        boolean lettered = start + 1 < text.length() && text.charAt(start + 1) == '.';
        return "#-*+>|\u2022".indexOf(c) >= 0 || Character.isDigit(c) || lettered;
    }

    private int atMark(int i) {
        int marks = afterMarks(i);
        int after = afterClosers(marks);
        if (after >= text.length()) {
            return complete ? text.length() : UNDECIDED;
        }
        char next = text.charAt(after);
        if (isIdeographic(next)) {
            return Character.isDigit(text.charAt(Math.max(start, i - 1))) ? 0 : after;
        }
        if (!Character.isWhitespace(next)) {
            return 0;
        }
        Match goesOn = goesOn(i, after, after > marks);
        return goesOn == Match.UNKNOWN ? UNDECIDED : goesOn == Match.YES ? 0 : after;
    }

    /** Whether the mark at {@code i}, with white space at {@code after}, ends no sentence. */
    private Match goesOn(int i, int after, boolean closed) {
        int next = after;
        while (next < text.length() && text.charAt(next) != '\n' && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        String word = wordBefore(i);
        String lower = word.toLowerCase(Locale.ROOT);
        boolean stop = text.charAt(i) == '.' && (i + 1 == text.length() || text.charAt(i + 1) != '.');
        boolean asked = closed
                || (stop
                        && (MAY_END.contains(lower)
                                || ABBREVIATIONS.contains(lower)
                                || isInitial(word, i)
                                || isListMark(word, i)));
        if (asked && next >= text.length()) {
            return complete ? Match.NO : Match.UNKNOWN;
        }
        char following = next < text.length() ? text.charAt(next) : ' ';
        if (closed) {
            // "Really?" he asked.
            return Character.isLowerCase(following) ? Match.YES : Match.NO;
        }
        if (!stop || word.isEmpty() || following == '\n') {
            return Match.NO;
        }
        if (MAY_END.contains(lower)) {
            boolean on = lower.equals("no") ? Character.isDigit(following) : Character.isLowerCase(following);
            return on ? Match.YES : Match.NO;
        }
        if (isInitial(word, i)) {
            return Character.isUpperCase(following) ? Match.YES : Match.NO;
        }
        return ABBREVIATIONS.contains(lower) || isListMark(word, i) ? Match.YES : Match.NO;
    }

    private String wordBefore(int end) {
        int from = end;
        while (from > start && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
            from--;
        }
        return text.subSequence(from, end).toString();
    }

    /** "J. Smith" and "John F. Kennedy", but neither "It was I." nor "The answer is A." */
    private boolean isInitial(String word, int dot) {
        if (word.length() != 1 || !Character.isUpperCase(word.charAt(0)) || word.equals("I")) {
            return false;
        }
        int end = dot - 1;
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        if (end == start) {
            return true;
        }
        if (text.charAt(end - 1) == '.') {
            return true;
        }
        String before = wordBefore(end);
        return !before.isEmpty()
                && Character.isUpperCase(before.charAt(0))
                && !LETTERED.contains(before.toLowerCase(Locale.ROOT));
    }

    /** "1. Say hello" and "b. Wave", at the start of a line. */
    private boolean isListMark(String word, int dot) {
        boolean number = word.length() <= 3 && word.chars().allMatch(Character::isDigit);
        boolean letter = word.length() == 1 && Character.isLowerCase(word.charAt(0));
        return lineStart && (number || letter) && dot - word.length() == start;
    }

    private int afterMarks(int i) {
        int after = i;
        while (after < text.length() && (isMark(text.charAt(after)) || isWideEnd(text.charAt(after)))) {
            after++;
        }
        return after;
    }

    /** Quotes and emphasis close what the piece opened; else they open what comes next. */
    private int afterClosers(int i) {
        int after = Math.min(i, text.length());
        while (after < text.length() && closes(text.charAt(after), after)) {
            after++;
        }
        return after;
    }

    private boolean closes(char c, int at) {
        if ("\u201d\u2019)]\u300d\u300f\uff09\u300b".indexOf(c) >= 0) {
            return true;
        }
        if (c == '"' || c == '*' || c == '_' || c == '\'' || c == '`') {
            int runs = 0;
            char before = 0;
            int end = at;
            while (end > start && text.charAt(end - 1) == c) {
                end--;
            }
            for (int i = start; i < end; i++) {
                runs += text.charAt(i) == c && before != c ? 1 : 0;
                before = text.charAt(i);
            }
            return runs % 2 == 1;
        }
        return false;
    }

    private int hardCut(int i) {
        return Character.isLowSurrogate(text.charAt(i)) && Character.isHighSurrogate(text.charAt(i - 1)) ? i - 1 : i;
    }

    private static boolean isMark(char c) {
        return c == '.' || c == '!' || c == '?' || c == '\u2026';
    }

    private static boolean isComma(char c) {
        return c == ',' || c == ';' || c == ':' || c == '\u2014';
    }

    private static boolean isWideEnd(char c) {
        return c == '\u3002' || c == '\uff01' || c == '\uff1f' || c == '\uff1b';
    }

    private static boolean isWideComma(char c) {
        return c == '\uff0c' || c == '\uff1a';
    }

    private static boolean isIdeographic(char c) {
        return Character.isIdeographic(c);
    }
}
