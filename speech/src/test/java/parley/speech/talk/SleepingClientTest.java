package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.speech.talk.FloorTalk.FIRST;
import static parley.speech.talk.FloorTalk.SPEAKING_FROM;
import static parley.speech.talk.FloorTalk.TEN_SECONDS;
import static parley.speech.talk.FloorTalk.speaking;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pages and machines that sleep while the tutor speaks: heard is what was played, not what would have been. */
final class SleepingClientTest {
    private static VirtualTalk reports(VirtualTalk talk, long ms, long played, boolean halted) {
        return talk.at(ms, new TalkHappening.Played(FIRST, Duration.ofMillis(played), halted));
    }

    /** Ten times a second, from {@code ms} on and as long as there is something to say. */
    private static VirtualTalk reports(VirtualTalk talk, long ms, long from, long to) {
        for (long played = from; played <= to; played += 100) {
            reports(talk, ms + played - from, played, false);
        }
        return talk;
    }

    /** The first two seconds are played and reported. */
    private static VirtualTalk awakeForTwoSeconds() {
        return reports(speaking(new VirtualTalk()), SPEAKING_FROM + 100, 100, 2_000);
    }

    private static String heard(VirtualTalk talk) {
        return talk.replies().getFirst().heard();
    }

    @Test
    void whatAMachineWasSentInItsSleepIsNotHeard() {
        VirtualTalk talk = awakeForTwoSeconds();
        talk.at(60_000, new TalkHappening.ReplyStopped()).until(70_000);
        assertThat(heard(talk)).isEqualTo("w1 w2 w3 w4");
        // Until it is known to sleep, a second is played by the clock, and sound is ahead as always.
        assertThat(talk.audioMs(FIRST)).isBetween(3_000L, 3_300L);
    }

    @Test
    void whoWakesHearsTheRestFromWhereItStopped() {
        VirtualTalk talk = awakeForTwoSeconds();
        reports(talk, 60_000, 2_050, 9_950).until(80_000);
        assertThat(talk.audioMs(FIRST)).isEqualTo(10_000);
        long end = 60_000 + 10_000 - 2_050;
        assertThat(talk.firstAt(TalkEvent.PlaybackEnded.class)).isBetween(end, end + 50);
        assertThat(heard(talk)).isEqualTo(TEN_SECONDS);
        assertThat(talk.replies().getFirst().interrupted()).isFalse();
    }

    @Test
    void aPageThatSaysItIsHaltedIsBelievedAtOnce() {
        VirtualTalk talk = awakeForTwoSeconds();
        reports(talk, SPEAKING_FROM + 2_050, 2_050, true).until(30_000);
        assertThat(talk.audioMs(FIRST)).isBetween(2_050L, 2_350L);
        assertThat(talk.firstAt(TalkEvent.PlaybackEnded.class)).isNegative();

        // It says so again, and plays on a minute later.
        reports(talk, 40_000, 2_050, true);
        reports(talk, 90_000, 2_050, false).until(90_300);
        assertThat(talk.audioMs(FIRST)).isBetween(2_550L, 2_650L);
        talk.at(90_450, new TalkHappening.ReplyStopped()).until(91_000);
        assertThat(heard(talk)).isEqualTo("w1 w2 w3 w4 w5");
    }

    @Test
    void aShortReplyIsNotOverForWhoSleepsThroughIt() {
        var talk = new VirtualTalk();
        talk.asks(20);
        reports(talk, SPEAKING_FROM + 100, 100, 500);
        reports(talk, SPEAKING_FROM + 550, 550, true).until(60_000);
        assertThat(talk.replies()).isEmpty();
        reports(talk, 60_000, 600, 2_000).until(70_000);
        assertThat(heard(talk)).isEqualTo("One two three four.");
        assertThat(talk.firstAt(TalkEvent.PlaybackEnded.class)).isBetween(61_400L, 61_500L);
    }

    @Test
    void whoSpeaksToASleepingPageCutsWhatWasNotPlayed() {
        VirtualTalk talk = awakeForTwoSeconds();
        reports(talk, SPEAKING_FROM + 2_050, 2_050, true);
        talk.says(30_000, 31_000, "what did you say before").until(50_000);
        assertThat(heard(talk)).isEqualTo("w1 w2 w3 w4");
        assertThat(talk.learnerTurnsThatStand()).containsExactly("what did you say before");
        assertThat(talk.replies()).hasSize(2);
    }
}
