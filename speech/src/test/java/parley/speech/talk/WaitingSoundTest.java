package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.talk.WaitingSound.Item;

final class WaitingSoundTest {
    private static final TalkHappening COMMIT = new TalkHappening.AudioCommitted();

    private static AudioChunk chunk(long start, int samples) {
        return new AudioChunk(new short[samples], new SampleCount(start));
    }

    @Test
    void theOldestSoundGivesWayAndWhatWasDoneStaysInItsPlace() {
        var waiting = new WaitingSound(250);
        waiting.add(chunk(0, 100));
        waiting.add(COMMIT);
        waiting.add(chunk(100, 100));
        AudioChunk third = chunk(200, 100);
        AudioChunk fourth = chunk(300, 100);
        waiting.add(third);
        waiting.add(fourth);

        WaitingSound.Taken taken = waiting.take();
        assertThat(taken.items()).containsExactly(new Item.Deed(COMMIT), new Item.Sound(third), new Item.Sound(fourth));
        assertThat(taken.lostSamples()).isEqualTo(200);
        assertThat(waiting.isEmpty()).isTrue();
        assertThat(waiting.take().lostSamples()).isZero();
    }

    @Test
    void aPieceLongerThanAllThatMayWaitIsKept() {
        var waiting = new WaitingSound(50);
        waiting.add(COMMIT);
        waiting.add(chunk(0, 100));
        waiting.add(chunk(100, 100));
        assertThat(waiting.take().items()).hasSize(2);
    }

    @Test
    void onlySoMuchCanBeDoneInAdvance() {
        var waiting = new WaitingSound(50);
        for (int i = 0; i < WaitingSound.MOST_DEEDS; i++) {
            assertThat(waiting.add(COMMIT)).isTrue();
        }
        assertThat(waiting.add(COMMIT)).isFalse();
        waiting.take();
        assertThat(waiting.add(COMMIT)).isTrue();
    }

    @Test
    void whatNobodySaidIsForgottenUntilSomethingWasDone() {
        var waiting = new WaitingSound(1_000);
        waiting.add(chunk(0, 100));
        waiting.add(chunk(100, 100));
        waiting.add(chunk(200, 100));
        assertThat(waiting.forget(150, SampleCount.ZERO)).isEqualTo(new SampleCount(200));
        waiting.add(COMMIT);
        waiting.add(chunk(300, 100));
        assertThat(waiting.forget(150, SampleCount.ZERO)).isEqualTo(SampleCount.ZERO);
        WaitingSound.Taken taken = waiting.take();
        assertThat(taken.items()).hasSize(3);
        assertThat(taken.lostSamples()).isZero();
    }

    @Test
    void whatIsTakenUpToAPlaceLeavesTheSoundThatCameAfterIt() {
        var waiting = new WaitingSound(1_000);
        AudioChunk first = chunk(0, 100);
        AudioChunk second = chunk(100, 100);
        waiting.add(first);
        waiting.add(COMMIT);
        waiting.add(COMMIT);
        waiting.add(second);
        waiting.add(COMMIT);
        assertThat(waiting.takeUntil(new SampleCount(199)).items())
                .containsExactly(new Item.Sound(first), new Item.Deed(COMMIT), new Item.Deed(COMMIT));
        assertThat(waiting.takeUntil(new SampleCount(100)).items()).isEmpty();

        assertThat(waiting.takeUntil(new SampleCount(200)).items())
                .containsExactly(new Item.Sound(second), new Item.Deed(COMMIT));
        assertThat(waiting.isEmpty()).isTrue();
        // Neither sound nor deeds are counted any more.
        waiting.add(chunk(200, 600));
        waiting.add(chunk(800, 400));
        assertThat(waiting.take().lostSamples()).isZero();
    }
}
