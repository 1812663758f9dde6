package parley.tutor.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import parley.tutor.understanding.IntentReading.Asking;
import parley.tutor.understanding.IntentReading.Evidence;
import parley.tutor.understanding.IntentReading.Meaning;
import parley.tutor.understanding.IntentReading.Opening;

class IntentReadingTest {
    @Test
    void asksWhereTheLeadIsSmall() {
        assertThat(new IntentReading(7, 5, 0).meaning()).isEqualTo(Meaning.UNCLEAR);
        assertThat(new IntentReading(8, 5, 0).meaning()).isEqualTo(Meaning.ANSWER);
        assertThat(new IntentReading(3, 0, 5).meaning()).isEqualTo(Meaning.UNCLEAR);
        assertThat(new IntentReading(2, 5, 0).meaning()).isEqualTo(Meaning.QUESTION);
    }

    @Test
    void neverAsksWhereNothingWouldBeGraded() {
        assertThat(new IntentReading(0, 5, 4).meaning()).isEqualTo(Meaning.QUESTION);
        assertThat(new IntentReading(0, 5, 5).meaning()).isEqualTo(Meaning.REQUEST);
        assertThat(new IntentReading(1, 0, 0).meaning()).isEqualTo(Meaning.ANSWER);
        assertThat(new IntentReading(0, 0, 0).meaning()).isEqualTo(Meaning.NEITHER);
    }

    @Property
    void whatBeginsAsAQuestionAndHoldsNoRightAnswerIsNeverGraded(
            @ForAll boolean near,
            @ForAll boolean knownWrong,
            @ForAll boolean tried,
            @ForAll boolean mark,
            @ForAll boolean task,
            @ForAll boolean names,
            @ForAll boolean isConcept,
            @ForAll boolean choice,
            @ForAll Opening opening,
            @ForAll Asking asking) {
        var evidence = new Evidence(
                false,
                near,
                false,
                false,
                knownWrong,
                true,
                opening,
                tried,
                mark,
                task,
                names,
                isConcept,
                choice,
                asking);
        Meaning meaning = IntentReading.of(evidence).meaning();
        if (opening != Opening.STATEMENT) {
            assertThat(meaning).isNotEqualTo(Meaning.ANSWER);
        }
    }

    @Property
    void aForeseenAnswerIsAlwaysOne(
            @ForAll boolean mark, @ForAll boolean task, @ForAll Opening opening, @ForAll Asking asking) {
        var evidence = new Evidence(
                true, true, false, false, true, true, opening, false, mark, task, false, false, false, asking);
        if (asking == Asking.NOTHING || opening == Opening.STATEMENT) {
            assertThat(IntentReading.of(evidence).meaning()).isEqualTo(Meaning.ANSWER);
        }
    }

    @Example
    void aRequestAsItStandsGoesBeforeATouchOfTheExercise() {
        var evidence = new Evidence(
                false,
                false,
                false,
                false,
                false,
                true,
                Opening.STATEMENT,
                false,
                false,
                false,
                false,
                false,
                false,
                Asking.WHOLE);
        assertThat(IntentReading.of(evidence).meaning()).isEqualTo(Meaning.REQUEST);
    }
}
