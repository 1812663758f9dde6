package parley.speech.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.speech.hearing.Heard;
import parley.speech.hearing.HeardWord;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.SpokenEvidence.SpokenWord;
import parley.tutor.conversation.TurnId;

/** Makes learners' turns of what was heard. Pure. */
final class SpokenTurns {
    private SpokenTurns() {}

    /**
     * The turn in which {@code heard} was said.
     *
     * @param earlier the turn that it goes on in, whose words come first and whose doubts count; or null
     */
    static LearnerTurn of(TurnId id, Heard heard, @Nullable LearnerTurn earlier) {
        var words = heard.words().stream().map(SpokenTurns::spokenWord).toList();
        String expected = heard.expectedText();
        var others = heard.alternatives().stream().map(Heard.Alternative::text).toList();
        var fresh =
                new SpokenEvidence(words, heard.freeText(), expected == null ? "" : expected, heard.doubt(), others);
        if (earlier == null) {
            return new LearnerTurn(id, cut(heard.text()), fresh);
        }
        SpokenEvidence spoken = earlier.spoken();
        SpokenEvidence before = spoken == null ? new SpokenEvidence(List.of(), earlier.text(), "", 0) : spoken;
        String whole = cut(earlier.text() + " " + heard.text());
        var readings = readings(earlier.text(), before.others(), heard.text(), others);
        return new LearnerTurn(id, whole, joined(before, fresh, without(whole, readings)));
    }

    /**
     * What else two parts together may have been: each reading of one with each of the other, likeliest first. A reading is
     * the likelier the nearer to the front it and its fellow stand, so that those come first in which one part alone was
     * misheard.
     */
    private static List<String> readings(
            String before, List<String> othersBefore, String after, List<String> othersAfter) {
        List<String> first = readings(before, othersBefore);
        List<String> second = readings(after, othersAfter);
        List<String> joined = new ArrayList<>();
        for (int rank = 1; rank < first.size() + second.size() - 1; rank++) {
            for (int i = Math.min(rank, first.size() - 1); i >= Math.max(0, rank - second.size() + 1); i--) {
                joined.add(cut(first.get(i) + " " + second.get(rank - i)));
            }
        }
        return joined;
    }

    private static List<String> readings(String text, List<String> others) {
        return Stream.concat(Stream.of(text), others.stream()).toList();
    }

    private static List<String> without(String text, List<String> readings) {
        return readings.stream()
                .filter(reading -> !reading.equals(text))
                .distinct()
                .limit(SpokenEvidence.MOST_ALTERNATIVES)
                .toList();
    }

    /** What was expected was expected of one of them, not of both. */
    private static SpokenEvidence joined(SpokenEvidence before, SpokenEvidence after, List<String> others) {
        List<SpokenWord> words = new ArrayList<>(before.words());
        words.addAll(after.words());
        String free = String.join(
                " ",
                Stream.of(before.freeText(), after.freeText())
                        .filter(text -> !text.isBlank())
                        .toList());
        return new SpokenEvidence(words, free, "", Math.max(before.doubt(), after.doubt()), others);
    }

    private static SpokenWord spokenWord(HeardWord word) {
        return new SpokenWord(word.text(), word.start().toDuration(), word.end().toDuration(), word.confidence());
    }

    private static String cut(String text) {
        return text.length() <= LearnerTurn.MAX_TEXT_CHARS ? text : text.substring(0, LearnerTurn.MAX_TEXT_CHARS);
    }
}
