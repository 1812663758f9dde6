package parley.speech.speaking;

import java.time.Duration;

/**
 * Where in a {@link Synthesis} a word is spoken.
 *
 * @param text spelled as in the text given
 * @param from where the word begins in the written text, or {@link #NOWHERE} when that is not known
 * @param to where it ends there, exclusive, or {@link #NOWHERE}
 * @param spoken what the voice says for it, words parted by spaces: "twenty nineteen" for "2019"; else the same as {@code
 *     text}
 */
public record WordTiming(String text, Duration start, Duration end, int from, int to, String spoken) {
    public static final int NOWHERE = -1;

    /** A word that is spoken as it is spelled. */
    public WordTiming(String text, Duration start, Duration end, int from, int to) {
        this(text, start, end, from, to, text);
    }

    /** A word of which only the sound is known. */
    public WordTiming(String text, Duration start, Duration end) {
        this(text, start, end, NOWHERE, NOWHERE);
    }

    /** Whether its place in the written text is known. */
    public boolean placed() {
        return to >= 0;
    }

    /** The same word in a longer sound and text. */
    public WordTiming after(Duration sound, int characters) {
        return new WordTiming(
                text,
                start.plus(sound),
                end.plus(sound),
                placed() ? from + characters : NOWHERE,
                placed() ? to + characters : NOWHERE,
                spoken);
    }

    /** The same word spoken at another time. */
    WordTiming at(Duration first, Duration last) {
        return new WordTiming(text, first, last, from, to, spoken);
    }
}
