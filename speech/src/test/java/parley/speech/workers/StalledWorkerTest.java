package parley.speech.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.QueuedEar;
import parley.speech.hearing.Recogniser;
import parley.speech.scripted.LoudnessDetector;
import parley.speech.scripted.ScriptedRecogniser;

/** Sessions on one decoding thread, one of them on workers that do not answer or are not there. */
@Timeout(120)
class StalledWorkerTest {
    private static final int SECONDS = 60;

    /** Nothing is given up here while a test runs. */
    private static final WorkerSettings PATIENT = new WorkerSettings(
            1,
            1,
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            new RestartBackOff(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(10)));

    private final BlockingQueue<HearingFact> facts = new LinkedBlockingQueue<>();
    private final BlockingQueue<HearingFact> otherFacts = new LinkedBlockingQueue<>();

    private static QueuedEar ear(DecoderPool pool, Recogniser by, BlockingQueue<HearingFact> told) {
        return new QueuedEar(pool, new LoudnessDetector(500), by, EarSettings.USUAL, Duration.ofSeconds(30), told::add);
    }

    private static void say(QueuedEar ear) {
        var sound = new short[32_000];
        Arrays.fill(sound, 8_000, 16_000, (short) 4_000);
        ear.hear(new AudioChunk(sound, SampleCount.ZERO));
    }

    private static HearingFact next(BlockingQueue<HearingFact> from) throws InterruptedException {
        HearingFact fact = from.poll(SECONDS, TimeUnit.SECONDS);
        return fact instanceof HearingFact.PartialHeard ? next(from) : fact;
    }

    /** What is told to a session whose words do not come, and meanwhile to another one that has nothing to do with it. */
    private void onlyItsOwnWordsWait(DecoderPool pool, RecogniserWorkers workers) throws Exception {
        var scripted = new ScriptedRecogniser().willHear("nobody keeps me waiting");
        try (var ear = ear(pool, workers, facts);
                var other = ear(pool, scripted, otherFacts)) {
            say(ear);
            assertThat(next(facts)).isInstanceOf(HearingFact.SpeechStarted.class);
            say(other);
            assertThat(next(otherFacts)).isInstanceOf(HearingFact.SpeechStarted.class);
            assertThat(next(otherFacts)).isInstanceOf(HearingFact.SpeechPaused.class);
            assertThat(next(otherFacts)).isInstanceOf(HearingFact.SegmentHeard.class);
            assertThat(facts).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aWorkerThatIsStoppedKeepsNobodyElseWaiting() throws Exception {
        try (var pool = new DecoderPool(1);
                var workers = RecogniserWorkers.open("counting", ScriptedWorker.command(), PATIENT)) {
            List<Long> pids = workers.processIds();
            assertThat(new ProcessBuilder("kill", "-STOP", String.valueOf(pids.getFirst()))
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
            onlyItsOwnWordsWait(pool, workers);
            assertThat(workers.processIds()).isEqualTo(pids);
        }
    }

    @Test
    void whenNoWorkerIsUpNobodyElseWaits() throws Exception {
        try (var pool = new DecoderPool(1);
                var workers = RecogniserWorkers.open("counting", ScriptedWorker.command(), PATIENT)) {
            workers.processIds()
                    .forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());
            while (!workers.processIds().isEmpty()) {
                Thread.onSpinWait();
            }
            onlyItsOwnWordsWait(pool, workers);
        }
    }
}
