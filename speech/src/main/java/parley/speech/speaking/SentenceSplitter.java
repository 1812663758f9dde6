package parley.speech.speaking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a stream of text into pieces to be spoken one after the other.
 *
 * <p>A piece is a sentence, or a line. The first piece of a reply may end at a comma or colon once it is
 * {@link #FIRST_PIECE_CHARS} long, so that the voice can start early; a sentence without an end is cut at
 * {@link #MAX_PIECE_CHARS}, at the last gap. The pieces joined are the text, but for white space between
 * them and for fenced code blocks, which are to be looked at and not heard. Not thread-safe.
 */
public final class SentenceSplitter {
    /** Longest piece; below {@link Voice#MAX_CHARS}, because reading signs aloud makes text longer. */
    public static final int MAX_PIECE_CHARS = 240;

    /** From here on the first piece may end inside a sentence. */
    public static final int FIRST_PIECE_CHARS = 24;

    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "etc", "e.g", "i.e", "a.m", "p.m", "no", "fig",
            "approx", "u.s", "u.k", "inc", "ltd", "jan", "feb", "mar", "apr", "aug", "sept", "oct", "nov", "dec");

    /** Of these only a capital or digit after them tells that the sentence goes on or not. */
    private static final Set<String> MAY_END = Set.of("etc", "a.m", "p.m", "u.s", "u.k", "inc", "ltd", "no");

    private static final String CLOSERS = "\"'\u201d\u2019)]*_`\u300d\u300f\uff09";

    /** Where a splitter stands between two deltas, so that an immutable state can hold it. */
    public record Place(String rest, boolean first, boolean inCode) {
        public static final Place START = new Place("", true, false);
    }

    private final StringBuilder buffer = new StringBuilder();
    private boolean first = true;
    private boolean inCode;

    /** A splitter that goes on from {@code place}. */
    public static SentenceSplitter from(Place place) {
        var splitter = new SentenceSplitter();
        splitter.buffer.append(place.rest());
        splitter.first = place.first();
        splitter.inCode = place.inCode();
        return splitter;
    }

    public Place place() {
        return new Place(buffer.toString(), first, inCode);
    }

    /** Takes more text and gives the pieces it completes. */
    public List<String> accept(String delta) {
        buffer.append(delta);
        List<String> pieces = new ArrayList<>();
        int end = nextEnd(false);
        while (end > 0) {
            take(end, pieces);
            end = nextEnd(false);
        }
        return pieces;
    }

    /** The rest of the stream, in pieces; the splitter is then ready for a new one. */
    public List<String> finish() {
        List<String> pieces = new ArrayList<>();
        int end = nextEnd(true);
        while (end > 0) {
            take(end, pieces);
            end = nextEnd(true);
        }
        take(buffer.length(), pieces);
        first = true;
        inCode = false;
        return pieces;
    }

    private void take(int end, List<String> pieces) {
        String piece = buffer.substring(0, end).strip();
        buffer.delete(0, end);
        if (piece.startsWith("```") || piece.startsWith("~~~")) {
            inCode = !inCode;
        } else if (!piece.isEmpty() && !inCode) {
            pieces.add(piece);
            first = false;
        }
    }

    /** Where the next piece ends, exclusive, or 0 when more text is needed to know. */
    private int nextEnd(boolean complete) {
        int last = buffer.length();
        int gap = 0;
        int start = firstInk();
        for (int i = start; i < last; i++) {
            char c = buffer.charAt(i);
            if (c == '\n') {
                return i + 1;
            }
            if (isWideEnd(c)) {
                return Math.min(last, afterClosers(i + 1));
            }
            if (c == '.' || c == '!' || c == '?' || c == '\u2026') {
                int after = afterClosers(afterMarks(i));
                if (after >= last) {
                    // The next character decides: a digit goes on with a number, a space ends the sentence.
                    return complete ? 0 : tooLong(last - start) ? cutAt(gap, last) : 0;
                }
                if (Character.isWhitespace(buffer.charAt(after)) && !goesOn(i, after, complete)) {
                    return after;
                }
                i = after - 1;
                continue;
            }
            if (Character.isWhitespace(c)) {
                gap = i;
                if (first && i - start >= FIRST_PIECE_CHARS && isSoftEnd(buffer.charAt(i - 1))) {
                    return i;
                }
            } else if (isWideSoftEnd(c)) {
                gap = i + 1;
                if (first && i - start >= FIRST_PIECE_CHARS / 2) {
                    return i + 1;
                }
            }
            if (tooLong(i - start)) {
                return cutAt(gap, i);
            }
        }
        return 0;
    }

    private int firstInk() {
        int i = 0;
        while (i < buffer.length() && Character.isWhitespace(buffer.charAt(i)) && buffer.charAt(i) != '\n') {
            i++;
        }
        return i;
    }

    private static boolean tooLong(int length) {
        return length >= MAX_PIECE_CHARS;
    }

    private static int cutAt(int gap, int hard) {
        return gap > 0 ? gap : hard;
    }

    private int afterMarks(int i) {
        int after = i;
        while (after < buffer.length() && ".!?\u2026".indexOf(buffer.charAt(after)) >= 0) {
            after++;
        }
        return after;
    }

    private int afterClosers(int i) {
        int after = i;
        while (after < buffer.length() && CLOSERS.indexOf(buffer.charAt(after)) >= 0) {
            after++;
        }
        return after;
    }

    /** Whether the full stop at {@code dot}, with white space at {@code after}, ends no sentence. */
    private boolean goesOn(int dot, int after, boolean complete) {
        if (buffer.charAt(dot) != '.') {
            return false;
        }
        int start = dot;
        while (start > 0 && (Character.isLetterOrDigit(buffer.charAt(start - 1)) || buffer.charAt(start - 1) == '.')) {
            start--;
        }
        String word = buffer.substring(start, dot);
        if (word.isEmpty()) {
            return false;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (MAY_END.contains(lower)) {
            int next = after;
            while (next < buffer.length() && Character.isWhitespace(buffer.charAt(next))) {
                next++;
            }
            // Undecided while the next word has not come: taken as the end, speaking early matters more.
            return next < buffer.length() && !Character.isUpperCase(buffer.charAt(next));
        }
        if (ABBREVIATIONS.contains(lower)) {
            return true;
        }
        // "J. Smith", but not "It was I."; and the number of a list entry, "1. Say hello".
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
        boolean listNumber = word.length() <= 2
                && word.chars().allMatch(Character::isDigit)
                && buffer.substring(0, start).isBlank();
        return (initial || listNumber) && !(complete && buffer.substring(after).isBlank());
    }

    private static boolean isSoftEnd(char c) {
        return c == ',' || c == ';' || c == ':' || c == '\u2014';
    }

    private static boolean isWideEnd(char c) {
        return c == '\u3002' || c == '\uff01' || c == '\uff1f' || c == '\uff1b';
    }

    private static boolean isWideSoftEnd(char c) {
        return c == '\uff0c' || c == '\u3001' || c == '\uff1a';
    }
}
