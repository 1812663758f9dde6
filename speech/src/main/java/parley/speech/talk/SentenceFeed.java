package parley.speech.talk;

import java.util.List;
import parley.speech.speaking.SentenceSplitter;
import parley.speech.speaking.SentenceSplitter.Piece;

/**
 * A reply's text on its way to the voice: whole sentences leave, the rest waits for more. Immutable.
 *
 * @param place where the splitter stands, with the text that waits
 */
public record SentenceFeed(SentenceSplitter.Place place) {
    static final SentenceFeed START = new SentenceFeed(SentenceSplitter.Place.START);

    /** The sentences that have left, and what waits. */
    record Fed(SentenceFeed feed, List<Piece> sentences) {
        Fed {
            sentences = List.copyOf(sentences);
        }
    }

    /** Takes more text. */
    Fed text(String delta) {
        var splitter = SentenceSplitter.from(place);
        List<Piece> left = splitter.accept(delta);
        return new Fed(new SentenceFeed(splitter.place()), left);
    }

    /** No more text will come: everything leaves. */
    Fed end() {
        return new Fed(START, SentenceSplitter.from(place).finish());
    }
}
