package parley.speech.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.Transcript;

/**
 * Asks an OpenAI-compatible {@code /audio/transcriptions} for the words of one utterance at a time. Thread-safe.
 *
 * <p>A service that failed twice in a row is not asked for a while, so that learners do not wait for it each time.
 * Nothing is redirected: the key and the sound go to the configured address alone.
 */
final class TranscriptionService implements AutoCloseable {
    private static final int MOST_ANSWER_BYTES = 1 << 20;
    private static final int FAILURES_TO_REST = 2;
    private static final int BAD_REQUEST = 400;

    private final TranscriptionSettings settings;
    private final LongSupplier nanos;
    private final HttpClient client;
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
    private final Object lock = new Object();
    private int failuresInARow;
    private long restUntilNanos;
    /** Newer models know only {@code json}: learned from the first refusal. */
    private volatile boolean timesAreKnown = true;

    TranscriptionService(TranscriptionSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.limit())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Whether it is left alone just now. */
    boolean resting() {
        synchronized (lock) {
            return failuresInARow >= FAILURES_TO_REST && restUntilNanos - nanos.getAsLong() > 0;
        }
    }

    /** Begins asking. */
    Asked ask(short[] samples) throws RecogniserFailure {
        if (resting()) {
            throw new RecogniserFailure("the transcription service is left alone after failures");
        }
        try {
            return new Asked(nanos.getAsLong(), asking.submit(() -> heard(samples)));
        } catch (RejectedExecutionException e) {
            throw new RecogniserFailure("the transcription service is closed");
        }
    }

    /**
     * A question in hand. Whoever awaits it notes whether the service did well, so that one that is given up counts
     * before the next is asked. Not thread-safe.
     */
    final class Asked {
        private final long sinceNanos;
        private final Future<Transcript> answer;

        private Asked(long sinceNanos, Future<Transcript> answer) {
            this.sinceNanos = sinceNanos;
            this.answer = answer;
        }

        /** Waits for the rest of the limit; a thread that decodes works for others meanwhile, as this waits for a network. */
        Transcript await() throws RecogniserFailure {
            return DecoderPool.waiting(this::awaitRest);
        }

        private Transcript awaitRest() throws RecogniserFailure {
            long rest = settings.limit().toNanos() - (nanos.getAsLong() - sinceNanos);
            try {
                Transcript heard = answer.get(Math.max(0, rest), TimeUnit.NANOSECONDS);
                note(true);
                return heard;
            } catch (ExecutionException e) {
                note(false);
                throw e.getCause() instanceof RecogniserFailure failure
                        ? failure
                        : new RecogniserFailure("the transcription service failed");
            } catch (TimeoutException e) {
                answer.cancel(true);
                note(false);
                throw new RecogniserFailure("the transcription service took too long");
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new RecogniserFailure("hearing was stopped");
            }
        }
    }

    private void note(boolean well) {
        synchronized (lock) {
            failuresInARow = well ? 0 : failuresInARow + 1;
            restUntilNanos = nanos.getAsLong() + settings.rest().toNanos();
        }
    }

    private Transcript heard(short[] samples) throws RecogniserFailure, InterruptedException {
        boolean withTimes = timesAreKnown;
        HttpResponse<InputStream> response = send(samples, withTimes);
        if (withTimes && response.statusCode() == BAD_REQUEST) {
            close(response);
            timesAreKnown = false;
            response = send(samples, false);
        }
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new RecogniserFailure("the transcription service answered " + response.statusCode());
            }
            byte[] answer = body.readNBytes(MOST_ANSWER_BYTES + 1);
            if (answer.length > MOST_ANSWER_BYTES) {
                throw new RecogniserFailure("the transcription service's answer is too long");
            }
            return TranscriptionAnswer.read(answer, new SampleCount(samples.length));
        } catch (IOException e) {
            throw new RecogniserFailure("the transcription service broke off");
        }
    }

    private static void close(HttpResponse<InputStream> response) throws RecogniserFailure {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new RecogniserFailure("the transcription service broke off");
        }
    }

    private HttpResponse<InputStream> send(short[] samples, boolean withTimes)
            throws RecogniserFailure, InterruptedException {
        var form = new TranscriptionForm("parley-" + UUID.randomUUID())
                .field("model", settings.model())
                .field("language", settings.language())
                .field("response_format", withTimes ? "verbose_json" : "json")
                .field("temperature", "0");
        if (withTimes) {
            form.field("timestamp_granularities[]", "word").field("timestamp_granularities[]", "segment");
        }
        var request = HttpRequest.newBuilder(settings.address())
                .timeout(settings.limit())
                .header("Content-Type", form.contentType())
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.sound(samples).end()));
        if (!settings.key().isEmpty()) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new RecogniserFailure("the transcription service can't be reached");
        }
    }

    /** Gives up what is asked at once. */
    @Override
    public void close() {
        asking.shutdownNow();
        client.shutdownNow();
    }
}
