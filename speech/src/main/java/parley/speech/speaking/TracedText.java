package parley.speech.speaking;

import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text made from a written one, of which each character knows what it stands for. Immutable.
 *
 * <p>So words can be spoken otherwise than they are written, and what was heard is still known in the writing:
 * in "three dollars", made from "$3", every character stands for both written ones.
 */
final class TracedText {
    private final String written;
    private final String text;
    /** For each character of the text the range of written ones it stands for. */
    private final int[] from;

    private final int[] to;

    private TracedText(String written, String text, int[] from, int[] to) {
        this.written = written;
        this.text = text;
        this.from = from;
        this.to = to;
    }

    static TracedText of(String written) {
        var from = new int[written.length()];
        var to = new int[written.length()];
        for (int i = 0; i < from.length; i++) {
            from[i] = i;
            to[i] = i + 1;
        }
        return new TracedText(written, written, from, to);
    }

    String text() {
        return text;
    }

    /** The written text that everything stands for. */
    String written() {
        return written;
    }

    /** Where the characters {@code [start, end)} begin in the written text. */
    int writtenFrom(int start, int end) {
        int least = Integer.MAX_VALUE;
        for (int i = start; i < end; i++) {
            least = Math.min(least, from[i]);
        }
        return least;
    }

    /** Where the characters {@code [start, end)} end in the written text, exclusive. */
    int writtenTo(int start, int end) {
        int most = 0;
        for (int i = start; i < end; i++) {
            most = Math.max(most, to[i]);
        }
        return most;
    }

    /**
     * The nearest place to {@code cut} that parts nothing written as one: at or before it, but not before {@code least}, or
     * else after it.
     */
    int unbroken(int cut, int least) {
        int place = cut;
        while (place > least && isWithin(place)) {
            place--;
        }
        if (!isWithin(place)) {
            return place;
        }
        place = cut;
        while (isWithin(place)) {
            place++;
        }
        return place;
    }

    /** Whether what is written for the characters around {@code place} belongs together. */
    private boolean isWithin(int place) {
        return place > 0 && place < from.length && to[place - 1] > from[place];
    }

    TracedText slice(int start, int end) {
        return new TracedText(
                written,
                text.substring(start, end),
                Arrays.copyOfRange(from, start, end),
                Arrays.copyOfRange(to, start, end));
    }

    /** Each match of {@code pattern} becomes what {@code words} gives; null leaves it as it is. */
    TracedText replace(Pattern pattern, Function<MatchResult, @Nullable String> words) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return this;
        }
        var made = new Making(text.length() + 64);
        int done = 0;
        do {
            String with = words.apply(matcher);
            if (with == null) {
                continue;
            }
            made.copy(this, done, matcher.start());
            made.put(this, with, matcher.start(), matcher.end());
            done = matcher.end();
        } while (matcher.find());
        made.copy(this, done, text.length());
        return made.of(written);
    }

    TracedText replace(Pattern pattern, String words) {
        return replace(pattern, match -> words);
    }

    /** Of each match of {@code pattern} only a group stays. */
    TracedText keep(Pattern pattern, int group) {
        Matcher matcher = pattern.matcher(text);
        var made = new Making(text.length());
        int done = 0;
        while (matcher.find()) {
            made.copy(this, done, matcher.start());
            if (matcher.start(group) >= 0) {
                made.copy(this, matcher.start(group), matcher.end(group));
            }
            done = matcher.end();
        }
        made.copy(this, done, text.length());
        return made.of(written);
    }

    private static final class Making {
        private final StringBuilder text;
        private int[] from;
        private int[] to;

        Making(int length) {
            text = new StringBuilder(length);
            from = new int[length];
            to = new int[length];
        }

        void copy(TracedText source, int start, int end) {
            grow(end - start);
            System.arraycopy(source.from, start, from, text.length(), end - start);
            System.arraycopy(source.to, start, to, text.length(), end - start);
            text.append(source.text, start, end);
        }

        void put(TracedText source, String words, int start, int end) {
            grow(words.length());
            boolean inserted = start == end;
            int place = start < source.from.length ? source.from[start] : source.written.length();
            int first = inserted ? place : source.writtenFrom(start, end);
            int last = inserted ? place : source.writtenTo(start, end);
            Arrays.fill(from, text.length(), text.length() + words.length(), first);
            Arrays.fill(to, text.length(), text.length() + words.length(), last);
            text.append(words);
        }

        private void grow(int more) {
            if (text.length() + more > from.length) {
                int size = Math.max(from.length * 2, text.length() + more);
                from = Arrays.copyOf(from, size);
                to = Arrays.copyOf(to, size);
            }
        }

        TracedText of(String written) {
            return new TracedText(
                    written, text.toString(), Arrays.copyOf(from, text.length()), Arrays.copyOf(to, text.length()));
        }
    }
}
