package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.FloorTalk.reasons;
import static parley.speech.talk.FloorTalk.talk;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.speech.hearing.SentenceEnd;
import parley.speech.talk.TalkEvent.TurnJudged.Verdict;
import parley.speech.turns.TurnReason;
import parley.speech.turns.TurnSettings;

/** How long whom is waited for; exact to the millisecond. */
final class PatienceScenariosTest {
    @Test
    void aBeginnerWhoPausesForOneSecondAndAFifthIsNotCut() {
        var talk = talk(TurnSettings.BEGINNER);
        talk.says(1_000, 2_000, "yesterday my brother")
                .goesOn(1_000, 3_200, 4_200, "yesterday my brother went home")
                .goesOn(1_000, 5_400, 6_400, "yesterday my brother went home late")
                .until(20_000);

        assertThat(talk.learnerTurnsThatStand()).containsExactly("yesterday my brother went home late");
        assertThat(talk.all(TalkEvent.TurnCommitted.class)).hasSize(1);
        // 1.25 times what is known of this learner's pauses: 1,040 ms at first, 1,120 and 1,160 after two of 1,200.
        assertThat(talk.firstAt(TalkEvent.TurnCommitted.class)).isEqualTo(6_400 + 1_450);
        assertThat(reasons(talk, Verdict.COMMIT)).containsExactly(TurnReason.LEARNERS_PAUSE);
    }

    @Test
    void wordsOnWhichSentencesSeldomEndAreWaitedForLonger() {
        for (var row : Map.of(SentenceEnd.LIKELY, 600L, SentenceEnd.UNKNOWN, 600L, SentenceEnd.UNLIKELY, 1_300L)
                .entrySet()) {
            var talk = talk(floor -> floor.withDrafts(0));
            talk.says(0, 1_000, "maybe the train", row.getKey()).until(10_000);
            assertThat(waitBefore(talk, 1_000)).as("%s", row.getKey()).isEqualTo(row.getValue());
        }
    }

    @Test
    void whoGoesOnWhereSentencesSeldomEndIsNotCut() {
        var talk = talk(floor -> floor);
        talk.says(1_000, 2_000, "maybe the train", SentenceEnd.UNLIKELY)
                .goesOn(1_000, 3_200, 4_200, "maybe the train is late please")
                .until(20_000);
        assertThat(talk.all(TalkEvent.TurnCommitted.class)).hasSize(1);
        assertThat(talk.learnerTurnsThatStand()).containsExactly("maybe the train is late please");
    }

    @Test
    void whereAnAnswerIsExpectedItsWordsTellMoreThanTheEndsOfSentences() {
        var talk = talk(floor -> floor);
        talk.says(0, 1_000, "thank you", SentenceEnd.UNLIKELY).until(10_000);
        assertThat(reasons(talk, Verdict.COMMIT)).containsExactly(TurnReason.WORDS_COMPLETE);
    }

    @Test
    void whoNamesAWaitGetsItWhereverSentencesEnd() {
        var talk = talk(TurnSettings.USUAL.withNormalWait(Duration.ofMillis(500)));
        talk.says(0, 1_000, "maybe the train", SentenceEnd.UNLIKELY).until(10_000);
        assertThat(waitBefore(talk, 1_000)).isEqualTo(500);
    }

    @Test
    void aPatientTutorIsPatientThereToo() {
        var talk = talk(TurnSettings.USUAL.patient(1.25));
        talk.says(0, 1_000, "maybe the train", SentenceEnd.UNLIKELY).until(10_000);
        assertThat(waitBefore(talk, 1_000)).isEqualTo(1_625);
    }

    @Test
    void oneLongPauseIsSoonForgotten() {
        var talk = talk(floor -> floor.withDrafts(0));
        // "Because" lets the tutor wait; the pause is one of a second and a half.
        talk.says(0, 1_000, "maybe because").goesOn(0, 2_490, 3_500, "maybe because the park is near");
        talk.until(20_000);
        long learned = waitBefore(talk, 3_500);
        assertThat(learned).isBetween(900L, 1_300L);

        long from = 20_000;
        for (int turn = 0; turn < 5; turn++) {
            talk.says(from, from + 1_000, "maybe the park").until(from + 10_000);
            from += 10_000;
        }
        assertThat(waitBefore(talk, from - 10_000 + 1_000)).isBetween(600L, 800L);
        assertThat(talk.learnerTurnsThatStand()).hasSize(6);
    }

    /** How long the tutor waited after the voice that ended at {@code end}: to the last turn. */
    private static long waitBefore(VirtualTalk talk, long end) {
        return talk.lastAt(TalkEvent.TurnCommitted.class) - end;
    }

    @Test
    void aLearnerWhoAlwaysPausesIsWaitedForMoreAndMore() {
        var talk = talk(floor -> floor.withDrafts(0));
        String words = "maybe because";
        talk.says(0, 1_000, words);
        long at = 1_000;
        for (int i = 0; i < 4; i++) {
            words += " of because";
            talk.goesOn(0, at + 1_200, at + 2_200, words);
            at += 2_200;
        }
        words += " of her";
        talk.goesOn(0, at + 1_200, at + 2_200, words).until(60_000);
        assertThat(talk.learnerTurnsThatStand()).hasSize(1);
        assertThat(waitBefore(talk, at + 2_200)).isBetween(1_300L, 1_500L);
    }
}
