package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.SpeechModels;
import parley.speech.SpeechParts;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.hearing.WordErrorRate;
import parley.speech.speaking.Voices;
import parley.speech.talk.TalkEvent;
import parley.speech.turns.TurnSettings;
import parley.speech.workers.RecogniserWorkers;
import parley.speech.workers.WorkerCommand;
import parley.speech.workers.WorkerSettings;

/** A recogniser's process killed while four learners speak: what becomes of their turns, and of the ones after. */
final class WorkerMeasure {
    private static final int SESSIONS = 4;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(12);

    private final EmbeddedSpeech speech;
    private int killed;
    private int amid;
    private int lost;
    private int garbled;
    private int afterwards;
    private int lostAfterwards;

    WorkerMeasure(EmbeddedSpeech speech) {
        this.speech = speech;
    }

    private record WithWorkers(EmbeddedSpeech embedded, RecogniserWorkers workers) implements SpeechParts {
        @Override
        public Readiness<Recogniser> recogniser() {
            return new Readiness.Ready<>(workers);
        }

        @Override
        public Readiness<VoiceActivityDetector> voiceActivity() {
            return embedded.voiceActivity();
        }

        @Override
        public Readiness<Voices> voices() {
            return embedded.voices();
        }
    }

    void run(SpeechModels models, List<Recording> all, List<Recording> recordings, int kills) throws Exception {
        try (RecogniserWorkers workers = RecogniserWorkers.open(
                        "vosk", WorkerCommand.vosk(models.recogniser(), 2), WorkerSettings.of(2, 2));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int k = 0; k < kills; k++) {
                kill(new WithWorkers(speech, workers), all, recordings.get(k % recordings.size()), threads);
            }
        }
    }

    private void kill(WithWorkers parts, List<Recording> all, Recording recording, ExecutorService threads)
            throws Exception {
        var speaking = new CountDownLatch(SESSIONS);
        List<Future<?>> talks = new ArrayList<>();
        for (int s = 0; s < SESSIONS; s++) {
            Callable<Boolean> talk = () -> talk(parts, all, recording, speaking);
            talks.add(threads.submit(talk));
        }
        boolean begun = speaking.await(30, TimeUnit.SECONDS);
        // Amid the words of all of them.
        Thread.sleep(700);
        List<Long> processes = parts.workers().processIds();
        if (begun && !processes.isEmpty()) {
            ProcessHandle.of(processes.get(killed % processes.size())).ifPresent(ProcessHandle::destroyForcibly);
            killed++;
        }
        for (Future<?> talk : talks) {
            talk.get();
        }
    }

    private boolean talk(WithWorkers parts, List<Recording> all, Recording recording, CountDownLatch speaking)
            throws Exception {
        var tutor = new TurnsTutor("Very good.");
        tutor.foresee(HearingMeasure.candidates(all, recording, 10));
        try (var learner = new SpokenLearner(parts, speech.decoders(), tutor, TurnSettings.USUAL)) {
            learner.session.requestReply();
            learner.silence(Duration.ofSeconds(3));
            speaking.countDown();
            String first = say(learner, recording);
            learner.silence(Duration.ofSeconds(2));
            String second = say(learner, recording);
            count(recording, first, second);
            return true;
        }
    }

    private synchronized void count(Recording recording, String first, String second) {
        amid++;
        lost += first.isEmpty() ? 1 : 0;
        garbled += !first.isEmpty() && WordErrorRate.of(recording.text(), first).rate() > 0.5 ? 1 : 0;
        afterwards++;
        lostAfterwards += second.isEmpty() ? 1 : 0;
    }

    /** What the tutor took it for; empty when the turn was lost. */
    private static String say(SpokenLearner learner, Recording recording) throws InterruptedException {
        int mark = learner.mark();
        short[] sound = TurnsSounds.speech(recording);
        learner.say(sound, sound.length);
        learner.silenceUntil(mark, one -> one.event() instanceof TalkEvent.TurnCommitted, ANSWER_LIMIT);
        return learner.all(mark, TalkEvent.TurnCommitted.class)
                .reduce((earlier, later) -> later)
                .map(one -> ((TalkEvent.TurnCommitted) one.event()).turn().text())
                .orElse("");
    }

    void print() {
        if (killed == 0) {
            System.out.println("turns lost to a killed recogniser process: not measured");
            return;
        }
        System.out.printf(
                "recogniser process killed %d times amid 4 speakers: of %d turns %d lost, %d misheard; of %d turns after"
                        + " them %d lost%n",
                killed, amid, lost, garbled, afterwards, lostAfterwards);
    }
}
