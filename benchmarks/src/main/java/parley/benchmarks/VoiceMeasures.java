package parley.benchmarks;

import static parley.benchmarks.StartBenchmark.figure;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import parley.benchmarks.RealtimeClient.Arrived;
import parley.speech.hearing.WordErrorRate;

/**
 * One learner who says each recording to the tutor at the pace of speech, hears the reply begin, and then talks over
 * it with the next.
 */
final class VoiceMeasures {
    /** 20 ms of audio a frame, as browsers send it. */
    private static final int FRAME = Recording.RATE_HZ / 50;

    /** How long a recording may stay without an answer before it counts as unanswered. */
    private static final long ANSWER_LIMIT_MILLIS = 6_000;

    private final Samples firstAudioMillis = new Samples();
    private final Samples stopMillis = new Samples();
    private final Samples voiceMegabytes = new Samples();
    private WordErrorRate nativeErrors = WordErrorRate.NONE;
    private WordErrorRate learnerErrors = WordErrorRate.NONE;
    private int early;
    private int unanswered;

    void run(ServerProcess server, List<Recording> recordings) throws InterruptedException, IOException {
        if (recordings.isEmpty()) {
            return;
        }
        StartBenchmark.waitForSpeech(server);
        try (var client = new RealtimeClient(server.address())) {
            client.send(
                    "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"output_modalities\":[\"audio\"],"
                            + "\"audio\":{\"input\":{\"format\":{\"type\":\"audio/pcm\",\"rate\":16000},"
                            + "\"turn_detection\":{\"type\":\"server_vad\"}}}}}");
            var speaker = new Speaker(client);
            for (Recording recording : recordings) {
                answer(client, speaker, recording);
                talkOver(client, speaker, recording);
            }
            voiceMegabytes.add(server.peakMegabytes());
        }
    }

    /** Says {@code recording} into silence and measures how soon the reply is heard. */
    private void answer(RealtimeClient client, Speaker speaker, Recording recording) throws InterruptedException {
        speaker.silence(400);
        drain(client);
        speaker.begin();
        String transcript = "";
        Arrived firstAudio = null;
        boolean finishedSpeaking = false;
        boolean tooSoon = false;
        long limit = 0;
        while (true) {
            finishedSpeaking = speaker.sendNext(recording) || finishedSpeaking;
            if (finishedSpeaking && limit == 0) {
                limit = speaker.endOfSpeechNanos() + ANSWER_LIMIT_MILLIS * 1_000_000;
            }
            Arrived event;
            while ((event = client.next(0)) != null) {
                if (event.type().equals("conversation.item.input_audio_transcription.completed")) {
                    transcript =
                            (transcript + " " + event.event().path("transcript").asText()).strip();
                }
                if (event.type().equals("response.output_audio.delta")) {
                    if (!finishedSpeaking) {
                        tooSoon = true;
                    } else if (firstAudio == null) {
                        firstAudio = event;
                    }
                }
            }
            if (firstAudio != null) {
                firstAudioMillis.add((firstAudio.atNanos() - speaker.endOfSpeechNanos()) / 1e6);
                break;
            }
            if (limit != 0 && System.nanoTime() > limit) {
                unanswered++;
                break;
            }
        }
        early += tooSoon ? 1 : 0;
        WordErrorRate errors = WordErrorRate.of(recording.text(), transcript);
        if (recording.kind().equals("native")) {
            nativeErrors = nativeErrors.plus(errors);
        } else {
            learnerErrors = learnerErrors.plus(errors);
        }
    }

    /** While the reply plays, says the recording's first two seconds over it and measures how soon it is silent. */
    private void talkOver(RealtimeClient client, Speaker speaker, Recording recording) throws InterruptedException {
        // Speak only over a reply that has gone on for a while.
        speaker.silence(500);
        drain(client);
        speaker.begin();
        long onset = 0;
        long lastAudio = 0;
        boolean cancelled = false;
        long end = System.nanoTime() + 4_000_000_000L;
        while (System.nanoTime() < end && !cancelled) {
            speaker.sendNext(recording);
            if (onset == 0 && speaker.startOfSpeechNanos() != 0) {
                onset = speaker.startOfSpeechNanos();
            }
            Arrived event;
            while ((event = client.next(0)) != null) {
                if (event.type().equals("response.output_audio.delta")) {
                    lastAudio = event.atNanos();
                }
                if (event.type().equals("response.done")) {
                    cancelled = event.event()
                            .path("response")
                            .path("status")
                            .asText()
                            .equals("cancelled");
                }
            }
        }
        if (cancelled && onset != 0) {
            stopMillis.add(Math.max(0, lastAudio - onset) / 1e6);
        }
        settle(client, speaker);
    }

    /** Lets what was said last be answered, and stops that answer, so that the next measure begins in silence. */
    private static void settle(RealtimeClient client, Speaker speaker) throws InterruptedException {
        long end = System.nanoTime() + ANSWER_LIMIT_MILLIS * 1_000_000;
        boolean answered = false;
        while (System.nanoTime() < end && !answered) {
            speaker.sendNext(null);
            Arrived event;
            while ((event = client.next(0)) != null) {
                answered |= event.type().equals("response.output_audio.delta");
            }
        }
        client.send("{\"type\":\"response.cancel\"}");
        speaker.silence(500);
        drain(client);
    }

    /** Passes over what belongs to what was measured before. */
    private static void drain(RealtimeClient client) throws InterruptedException {
        Arrived passedOver;
        do {
            passedOver = client.next(0);
        } while (passedOver != null);
    }

    void printRows() {
        firstAudioMillis.printRow("end of speech to first reply audio", "ms");
        stopMillis.printRow("onset over a reply to last audio sent", "ms");
        voiceMegabytes.printRow("peak memory with one voice session", "MB");
        System.out.printf(
                Locale.ROOT,
                "%-46s %-4s native %.1f, learners %.1f; answered before their end %d, never %d%n",
                "word error rate, free speech",
                "%",
                nativeErrors.rate() * 100,
                learnerErrors.rate() * 100,
                early,
                unanswered);
    }

    String headline() {
        return "rss_voice_mb=" + figure(voiceMegabytes.median(), 0)
                + " wer=" + figure(nativeErrors.rate(), 4)
                + " wer_learners=" + figure(learnerErrors.rate(), 4)
                + " first_audio_p50_ms=" + figure(firstAudioMillis.median(), 0)
                + " first_audio_p95_ms=" + figure(firstAudioMillis.percentile(95), 0)
                + " stop_p50_ms=" + figure(stopMillis.median(), 0)
                + " stop_p95_ms=" + figure(stopMillis.percentile(95), 0);
    }

    /** Sends audio at the pace of time, and knows when a recording's speech began and ended on the wire. */
    private static final class Speaker {
        private final RealtimeClient client;
        private long nextFrameNanos = System.nanoTime();
        private int position;
        private long startOfSpeechNanos;
        private long endOfSpeechNanos;

        Speaker(RealtimeClient client) {
            this.client = client;
        }

        void begin() {
            position = 0;
            startOfSpeechNanos = 0;
            endOfSpeechNanos = 0;
        }

        long startOfSpeechNanos() {
            return startOfSpeechNanos;
        }

        long endOfSpeechNanos() {
            return endOfSpeechNanos;
        }

        /** Sends the next 20 ms, silence after the recording's end; true once its speech has been sent. */
        boolean sendNext(@Nullable Recording recording) throws InterruptedException {
            long wait = nextFrameNanos - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            nextFrameNanos += 20_000_000;
            if (recording == null) {
                client.sendAudio(new short[0], 0, FRAME);
                return false;
            }
            // Nothing after the speech's end is sent but silence: the recordings' own tails differ.
            int count = Math.max(0, Math.min(FRAME, recording.speechEnd() - position));
            var frame = new short[FRAME];
            System.arraycopy(
                    recording.samples(), Math.min(position, recording.samples().length - count), frame, 0, count);
            client.sendAudio(frame, 0, FRAME);
            position += FRAME;
            long now = System.nanoTime();
            if (startOfSpeechNanos == 0 && position > recording.speechStart()) {
                startOfSpeechNanos = now;
            }
            if (endOfSpeechNanos == 0 && position >= recording.speechEnd()) {
                endOfSpeechNanos = now;
            }
            return endOfSpeechNanos != 0;
        }

        void silence(long millis) throws InterruptedException {
            for (long sent = 0; sent < millis; sent += 20) {
                sendNext(null);
            }
        }
    }
}
