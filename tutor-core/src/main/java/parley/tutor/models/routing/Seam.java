package parley.tutor.models.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins a continuation to what was said before it, so that no word comes twice: models that are asked to go on like to
 * begin with their last words once more, or from the start. Not thread-safe.
 *
 * <p>The beginning is held back as long as it may be a repetition, compared word by word without case and punctuation.
 * What repeats the end of what was said is left out; after a finished sentence only where the repetition ends with one,
 * since the next sentence may begin with the same word. So are leading sentences that were said before, if they have
 * {@value #SENTENCE_WORDS} words or more. Of what was said the last {@value #MOST_CHARS} characters are compared.
 */
final class Seam {
    static final int MOST_CHARS = 4_000;
    static final int SENTENCE_WORDS = 3;

    /** A shorter end may be a word by itself, such as "a". */
    private static final int HALF_WORD_CHARS = 3;

    private static final Pattern WORD = Pattern.compile(
            "\\p{IsHan}|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]+(?:['’][\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]+)*");
    private static final String ENDS = ".!?…。！？\n";
    private static final String CLOSERS = "\"'”’)*_`」』";
    private static final String AFTER_REPETITION = ENDS + CLOSERS + ",;:，；：、";

    private final String said;
    private final List<Word> saidWords;
    private final List<List<String>> saidSentences;
    private final boolean sentenceEnded;
    private final StringBuilder held = new StringBuilder();
    private State state = State.COMPARING;

    Seam(String saidBefore) {
        this.said = saidBefore.substring(Math.max(0, saidBefore.length() - MOST_CHARS));
        this.saidWords = words(said);
        this.saidSentences = sentences(said);
        this.sentenceEnded = endsSentence(said);
    }

    /** Takes more of the continuation; gives what is new of it, which may be nothing yet. */
    String add(String delta) {
        if (state == State.OPEN) {
            return delta;
        }
        held.append(delta);
        return settle(false);
    }

    /** The continuation has ended; gives what was still held back and is new. */
    String end() {
        if (state == State.OPEN) {
            return "";
        }
        return settle(true);
    }

    private String settle(boolean ended) {
        while (state == State.COMPARING) {
            List<Word> words = words(held);
            if (words.isEmpty() ? !ended : !ended && undecided(words)) {
                return "";
            }
            int repeated = repetition(words);
            if (repeated > 0) {
                held.delete(0, repeated);
                state = State.AFTER_REPETITION;
                break;
            }
            int sentence = saidSentence();
            if (sentence == 0) {
                state = State.JOINING;
                break;
            }
            held.delete(0, sentence);
            if (held.toString().isBlank()) {
                // What follows is compared afresh.
                return "";
            }
        }
        return joined();
    }

    /** Whether more text may make a repetition of what is a beginning of one now. */
    private boolean undecided(List<Word> words) {
        for (int from = 0; from < saidWords.size(); from++) {
            int left = saidWords.size() - from;
            if (words.size() > left || !agrees(from, words)) {
                continue;
            }
            if (words.size() < left) {
                return true;
            }
            String after = held.substring(words.getLast().end());
            if (after.isEmpty() || (sentenceEnded && !holdsEnd(after))) {
                return true;
            }
        }
        return false;
    }

    private boolean agrees(int from, List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            String was = saidWords.get(from + i).text();
            String is = words.get(i).text();
            boolean lastOfBoth = i == words.size() - 1;
            if (!was.equals(is) && !(lastOfBoth && (was.startsWith(is) || halfOf(from + i, is)))) {
                return false;
            }
        }
        return true;
    }

    /** How many characters at the beginning repeat the end of what was said, or 0. */
    private int repetition(List<Word> words) {
        for (int length = Math.min(words.size(), saidWords.size()); length > 0; length--) {
            int from = saidWords.size() - length;
            Word last = words.get(length - 1);
            boolean same = true;
            for (int i = 0; i < length - 1 && same; i++) {
                same = saidWords.get(from + i).text().equals(words.get(i).text());
            }
            if (!same) {
                continue;
            }
            String was = saidWords.getLast().text();
            if (last.text().equals(was)) {
                int next = length < words.size() ? words.get(length).start() : held.length();
                if (!sentenceEnded
                        || holdsEnd(held.substring(last.end(), next))
                        || held.substring(last.end()).isBlank()) {
                    return last.end();
                }
            } else if (halfOf(saidWords.size() - 1, last.text()) && (length > 1 || was.length() >= HALF_WORD_CHARS)) {
                return Math.min(last.end(), last.start() + was.length());
            }
        }
        return 0;
    }

    /** Whether what was said broke off in the middle of {@code word}. */
    private boolean halfOf(int index, String word) {
        return index == saidWords.size() - 1
                && saidWords.getLast().end() == said.length()
                && word.startsWith(saidWords.getLast().text());
    }

    /** How many characters at the beginning are a sentence that was said, or 0. */
    private int saidSentence() {
        int end = endOfSentence(held, 0);
        List<String> texts = texts(words(held.substring(0, end)));
        return texts.size() >= SENTENCE_WORDS && saidSentences.contains(texts) ? end : 0;
    }

    private String joined() {
        int from = 0;
        while (from < held.length() && droppedAtSeam(held.charAt(from), from)) {
            from++;
        }
        held.delete(0, from);
        if (held.isEmpty()) {
            return "";
        }
        String rest = held.toString();
        held.setLength(0);
        boolean space = wantsSpace(rest.charAt(0));
        state = State.OPEN;
        return space ? " " + rest : rest;
    }

    private boolean droppedAtSeam(char c, int index) {
        if (Character.isWhitespace(c)) {
            return said.isEmpty() || Character.isWhitespace(said.charAt(said.length() - 1)) || index > 0;
        }
        return state == State.AFTER_REPETITION && sentenceEnded && AFTER_REPETITION.indexOf(c) >= 0;
    }

    private boolean wantsSpace(char first) {
        if (said.isEmpty() || !spaced(first)) {
            return false;
        }
        char last = said.charAt(said.length() - 1);
        boolean halfWordGoesOn = state == State.AFTER_REPETITION && spaced(last);
        return !halfWordGoesOn && (spaced(last) || ".!?,;:\"'”’)".indexOf(last) >= 0);
    }

    /** A letter or digit of a script that puts spaces between words. */
    private static boolean spaced(char c) {
        return Character.isLetterOrDigit(c) && Character.UnicodeScript.of(c) != Character.UnicodeScript.HAN;
    }

    private static boolean holdsEnd(String text) {
        return text.chars().anyMatch(c -> ENDS.indexOf(c) >= 0);
    }

    private static boolean endsSentence(String text) {
        int at = text.length() - 1;
        while (at >= 0 && (text.charAt(at) == ' ' || CLOSERS.indexOf(text.charAt(at)) >= 0)) {
            at--;
        }
        return at >= 0 && ENDS.indexOf(text.charAt(at)) >= 0;
    }

    private static List<List<String>> sentences(String text) {
        List<List<String>> sentences = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = endOfSentence(text, from);
            sentences.add(texts(words(text.substring(from, end))));
            from = end;
        }
        return sentences;
    }

    /** Behind the sentence that begins at {@code from}, its marks and the white space after them. */
    private static int endOfSentence(CharSequence text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (ENDS.indexOf(text.charAt(at)) >= 0) {
                int end = at + 1;
                while (end < text.length() && (ENDS + CLOSERS).indexOf(text.charAt(end)) >= 0) {
                    end++;
                }
                boolean latin = ".!?…".indexOf(text.charAt(at)) >= 0;
                if (!latin || end == text.length() || Character.isWhitespace(text.charAt(end))) {
                    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
                        end++;
                    }
                    return end;
                }
            }
        }
        return text.length();
    }

    private static List<String> texts(List<Word> words) {
        return words.stream().map(Word::text).toList();
    }

    private static List<Word> words(CharSequence text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Word(
                    matcher.group().toLowerCase(Locale.ROOT).replace('’', '\''), matcher.start(), matcher.end()));
        }
        return words;
    }

    private record Word(String text, int start, int end) {}

    private enum State {
        COMPARING,
        /** A repetition was left out; marks and spaces after it may follow. */
        AFTER_REPETITION,
        /** There was none. */
        JOINING,
        OPEN
    }
}
