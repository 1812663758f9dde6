package parley.speech.talk;

import java.util.ArrayList;
import java.util.List;
import parley.speech.speaking.SentenceSplitter;

/**
 * A reply's text on its way to the voice: whole sentences leave, the rest waits for more. Immutable.
 *
 * @param rest the text after the last sentence that left
 * @param place where the splitter stands in it
 */
public record SentenceFeed(String rest, SentenceSplitter.Place place) {
    static final SentenceFeed START = new SentenceFeed("", SentenceSplitter.Place.START);

    /**
     * A sentence.
     *
     * @param shown the text it stands for, so that all of them joined are the reply, to the last sign
     * @param spoken what of it goes to the voice; empty when it is only to be looked at
     */
    record Sentence(String shown, String spoken) {}

    /** The sentences that have left, and what waits. */
    record Fed(SentenceFeed feed, List<Sentence> sentences) {
        Fed {
            sentences = List.copyOf(sentences);
        }
    }

    /** Takes more text. */
    Fed text(String delta) {
        var splitter = SentenceSplitter.from(place);
        return leave(rest + delta, splitter.accept(delta), splitter);
    }

    /** No more text will come: everything leaves. */
    Fed end() {
        var splitter = SentenceSplitter.from(place);
        Fed last = leave(rest, splitter.finish(), splitter);
        String left = last.feed.rest;
        if (left.isBlank()) {
            return last;
        }
        var sentences = new ArrayList<>(last.sentences);
        sentences.add(new Sentence(left, ""));
        return new Fed(START, sentences);
    }

    private static Fed leave(String text, List<String> pieces, SentenceSplitter splitter) {
        var sentences = new ArrayList<Sentence>();
        int from = 0;
        for (String piece : pieces) {
            int at = text.indexOf(piece, from);
            int end = at < 0 ? text.length() : at + piece.length();
            sentences.add(new Sentence(text.substring(from, end), piece));
            from = end;
        }
        return new Fed(new SentenceFeed(text.substring(from), splitter.place()), sentences);
    }
}
