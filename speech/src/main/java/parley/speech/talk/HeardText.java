package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.speech.speaking.WordTiming;

/** What of a reply's text was heard when its audio stopped at a known place. Pure. */
final class HeardText {
    private HeardText() {}

    /**
     * A sentence of a reply and its place in the reply's audio.
     *
     * @param shown its text
     * @param start where its audio begins
     * @param end where its audio ends; {@code start} when it has none
     * @param words where each of its words is spoken, since the start of the reply's audio, and perhaps its place in
     *     {@code shown}
     */
    record Line(String shown, Duration start, Duration end, List<WordTiming> words) {
        Line {
            words = List.copyOf(words);
        }

        boolean audible() {
            return end.compareTo(start) > 0;
        }
    }

    /**
     * The text of {@code lines} up to the last word that was played to its end before {@code until}. A sentence
     * without audio, such as Chinese where no voice speaks it, counts once playback has come to it. Nothing played is
     * nothing heard.
     *
     * @param begun the sentence after them, of which only the beginning is made; null when there is none
     */
    static String upTo(List<Line> lines, @Nullable Line begun, Duration until) {
        var heard = new StringBuilder();
        if (!until.isPositive()) {
            return "";
        }
        for (Line line : lines) {
            if (until.compareTo(line.end()) >= 0) {
                heard.append(line.shown());
            } else {
                heard.append(cut(line, until));
                return heard.toString().stripTrailing();
            }
        }
        // How much of its text its sound is, nobody can tell without the words' times.
        if (begun != null && !begun.words().isEmpty()) {
            heard.append(cut(begun, until));
        }
        return heard.toString().stripTrailing();
    }

    private static String cut(Line line, Duration until) {
        if (!line.audible() || until.compareTo(line.start()) <= 0) {
            return "";
        }
        if (line.words().isEmpty()) {
            double share = (double) until.minus(line.start()).toNanos()
                    / line.end().minus(line.start()).toNanos();
            return wholeWords(line.shown(), (int) (line.shown().length() * share));
        }
        String text = line.shown();
        int end = 0;
        for (WordTiming word : line.words()) {
            if (word.end().compareTo(until) > 0) {
                break;
            }
            if (word.placed()) {
                end = Math.max(end, Math.min(word.to(), text.length()));
                continue;
            }
            int at = find(text, word.text(), end);
            // A word that was read otherwise than it is written ("5 %") is passed over; the next one finds its place.
            end = at < 0 ? end : at + word.text().length();
        }
        return withMarks(text, end);
    }

    private static int find(String text, String word, int from) {
        String within = text.toLowerCase(Locale.ROOT);
        String wanted = word.toLowerCase(Locale.ROOT);
        int at = wanted.isEmpty() ? -1 : within.indexOf(wanted, from);
        while (at >= 0 && inWord(within, at, wanted.length())) {
            at = within.indexOf(wanted, at + 1);
        }
        return at;
    }

    private static boolean inWord(String text, int at, int length) {
        boolean before = at > 0 && isLatinLetter(text.charAt(at - 1)) && isLatinLetter(text.charAt(at));
        int end = at + length;
        boolean after = end < text.length() && isLatinLetter(text.charAt(end)) && isLatinLetter(text.charAt(end - 1));
        return before || after;
    }

    private static boolean isLatinLetter(char c) {
        return Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
    }

    /** Signs that hang on the last word belong to it. */
    private static String withMarks(String text, int end) {
        int after = end;
        while (after > 0
                && after < text.length()
                && !Character.isWhitespace(text.charAt(after))
                && !Character.isLetterOrDigit(text.charAt(after))) {
            after++;
        }
        return text.substring(0, after);
    }

    private static String wholeWords(String text, int length) {
        int end = Math.min(length, text.length());
        while (end > 0 && end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        return text.substring(0, end);
    }
}
