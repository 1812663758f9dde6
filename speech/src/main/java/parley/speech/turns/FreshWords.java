package parley.speech.turns;

import java.util.List;
import java.util.stream.Collectors;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.Utterance;

/**
 * The words of an utterance that belong to no earlier turn.
 *
 * <p>A turn may be over while the ear already hears on; until the ear is told, it counts what follows to the same
 * turn. The words' own times part them.
 */
final class FreshWords {
    private FreshWords() {}

    static Heard of(Utterance utterance, SampleCount doneUntil) {
        Heard heard = utterance.heard();
        if (heard.words().stream().noneMatch(word -> before(word, doneUntil))) {
            return heard;
        }
        List<HeardWord> fresh = after(heard.words(), doneUntil);
        String expected = text(after(utterance.expected().words(), doneUntil));
        return new Heard(
                text(fresh),
                fresh,
                text(after(utterance.free().words(), doneUntil)),
                expected.isEmpty() ? null : expected,
                List.of(),
                heard.doubt(),
                heard.end());
    }

    private static boolean before(HeardWord word, SampleCount position) {
        return word.start().compareTo(position) < 0;
    }

    private static List<HeardWord> after(List<HeardWord> words, SampleCount position) {
        return words.stream().filter(word -> !before(word, position)).toList();
    }

    private static String text(List<HeardWord> words) {
        return words.stream().map(HeardWord::text).collect(Collectors.joining(" "));
    }
}
