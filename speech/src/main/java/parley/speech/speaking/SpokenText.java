package parley.speech.speaking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text made fit to be read aloud, in runs of one language each.
 *
 * <p>Markdown's signs are taken out, code blocks are left out, formulas become words, and so do numbers, dates, times,
 * money, units, addresses and signs, in the language they stand in. Chinese is parted from English, so that each run
 * can go to a voice that speaks it. Every run knows the way back from its words to the written text. Pure.
 */
public final class SpokenText {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern SPACE_AT_EDGE = Pattern.compile("^ | $");
    private static final Pattern SPACE_BEFORE_MARK = Pattern.compile(" (?=[.,;:!?]+(?:\\s|$))");
    private static final Pattern DOUBLE_COMMA = Pattern.compile(" ?,(?: ?,)+");

    private SpokenText() {}

    /** Text of one language, {@code en} or {@code zh}, that is not blank. */
    public static final class Run {
        private final String language;
        private final TracedText traced;

        private Run(String language, TracedText traced) {
            this.language = language;
            this.traced = traced;
        }

        public String language() {
            return language;
        }

        /** What to say. */
        public String text() {
            return traced.text();
        }

        /**
         * The words of {@link #text} as a voice timed them, told as words of the written text.
         *
         * <p>Words that are one in the writing ("three dollars" for "$3") become one that lasts for all of them and
         * knows how it is spoken. A word that is not found in the text is left out.
         */
        public List<WordTiming> written(List<WordTiming> spoken) {
            List<WordTiming> words = new ArrayList<>();
            int at = 0;
            for (WordTiming word : spoken) {
                int start = find(text(), word.text(), at);
                if (start < 0 || word.text().isEmpty()) {
                    continue;
                }
                at = start + word.text().length();
                int from = traced.writtenFrom(start, at);
                int to = traced.writtenTo(start, at);
                WordTiming before = words.isEmpty() ? null : words.getLast();
                if (before != null && from < before.to()) {
                    words.removeLast();
                    from = Math.min(from, before.from());
                    to = Math.max(to, before.to());
                    words.add(written(from, to, before.start(), word.end(), before.spoken() + " " + word.text()));
                } else {
                    words.add(written(from, to, word.start(), word.end(), word.text()));
                }
            }
            return words;
        }

        private WordTiming written(int from, int to, Duration start, Duration end, String spoken) {
            return new WordTiming(traced.written().substring(from, to), start, end, from, to, spoken);
        }

        private static int find(String text, String word, int from) {
            int at = text.indexOf(word, from);
            while (at >= 0 && !word.isEmpty() && inWord(text, at, word.length())) {
                at = text.indexOf(word, at + 1);
            }
            return at;
        }

        private static boolean inWord(String text, int at, int length) {
            boolean before = at > 0 && isSpelt(text.charAt(at - 1)) && isSpelt(text.charAt(at));
            int end = at + length;
            return before || (end < text.length() && isSpelt(text.charAt(end)) && isSpelt(text.charAt(end - 1)));
        }

        private static boolean isSpelt(char c) {
            return Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
        }

        /** Tells the length only: what is said to learners stays out of logs. */
        @Override
        public String toString() {
            return language + ": " + text().length() + " characters";
        }
    }

    /** What of {@code markdown} is to be spoken, in order; empty when nothing is. */
    public static List<Run> runs(String markdown) {
        List<Run> runs = new ArrayList<>();
        TracedText words = ReadingRule.all(ChineseReading.UNIT_RULES, MarkdownReading.of(TracedText.of(markdown)));
        for (Run run : byScript(words)) {
            TracedText said = run.language.equals("en") ? EnglishReading.of(run.traced) : ChineseReading.of(run.traced);
            said = said.replace(SPACE, " ")
                    .replace(SPACE_BEFORE_MARK, "")
                    .replace(DOUBLE_COMMA, ",")
                    .replace(SPACE_AT_EDGE, "");
            if (said.text().codePoints().anyMatch(Character::isLetterOrDigit)) {
                runs.add(new Run(run.language, said));
            }
        }
        return runs;
    }

    private static List<Run> byScript(TracedText words) {
        String text = words.text();
        List<Run> runs = new ArrayList<>();
        int begun = 0;
        int lastLetter = 0;
        String language = "";
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            String own = Character.isIdeographic(c) ? "zh" : isLatin(c) ? "en" : "";
            if (!own.isEmpty()) {
                if (!language.isEmpty() && !own.equals(language)) {
                    int cut = words.unbroken(border(text, lastLetter, i), lastLetter);
                    if (cut > begun) {
                        runs.add(new Run(language, words.slice(begun, cut)));
                        begun = cut;
                    }
                }
                language = own;
                lastLetter = next;
            }
            i = next;
        }
        if (begun < text.length()) {
            runs.add(new Run(language.isEmpty() ? "en" : language, words.slice(begun, text.length())));
        }
        return runs;
    }

    /**
     * Between two scripts: an opening mark and a number right before a word belong to it, and so does all that follows
     * the end of a sentence.
     */
    private static int border(String text, int from, int to) {
        int cut = to;
        while (cut > from
                && "\"'([\u201c\u2018\u300c\u300e\uff08\u300a#$\uffe5\u00a5".indexOf(text.charAt(cut - 1)) >= 0) {
            cut--;
        }
        int number = cut;
        while (number > from
                && (Character.isDigit(text.charAt(number - 1)) || ".,:/-".indexOf(text.charAt(number - 1)) >= 0)) {
            number--;
        }
        boolean apart = number > from
                && number < cut
                && Character.isDigit(text.charAt(number))
                && !Character.isLetterOrDigit(text.charAt(number - 1));
        int start = apart ? number : cut;
        for (int i = start - 1; i > from; i--) {
            if (".!?\u3002\uff01\uff1f\uff0c\uff1b\n".indexOf(text.charAt(i - 1)) >= 0
                    && text.substring(i, start).chars().anyMatch(Character::isDigit)) {
                return i;
            }
        }
        return start;
    }

    private static boolean isLatin(int c) {
        return Character.isLetter(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    }
}
