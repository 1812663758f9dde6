package parley.speech.workers;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;

/**
 * A decoder in some worker. It keeps the utterance's sound, and when its worker dies it gives all of it to another one
 * and goes on there.
 *
 * <p>Sound that kills every worker it is given must not go round: an utterance whose own request was in hand at three deaths
 * is given up, and so is one that saw {@value #MOST_DEATHS} in all. Then, and after more than {@link #KEPT_SECONDS}
 * seconds of sound, a death costs the learner a repeat.
 */
final class WorkerDecoder implements UtteranceDecoder {
    /** Longer than any utterance of an {@code Ear}, which renews its free decoder before. */
    static final int KEPT_SECONDS = 60;

    private static final int MOST_DEATHS = 5;
    private static final int MOST_DEATHS_IN_HAND = 2;

    private final Object lock = new Object();
    private final RecogniserWorkers workers;
    private final Optional<Grammar> grammar;
    private final KeptSound sound = new KeptSound(KEPT_SECONDS * SampleCount.RATE_HZ);
    private @Nullable WorkerProcess worker;
    private int number;
    private int deaths;
    private int deathsInHand;
    private boolean closed;

    WorkerDecoder(RecogniserWorkers workers, Optional<Grammar> grammar) {
        this.workers = workers;
        this.grammar = grammar;
    }

    /** Opens it in a worker at once, so that a fault is told here and not at the first sound. */
    WorkerDecoder opened() throws RecogniserFailure {
        synchronized (lock) {
            ask(null);
            return this;
        }
    }

    @Override
    public void accept(short[] samples, int offset, int length) throws RecogniserFailure {
        Objects.checkFromIndexSize(offset, length, samples.length);
        synchronized (lock) {
            requireOpen();
            sound.append(samples, offset, length);
            ask(null);
        }
    }

    @Override
    public String partial() throws RecogniserFailure {
        synchronized (lock) {
            requireOpen();
            return ask(new WorkerRequest.Partial()) instanceof WorkerReply.Text(String text) ? text : "";
        }
    }

    @Override
    public Transcript finish() throws RecogniserFailure {
        return finish(false);
    }

    @Override
    public Transcript finishSentence() throws RecogniserFailure {
        return finish(true);
    }

    private Transcript finish(boolean sentence) throws RecogniserFailure {
        synchronized (lock) {
            requireOpen();
            WorkerReply reply = ask(new WorkerRequest.Finish(sentence));
            close();
            return reply instanceof WorkerReply.Words(Transcript words) ? words : Transcript.EMPTY;
        }
    }

    /** Gives the worker what it has not been given, and then asks {@code last} unless that is null. */
    private WorkerReply ask(@Nullable WorkerRequest last) throws RecogniserFailure {
        while (true) {
            try {
                WorkerProcess now = worker == null ? takeWorker() : worker;
                for (short[] piece = sound.next(WorkerWire.MOST_SAMPLES);
                        piece.length > 0;
                        piece = sound.next(WorkerWire.MOST_SAMPLES)) {
                    checked(now.ask(number, new WorkerRequest.Accept(piece)));
                }
                return last == null ? new WorkerReply.Done() : checked(now.ask(number, last));
            } catch (WorkerLost e) {
                afterDeath(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
                throw new RecogniserFailure("hearing was stopped");
            }
        }
    }

    private WorkerProcess takeWorker() throws RecogniserFailure, WorkerLost, InterruptedException {
        WorkerProcess taken = workers.take();
        worker = taken;
        number = taken.newDecoder();
        WorkerRequest open = grammar.<WorkerRequest>map(g -> new WorkerRequest.OpenAgainst(g.phrases()))
                .orElseGet(WorkerRequest.OpenFree::new);
        checked(taken.ask(number, open));
        return taken;
    }

    private WorkerReply checked(WorkerReply reply) throws RecogniserFailure {
        if (reply instanceof WorkerReply.Failed(String reason)) {
            close();
            throw new RecogniserFailure(reason);
        }
        return reply;
    }

    private void afterDeath(WorkerLost loss) throws RecogniserFailure {
        letGo();
        deaths++;
        deathsInHand += loss.inHand() ? 1 : 0;
        boolean whole = sound.rewind();
        if (!whole || deaths >= MOST_DEATHS || deathsInHand > MOST_DEATHS_IN_HAND) {
            close();
            throw new RecogniserFailure("the recogniser's worker ended while it listened");
        }
        workers.countReplay();
    }

    private void letGo() {
        if (worker != null) {
            worker.forget(number);
            worker = null;
        }
    }

    private void requireOpen() throws RecogniserFailure {
        if (closed) {
            throw new RecogniserFailure("the decoder is closed");
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                letGo();
            }
        }
    }
}
