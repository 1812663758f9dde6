package parley.speech.workers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.workers.WorkerWire.Addressed;

/**
 * The inside of a worker: answers requests with a recogniser of its own until its input ends.
 *
 * <p>Its other end asks one thing at a time of each decoder, so what waits here is bounded by the decoders, and these by
 * {@link #MOST_DECODERS}.
 */
final class WorkerHost {
    /** Two for each of a thousand sessions. */
    static final int MOST_DECODERS = 2_000;

    private final Recogniser recogniser;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final ExecutorService decoding;
    private final Map<Integer, UtteranceDecoder> decoders = new ConcurrentHashMap<>();

    WorkerHost(Recogniser recogniser, DataInputStream in, DataOutputStream out, int threads) {
        this.recogniser = recogniser;
        this.in = in;
        this.out = out;
        this.decoding = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("decode-", 1).daemon().factory());
    }

    /** Says that it is ready, then works until the input ends or makes no sense. */
    void run() {
        try {
            answer(0, new WorkerReply.Done());
            while (true) {
                Addressed<WorkerRequest> next = WorkerWire.readRequest(in);
                decoding.execute(() -> handle(next));
            }
        } catch (IOException e) {
            // The server has ended or let go of this worker: there is nobody to tell.
            decoding.shutdownNow();
        }
    }

    private void handle(Addressed<WorkerRequest> asked) {
        WorkerReply reply;
        try {
            reply = done(asked.decoder(), asked.content());
        } catch (RecogniserFailure e) {
            reply = new WorkerReply.Failed(e.getMessage() == null ? "the recogniser failed" : e.getMessage());
        } catch (RuntimeException e) {
            reply = new WorkerReply.Failed(
                    "the recogniser failed: " + e.getClass().getSimpleName());
        }
        if (!(asked.content() instanceof WorkerRequest.Close)) {
            try {
                answer(asked.call(), reply);
            } catch (IOException e) {
                // Its reader has gone; the input ends next, and with it this process.
                decoding.shutdownNow();
            }
        }
    }

    private WorkerReply done(int number, WorkerRequest request) throws RecogniserFailure {
        return switch (request) {
            case WorkerRequest.OpenFree free -> opened(number, recogniser.openFree());
            case WorkerRequest.OpenAgainst against ->
                opened(
                        number,
                        recogniser.openAgainst(Grammar.of(against.phrases())
                                .orElseThrow(() -> new RecogniserFailure("a grammar without phrases"))));
            case WorkerRequest.Accept accept -> {
                decoder(number).accept(accept.samples(), 0, accept.samples().length);
                yield new WorkerReply.Done();
            }
            case WorkerRequest.Partial partial ->
                new WorkerReply.Text(decoder(number).partial());
            case WorkerRequest.Finish(boolean sentence) -> {
                UtteranceDecoder decoder = decoder(number);
                yield new WorkerReply.Words(sentence ? decoder.finishSentence() : decoder.finish());
            }
            case WorkerRequest.Close close -> {
                @Nullable UtteranceDecoder gone = decoders.remove(number);
                if (gone != null) {
                    gone.close();
                }
                yield new WorkerReply.Done();
            }
        };
    }

    private WorkerReply opened(int number, UtteranceDecoder decoder) throws RecogniserFailure {
        if (decoders.size() >= MOST_DECODERS || decoders.putIfAbsent(number, decoder) != null) {
            decoder.close();
            throw new RecogniserFailure("too many decoders are open in this worker");
        }
        return new WorkerReply.Done();
    }

    private UtteranceDecoder decoder(int number) throws RecogniserFailure {
        UtteranceDecoder decoder = decoders.get(number);
        if (decoder == null) {
            throw new RecogniserFailure("the decoder is closed");
        }
        return decoder;
    }

    private void answer(int call, WorkerReply reply) throws IOException {
        synchronized (out) {
            WorkerWire.write(out, call, reply);
        }
    }
}
