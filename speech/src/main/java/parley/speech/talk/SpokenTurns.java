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
        SpokenEvidence before = earlier.spoken();
        return new LearnerTurn(
                id, cut(earlier.text() + " " + heard.text()), before == null ? fresh : joined(before, fresh));
    }

    /** What was expected was expected of one of them, not of both. */
    private static SpokenEvidence joined(SpokenEvidence before, SpokenEvidence after) {
        List<SpokenWord> words = new ArrayList<>(before.words());
        words.addAll(after.words());
        String free = String.join(
                " ",
                Stream.of(before.freeText(), after.freeText())
                        .filter(text -> !text.isBlank())
                        .toList());
        return new SpokenEvidence(words, free, "", Math.max(before.doubt(), after.doubt()));
    }

    private static SpokenWord spokenWord(HeardWord word) {
        return new SpokenWord(word.text(), word.start().toDuration(), word.end().toDuration(), word.confidence());
    }

    private static String cut(String text) {
        return text.length() <= LearnerTurn.MAX_TEXT_CHARS ? text : text.substring(0, LearnerTurn.MAX_TEXT_CHARS);
    }
}
