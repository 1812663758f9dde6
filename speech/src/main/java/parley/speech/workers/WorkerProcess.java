package parley.speech.workers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import parley.speech.hearing.DecoderPool;
import parley.speech.workers.WorkerWire.Addressed;

/**
 * One worker process as its server sees it: requests go in, replies are matched to them by number. Thread-safe.
 *
 * <p>One thread reads its replies ({@link #readUntilEnd}); when that returns, every request in hand has failed with
 * {@link WorkerLost} and so does every later one.
 */
final class WorkerProcess {
    /** A request in hand. Answered once; the reply stays null when the worker was lost. */
    private static final class Call {
        private final CountDownLatch answered = new CountDownLatch(1);
        private final long sinceNanos;
        private volatile @Nullable WorkerReply reply;

        private Call(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }

    private final Process process;
    private final DataOutputStream out;
    private final LongSupplier nanos;
    private final long startedNanos;
    private final Object sending = new Object();
    private final Map<Integer, Call> calls = new ConcurrentHashMap<>();
    private final AtomicInteger lastCall = new AtomicInteger();
    private final AtomicInteger lastDecoder = new AtomicInteger();
    private final AtomicInteger openDecoders = new AtomicInteger();
    private volatile long answeredNanos;
    private volatile boolean ready;
    private volatile boolean lost;

    private WorkerProcess(Process process, LongSupplier nanos) {
        this.process = process;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.nanos = nanos;
        this.startedNanos = nanos.getAsLong();
        this.answeredNanos = startedNanos;
    }

    static WorkerProcess start(WorkerCommand command, LongSupplier nanos) throws IOException {
        return new WorkerProcess(command.builder().start(), nanos);
    }

    long pid() {
        return process.pid();
    }

    boolean usable() {
        return ready && !lost;
    }

    Duration lived() {
        return Duration.ofNanos(nanos.getAsLong() - startedNanos);
    }

    int openDecoders() {
        return openDecoders.get();
    }

    /**
     * Reads replies until the process ends or speaks nonsense, and leaves no request unanswered.
     *
     * @param whenReady told once, when its model is loaded
     * @return why it could not start, when it said so itself
     */
    Optional<String> readUntilEnd(Runnable whenReady) {
        String refusal = null;
        try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (refusal == null) {
                Addressed<WorkerReply> next = WorkerWire.readReply(in);
                if (ready) {
                    Call call = calls.remove(next.call());
                    answeredNanos = nanos.getAsLong();
                    if (call != null) {
                        call.reply = next.content();
                        call.answered.countDown();
                    }
                } else if (next.content() instanceof WorkerReply.Failed(String reason)) {
                    refusal = reason;
                } else {
                    ready = true;
                    whenReady.run();
                }
            }
        } catch (IOException e) {
            // It has ended, or must be ended.
            refusal = null;
        } finally {
            end();
        }
        return Optional.ofNullable(refusal);
    }

    /** A new decoder's number, counted as open until {@link #forget}. */
    int newDecoder() {
        openDecoders.incrementAndGet();
        return lastDecoder.incrementAndGet();
    }

    /** Lets go of a decoder; never waits for an answer and never fails. */
    void forget(int decoder) {
        openDecoders.decrementAndGet();
        if (!lost) {
            try {
                send(0, decoder, new WorkerRequest.Close());
            } catch (IOException e) {
                end();
            }
        }
    }

    /**
     * Asks and waits; {@link #stuck} bounds the wait from outside. A thread that decodes works for others meanwhile: it
     * is another process that needs the processor, or does not answer.
     */
    WorkerReply ask(int decoder, WorkerRequest request) throws WorkerLost, InterruptedException {
        int number = lastCall.incrementAndGet();
        var call = new Call(nanos.getAsLong());
        calls.put(number, call);
        if (lost) {
            // It was lost before; the one who lost it may have looked through the calls already.
            calls.remove(number);
            throw new WorkerLost(false);
        }
        try {
            send(number, decoder, request);
        } catch (IOException e) {
            calls.remove(number);
            end();
            throw new WorkerLost(false);
        }
        try {
            DecoderPool.<Boolean, InterruptedException>waiting(() -> {
                call.answered.await();
                return true;
            });
        } finally {
            calls.remove(number);
        }
        WorkerReply reply = call.reply;
        if (reply == null) {
            throw new WorkerLost(true);
        }
        return reply;
    }

    private void send(int number, int decoder, WorkerRequest request) throws IOException {
        synchronized (sending) {
            WorkerWire.write(out, number, decoder, request);
        }
    }

    /**
     * Whether it has been loading or silent for longer than it may. One that answers others is given longer for a request
     * that may stand in line there.
     */
    boolean stuck(Duration startLimit, Duration callLimit) {
        long now = nanos.getAsLong();
        if (!ready) {
            return now - startedNanos > startLimit.toNanos();
        }
        boolean silent = now - answeredNanos > callLimit.toNanos();
        long limit = silent
                ? callLimit.toNanos()
                : callLimit.multipliedBy(WorkerSettings.BUSY_FACTOR).toNanos();
        return calls.values().stream().anyMatch(call -> now - call.sinceNanos > limit);
    }

    /** Ends it at once and fails what it had in hand; idempotent. */
    void end() {
        lost = true;
        process.destroyForcibly();
        calls.values().forEach(call -> call.answered.countDown());
    }

    /** How it ended, for operators; waits for it at most a second. */
    String exit() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.SECONDS)) {
            return "still ending";
        }
        int code = process.exitValue();
        return code > 128 ? "signal " + (code - 128) : "exit code " + code;
    }
}
