package parley.tutor.models.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.TextSink;
import parley.tutor.models.Usage;

/**
 * Two requests for one answer: when the first is silent for a while, a second model is asked as well, and whoever's word
 * comes first speaks; the other is interrupted. Each has a virtual thread, which has ended when {@link #run} returns
 * unless its model takes longer than {@link #STOP_LIMIT} to heed an interrupt. Run once, by one thread.
 */
final class Race {
    /** Pieces that may wait; behind a full queue the models wait. */
    private static final int CAPACITY = 256;

    private static final Duration STOP_LIMIT = Duration.ofMillis(250);

    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(CAPACITY);
    private final List<Runner> runners = new ArrayList<>();
    private final Relay relay;
    private final LongSupplier nanos;

    /** @param nanos a monotonic clock, by which the first one's silence is measured */
    Race(Relay relay, LongSupplier nanos) {
        this.relay = relay;
        this.nanos = nanos;
    }

    /** Finds the second model and what it needs; gives null when there is none to be had. */
    interface Second {
        @Nullable
        Attempt admit() throws InterruptedException;
    }

    /**
     * Runs {@code first}, and after {@code patience} without a word what {@code second} gives.
     *
     * @throws InterruptedException when interrupted; then both are
     */
    StreamEnd run(Attempt first, Duration patience, Second second) throws InterruptedException {
        try {
            start(first);
            Signal signal = within(patience);
            if (signal == null) {
                Attempt other = second.admit();
                if (other != null) {
                    start(other);
                }
                signal = signals.take();
            }
            return decided(signal);
        } finally {
            stop();
        }
    }

    /** The first one's word or end, or null when it was silent for {@code patience}: headers are no words. */
    private @Nullable Signal within(Duration patience) throws InterruptedException {
        long until = nanos.getAsLong() + patience.toNanos();
        Signal signal;
        do {
            signal = signals.poll(until - nanos.getAsLong(), TimeUnit.NANOSECONDS);
            if (signal == null) {
                return null;
            }
            if (signal.what() instanceof What.Opened) {
                relay.opened();
            }
        } while (signal.what() instanceof What.Opened);
        return signal;
    }

    /** The first word, or an end that is no failure, wins; a failure leaves the race to the other. */
    private StreamEnd decided(Signal first) throws InterruptedException {
        Signal signal = first;
        int running = runners.size();
        while (true) {
            if (signal.what() instanceof What.Opened) {
                relay.opened();
                signal = signals.take();
                continue;
            }
            if (signal.what() instanceof What.Ended(StreamEnd.Failed failed)) {
                running--;
                if (running == 0) {
                    return failed;
                }
                signal = signals.take();
                continue;
            }
            Runner winner = signal.from();
            for (Runner other : runners) {
                if (other != winner) {
                    other.attempt.lost();
                    other.thread.interrupt();
                }
            }
            return relayed(winner, signal);
        }
    }

    private StreamEnd relayed(Runner winner, Signal first) throws InterruptedException {
        Signal signal = first;
        while (true) {
            if (signal.from() == winner) {
                switch (signal.what()) {
                    case What.Opened() -> relay.opened();
                    case What.Text(String delta) -> {
                        try {
                            relay.text(delta);
                        } catch (LanguageModel.Enough e) {
                            return new StreamEnd.Done(
                                    winner.attempt.live().name(),
                                    LanguageModel.Finish.LENGTH,
                                    Usage.UNKNOWN,
                                    List.of());
                        }
                    }
                    case What.Ended(StreamEnd end) -> {
                        return end;
                    }
                    case What.Threw(RuntimeException bug) -> throw bug;
                    case What.Broken(Error bug) -> throw bug;
                }
            }
            signal = signals.take();
        }
    }

    private void start(Attempt attempt) {
        var runner = new Runner(attempt);
        runners.add(runner);
        runner.thread.start();
    }

    private void stop() {
        boolean interrupted = Thread.interrupted();
        for (Runner runner : runners) {
            runner.thread.interrupt();
        }
        for (Runner runner : runners) {
            try {
                // Bounded, and worth the wait: whoever asks next finds the place free.
                runner.thread.join(STOP_LIMIT);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One of the two, on its thread. */
    private final class Runner {
        private final Attempt attempt;
        private final Thread thread;

        Runner(Attempt attempt) {
            this.attempt = attempt;
            this.thread = Thread.ofVirtual()
                    .name("model-race-" + attempt.live().name())
                    .unstarted(this::work);
        }

        private void work() {
            try {
                tell(new What.Ended(attempt.run(new TextSink() {
                    @Override
                    public void opened() {
                        tellOrLeave(new What.Opened());
                    }

                    @Override
                    public void text(String delta) throws InterruptedException {
                        tell(new What.Text(delta));
                    }
                })));
            } catch (InterruptedException e) {
                // Lost, or nobody wants the answer any more.
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                tellOrLeave(new What.Threw(e));
            } catch (Error e) {
                tellOrLeave(new What.Broken(e));
            }
        }

        private void tell(What what) throws InterruptedException {
            signals.put(new Signal(this, what));
        }

        private void tellOrLeave(What what) {
            try {
                tell(what);
            } catch (InterruptedException e) {
                // Nobody listens any more; the next word will find out.
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Signal(Runner from, What what) {}

    private sealed interface What {
        record Opened() implements What {}

        record Text(String delta) implements What {}

        record Ended(StreamEnd end) implements What {}

        /** Whoever awaits the answer must hear of it, or would wait for ever. */
        record Threw(RuntimeException bug) implements What {}

        record Broken(Error bug) implements What {}
    }
}
