package parley.speech.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.Resampler;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.QueuedEar;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.vosk.Parts;

/** Real Vosk workers under four sessions who speak at once, and {@code kill -9} in the middle of their sentences. */
@Timeout(180)
class KilledWorkerTest {
    private static final List<String> SAID = List.of(
            "I would like a cup of coffee and a piece of cake.",
            "Yesterday we went to the market and bought some apples.",
            "My name is Anna and I come from a small town.",
            "Could you tell me the way to the station?");

    /** What one session hears, and how far it is. */
    private static final class Session {
        private final short[] sound;
        private final List<HearingFact> facts = new ArrayList<>();
        private final CountDownLatch speaking = new CountDownLatch(1);
        private final CountDownLatch heard = new CountDownLatch(1);
        private final QueuedEar ear;

        Session(DecoderPool pool, RecogniserWorkers workers, short[] sound) {
            this.sound = sound;
            this.ear = new QueuedEar(
                    pool, Parts.detector(), workers, EarSettings.USUAL, Duration.ofSeconds(60), this::note);
            ear.expect(List.of("I come from a small town.", "The way to the station, please."));
        }

        private synchronized void note(HearingFact fact) {
            facts.add(fact);
            switch (fact) {
                case HearingFact.PartialHeard partial -> speaking.countDown();
                case HearingFact.AudioEnded ended -> heard.countDown();
                case HearingFact.SpeechStarted started -> {}
                case HearingFact.SpeechResumed resumed -> {}
                case HearingFact.SpeechPaused paused -> {}
                case HearingFact.SegmentHeard segment -> {}
                case HearingFact.RecogniserFailed failed -> {}
                case HearingFact.AudioDropped dropped -> {}
            }
        }

        void hear(int from, int to) {
            for (int at = from; at < to; at += 640) {
                ear.hear(new AudioChunk(Arrays.copyOfRange(sound, at, Math.min(to, at + 640)), new SampleCount(at)));
            }
        }

        synchronized List<HearingFact> facts() {
            return List.copyOf(facts);
        }

        String words() {
            String words = "";
            for (HearingFact fact : facts()) {
                if (fact instanceof HearingFact.SegmentHeard(var utterance)) {
                    words = utterance.free().text();
                }
            }
            return words;
        }
    }

    private static short[] speech(String text) throws Exception {
        Synthesis spoken = Parts.voice().synthesise(text, VoiceSettings.USUAL);
        short[] speech = new Resampler(spoken.rateHz(), 16_000).resample(spoken.samples());
        var padded = new short[8_000 + speech.length + 16_000];
        System.arraycopy(speech, 0, padded, 8_000, speech.length);
        return padded;
    }

    @Test
    void noSessionLosesAWordWhenItsWorkerIsKilled() throws Exception {
        try (RecogniserWorkers workers = open();
                var pool = new DecoderPool(2)) {
            List<String> before = run(pool, workers, 0);
            assertThat(before)
                    .containsExactly(
                            "i would like a cup of coffee and a piece of cake",
                            before.get(1),
                            before.get(2),
                            "could you tell me the way to the station");
            assertThat(run(pool, workers, 1)).isEqualTo(before);
            // Both at once: nobody is left to take over until one has started again.
            assertThat(run(pool, workers, 2)).isEqualTo(before);
            assertThat(workers.health().ends()).isEqualTo(3);
            assertThat(workers.health().replays()).isPositive();
        }
    }

    private static RecogniserWorkers open() throws Exception {
        return RecogniserWorkers.open(
                "vosk",
                WorkerCommand.vosk(Parts.MODELS.recogniser(), 2),
                new WorkerSettings(
                        2,
                        2,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        new RestartBackOff(Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofSeconds(30))));
    }

    /** Four sessions speak at once; in the middle {@code kills} workers are killed. The words of each. */
    private static List<String> run(DecoderPool pool, RecogniserWorkers workers, int kills) throws Exception {
        while (workers.processIds().size() < 2) {
            Thread.onSpinWait();
        }
        List<Session> sessions = new ArrayList<>();
        for (String said : SAID) {
            sessions.add(new Session(pool, workers, speech(said)));
        }
        try {
            sessions.forEach(session -> session.hear(0, 640 * 55));
            for (Session session : sessions) {
                assertThat(session.speaking.await(60, TimeUnit.SECONDS)).isTrue();
            }
            workers.processIds().stream()
                    .limit(kills)
                    .forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());
            for (Session session : sessions) {
                session.hear(640 * 55, session.sound.length);
                session.ear.audioEnded();
            }
            for (Session session : sessions) {
                assertThat(session.heard.await(90, TimeUnit.SECONDS)).isTrue();
                assertThat(session.facts()).doesNotHaveAnyElementsOfTypes(HearingFact.RecogniserFailed.class);
            }
            return sessions.stream().map(Session::words).toList();
        } finally {
            sessions.forEach(session -> session.ear.close());
        }
    }
}
