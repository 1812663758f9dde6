package parley.speech.hearing;

import java.util.List;
import java.util.stream.Collectors;

/** The words of one decoding, in order. Immutable. */
public record Transcript(List<HeardWord> words) {
    public static final Transcript EMPTY = new Transcript(List.of());

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
