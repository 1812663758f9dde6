package parley.speech.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.UtteranceDecoder;

/** Real processes that die, hang and refuse, with a recogniser that only counts. */
@Timeout(120)
class RecogniserWorkersTest {
    private static final WorkerSettings SETTINGS = new WorkerSettings(
            2,
            4,
            Duration.ofSeconds(60),
            Duration.ofMillis(1_500),
            Duration.ofSeconds(30),
            new RestartBackOff(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofSeconds(1)));

    private RecogniserWorkers workers;

    @BeforeEach
    void open() throws Exception {
        workers = RecogniserWorkers.open("counting", ScriptedWorker.command(), SETTINGS);
        awaitProcesses(2);
    }

    @AfterEach
    void close() {
        workers.close();
    }

    private void awaitProcesses(int count) {
        while (workers.processIds().size() != count) {
            Thread.onSpinWait();
        }
    }

    /** Ends one worker as {@code kill -9} does, and waits until the server knows. */
    private void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        while (workers.processIds().contains(pid)) {
            Thread.onSpinWait();
        }
    }

    private static short[] sound(int length, int first) {
        var sound = new short[length];
        Arrays.fill(sound, (short) 5);
        sound[0] = (short) first;
        return sound;
    }

    @Test
    void whatIsSaidComesBackThroughTheProcess() throws Exception {
        Grammar grammar = Grammar.of(List.of("a cup of tea")).orElseThrow();
        try (UtteranceDecoder free = workers.openFree();
                UtteranceDecoder against = workers.openAgainst(grammar)) {
            free.accept(sound(40_000, 1), 100, 39_000);
            assertThat(free.partial()).isEqualTo("39000 samples");
            against.accept(sound(512, 1), 0, 512);
            assertThat(against.finish().text()).isEqualTo("512 a cup of tea");
            assertThat(free.finish().text()).isEqualTo("39000 samples");
            assertThatThrownBy(free::partial).isInstanceOf(RecogniserFailure.class);
            assertThatThrownBy(() -> free.accept(new short[4], 0, 4)).isInstanceOf(RecogniserFailure.class);
        }
        assertThat(workers.name()).isEqualTo("counting in 2 workers");
        assertThat(workers.health().degraded()).isFalse();
    }

    @Test
    void aFaultOfTheRecogniserIsToldAndKeepsTheWorker() throws Exception {
        try (UtteranceDecoder decoder = workers.openFree()) {
            assertThatThrownBy(decoder::finish)
                    .isInstanceOf(RecogniserFailure.class)
                    .hasMessage("no sound at all");
        }
        assertThat(workers.health().ends()).isZero();
    }

    @Test
    void aKilledWorkerCostsNoWordOfThoseSpeakingOnIt() throws Exception {
        try (UtteranceDecoder one = workers.openFree();
                UtteranceDecoder other = workers.openFree()) {
            one.accept(sound(70_000, 1), 0, 70_000);
            other.accept(sound(512, 1), 0, 512);
            kill(workers.processIds().getFirst());
            kill(workers.processIds().stream().findFirst().orElseThrow());
            one.accept(sound(512, 1), 0, 512);
            assertThat(one.finish().text()).isEqualTo("70512 samples");
            assertThat(other.finish().text()).isEqualTo("512 samples");
        }
        assertThat(workers.health().ends()).isGreaterThanOrEqualTo(2);
        assertThat(workers.health().replays()).isGreaterThanOrEqualTo(2);
        awaitProcesses(2);
    }

    @Test
    void soundThatEndsEveryWorkerIsGivenUpAndOthersGoOn() throws Exception {
        try (UtteranceDecoder poisoned = workers.openFree();
                UtteranceDecoder bystander = workers.openFree()) {
            bystander.accept(sound(512, 1), 0, 512);
            assertThatThrownBy(() -> poisoned.accept(sound(512, ScriptedWorker.CRASH), 0, 512))
                    .isInstanceOf(RecogniserFailure.class)
                    .hasMessageContaining("ended while it listened");
            assertThat(bystander.finish().text()).isEqualTo("512 samples");
        }
        awaitProcesses(2);
        assertThat(workers.health().ends()).isEqualTo(3);
    }

    @Test
    void aWorkerThatNeverAnswersIsEnded() throws Exception {
        try (UtteranceDecoder stuck = workers.openFree()) {
            assertThatThrownBy(() -> stuck.accept(sound(512, ScriptedWorker.HANG), 0, 512))
                    .isInstanceOf(RecogniserFailure.class);
        }
        awaitProcesses(2);
        try (UtteranceDecoder next = workers.openFree()) {
            next.accept(sound(512, 1), 0, 512);
            assertThat(next.partial()).isEqualTo("512 samples");
        }
    }

    @Test
    void afterAMinuteOfSoundADeathCostsARepeat() throws Exception {
        try (UtteranceDecoder decoder = workers.openFree()) {
            for (int second = 0; second <= WorkerDecoder.KEPT_SECONDS; second++) {
                decoder.accept(sound(16_000, 1), 0, 16_000);
            }
            assertThat(decoder.partial()).isEqualTo("976000 samples");
            workers.processIds().forEach(this::kill);
            assertThatThrownBy(decoder::finish).isInstanceOf(RecogniserFailure.class);
        }
    }

    @Test
    void closingEndsTheProcessesAndLaterUseIsAnError() throws Exception {
        List<ProcessHandle> processes = workers.processIds().stream()
                .map(pid -> ProcessHandle.of(pid).orElseThrow())
                .toList();
        UtteranceDecoder open = workers.openFree();
        workers.close();
        processes.forEach(process -> process.onExit().join());
        assertThatThrownBy(() -> open.accept(new short[4], 0, 4)).isInstanceOf(RecogniserFailure.class);
        assertThatThrownBy(workers::openFree).isInstanceOf(RecogniserFailure.class);
        open.close();
    }

    @Test
    void aWorkerThatCannotStartTellsWhy() {
        assertThatThrownBy(() -> RecogniserWorkers.open("none", ScriptedWorker.command("refuse"), SETTINGS))
                .isInstanceOf(RecogniserFailure.class)
                .hasMessage(ScriptedWorker.REFUSAL);
    }

    @Test
    void aWorkerThatSpeaksNonsenseIsNeverReady() {
        var impatient = new WorkerSettings(
                1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO, RestartBackOff.USUAL);
        assertThatThrownBy(() -> RecogniserWorkers.open("none", ScriptedWorker.command("babble"), impatient))
                .isInstanceOf(RecogniserFailure.class);
        assertThatThrownBy(() -> RecogniserWorkers.open("none", ScriptedWorker.command("babble"), SETTINGS))
                .isInstanceOf(RecogniserFailure.class)
                .hasMessageContaining("ends while it loads");
    }
}
