package parley.tutor.wording;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of text into sentences, each with the white space that follows it, so that joined they are the text. A
 * sentence ends with a line, after {@code . ! ?} before white space, or after their Chinese forms. One of more than
 * {@value #MAX_CHARS} characters is cut at its last space. Not thread-safe.
 */
final class SentenceSplitter {
    static final int MAX_CHARS = 400;

    private final StringBuilder waiting = new StringBuilder();

    /** The sentences of a whole text. */
    static List<String> split(String text) {
        SentenceSplitter splitter = new SentenceSplitter();
        List<String> sentences = new ArrayList<>(splitter.add(text));
        String rest = splitter.rest();
        if (!rest.isEmpty()) {
            sentences.add(rest);
        }
        return sentences;
    }

    /** Takes more text; gives the sentences that are complete now. */
    List<String> add(String delta) {
        waiting.append(delta);
        List<String> complete = new ArrayList<>();
        int from = 0;
        int i = 0;
        while (i < waiting.length()) {
            int end = endOfSentence(i);
            if (end < 0 && i - from >= MAX_CHARS) {
                int space = waiting.lastIndexOf(" ", i);
                end = space > from ? space + 1 : i;
            }
            if (end >= 0) {
                complete.add(waiting.substring(from, end));
                from = end;
                i = end;
            } else {
                i++;
            }
        }
        waiting.delete(0, from);
        return complete;
    }

    /** What is left when no more text comes; empties the splitter. */
    String rest() {
        String rest = waiting.toString();
        waiting.setLength(0);
        return rest;
    }

    /** The end of the sentence whose last mark is at {@code i}, trailing white space included, or -1. */
    private int endOfSentence(int i) {
        char c = waiting.charAt(i);
        boolean latin = c == '.' || c == '!' || c == '?';
        boolean other = c == '\n' || c == '。' || c == '！' || c == '？';
        if (!latin && !other) {
            return -1;
        }
        int end = i + 1;
        // A closing quote or emphasis belongs to the sentence that it closes.
        while (end < waiting.length() && "\"'”’)*_`」』".indexOf(waiting.charAt(end)) >= 0) {
            end++;
        }
        if (end == waiting.length()) {
            // What follows decides, and it isn't here yet.
            return -1;
        }
        if (latin && !Character.isWhitespace(waiting.charAt(end))) {
            return -1;
        }
        // "1." at the start of a line is a list's number, no sentence.
        if (c == '.' && i > 0 && Character.isDigit(waiting.charAt(i - 1)) && startsLine(i)) {
            return -1;
        }
        while (end < waiting.length() && Character.isWhitespace(waiting.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean startsLine(int dot) {
        int at = dot - 1;
        while (at >= 0 && Character.isDigit(waiting.charAt(at))) {
            at--;
        }
        return at < 0 || waiting.charAt(at) == '\n';
    }
}
