package parley.speech.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.scripted.LoudnessDetector;

class VoiceWatchTest {
    /** 0.8 s of a voice after 0.6 s of silence and before 1 s of it. */
    private static short[] spoken() {
        var sound = new short[2_400 * 16];
        Arrays.fill(sound, 600 * 16, 1_400 * 16, (short) 8_000);
        return sound;
    }

    @Test
    void eachVoiceIsToldThoughAllThatDecodesIsBusyWithOthers() throws Exception {
        var busy = new CountDownLatch(1);
        BlockingQueue<HearingFact> told = new LinkedBlockingQueue<>();
        try (var pool = new DecoderPool(1)) {
            pool.lane(() -> {
                        awaitPatiently(busy);
                        return false;
                    })
                    .wake();
            try (var watch = VoiceWatch.open(
                    pool, new LoudnessDetector(1_000), EarSettings.USUAL, Duration.ofSeconds(30), told::add)) {
                for (int voice = 0; voice < 3; voice++) {
                    watch.hear(new AudioChunk(spoken(), new SampleCount((long) voice * spoken().length)));
                }
                watch.audioEnded();
                List<HearingFact> facts = new ArrayList<>();
                HearingFact fact;
                do {
                    fact = told.poll(20, TimeUnit.SECONDS);
                    assertThat(fact).as("after %s", facts).isNotNull();
                    facts.add(fact);
                } while (!(fact instanceof HearingFact.AudioEnded));
                assertThat(facts)
                        .hasAtLeastOneElementOfType(HearingFact.SpeechStarted.class)
                        .filteredOn(HearingFact.SpeechResumed.class::isInstance)
                        .hasSize(2);
            } finally {
                busy.countDown();
            }
        }
    }

    private static void awaitPatiently(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
