package parley.speech.hearing;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The words of one decoding, in order. Immutable.
 *
 * @param end whether a sentence may end with the last of them
 */
public record Transcript(List<HeardWord> words, SentenceEnd end) {
    public static final Transcript EMPTY = new Transcript(List.of());

    /** Words of which it is not known whether a sentence may end there. */
    public Transcript(List<HeardWord> words) {
        this(words, SentenceEnd.UNKNOWN);
    }

    public Transcript {
        words = List.copyOf(words);
    }

    /** The words joined by one space; empty when nothing was recognised. */
    public String text() {
        return words.stream().map(HeardWord::text).collect(Collectors.joining(" "));
    }

    /** Mean confidence of the words, 0..1; 0 when there are none. */
    public double confidence() {
        return words.stream().mapToDouble(HeardWord::confidence).average().orElse(0);
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }
}
