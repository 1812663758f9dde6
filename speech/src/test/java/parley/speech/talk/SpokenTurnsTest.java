package parley.speech.talk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.speech.hearing.Heard;
import parley.speech.hearing.SentenceEnd;
import parley.tutor.conversation.LearnerTurn;
import parley.tutor.conversation.SpokenEvidence;
import parley.tutor.conversation.TurnId;

final class SpokenTurnsTest {
    private static final TurnId ID = new TurnId("t");

    private static Heard heard(double doubt, String text, String... others) {
        var alternatives = IntStream.range(0, others.length)
                .mapToObj(i -> new Heard.Alternative(others[i], 0.1 * (i + 1)))
                .toList();
        return new Heard(text, List.of(), text, null, alternatives, doubt, SentenceEnd.UNKNOWN);
    }

    private static SpokenEvidence evidence(Heard heard, @Nullable LearnerTurn earlier) {
        return requireNonNull(SpokenTurns.of(ID, heard, earlier).spoken());
    }

    @Test
    void eachReadingOfATurnThatGoesOnIsOfTheWholeTurn() {
        LearnerTurn sure = SpokenTurns.of(ID, heard(0.1, "i want coffee"), null);
        LearnerTurn torn = SpokenTurns.of(ID, heard(0.6, "i want coffee", "i want a coffee"), null);

        assertThat(evidence(heard(0.6, "with mill", "with milk"), sure).others())
                .containsExactly("i want coffee with milk");
        assertThat(evidence(heard(0.1, "with milk"), torn).others()).containsExactly("i want a coffee with milk");
        assertThat(evidence(heard(0.6, "with mill", "with milk"), torn).others())
                .as("one part misheard is likelier than both")
                .containsExactly("i want a coffee with mill", "i want coffee with milk", "i want a coffee with milk");
    }

    @Test
    void theLikeliestAreKeptAndNoMore() {
        LearnerTurn torn = SpokenTurns.of(ID, heard(0.6, "a", "b", "c", "d", "e"), null);
        SpokenEvidence whole = evidence(heard(0.7, "v", "w", "x", "y", "z"), torn);

        assertThat(whole.others()).containsExactly("b v", "a w", "c v", "b w");
        assertThat(whole.doubt()).isEqualTo(0.7);
    }

    @Test
    void readingsAreAsLongAsATurnMayBe() {
        String most = "a".repeat(LearnerTurn.MAX_TEXT_CHARS - 4);
        LearnerTurn torn = SpokenTurns.of(ID, heard(0.6, most, "b"), null);
        LearnerTurn whole = SpokenTurns.of(ID, heard(0.6, "want coffee", "want a coffee"), torn);

        assertThat(whole.text()).hasSize(LearnerTurn.MAX_TEXT_CHARS);
        assertThat(requireNonNull(whole.spoken()).others())
                .as("what differs only beyond the limit is no other reading")
                .containsExactly("b want coffee", "b want a coffee");
    }
}
