package parley.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many streams at the same time by one {@link StreamReader}, and what was seen of them. A stream that has no word when
 * the limit is over counts with the limit, which favours whoever is slow.
 */
final class StreamLoad {
    /** Streams begin evenly over this time: no thousand learners speak in the same millisecond. */
    private static final Duration ARRIVALS = Duration.ofSeconds(1);

    /** From the call to the first word, in milliseconds; the provider's time to think is in it. */
    final Samples firstToken = new Samples();

    /** From the moment when the provider sent the first word to the moment when it was had, in milliseconds. */
    final Samples firstDelay = new Samples();

    /** The same of every later word. */
    final Samples laterDelay = new Samples();

    final Samples platformThreads = new Samples();
    final Samples heapKibPerStream = new Samples();
    int unfinished;

    /** Reads {@code count} streams, all of them open together once the last has begun. */
    void run(StreamReader reader, int count, Duration limit, boolean weigh) throws InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long heapBefore = weigh ? heapAfterCollection() : 0;
        threads.resetPeakThreadCount();
        int threadsBefore = threads.getThreadCount();
        List<One> all = new ArrayList<>(count);
        var finished = new CountDownLatch(count);
        var failures = new AtomicInteger();
        for (int i = 0; i < count; i++) {
            var one = new One();
            all.add(one);
            var arrival = Duration.ofNanos(ARRIVALS.toNanos() * i / count);
            one.thread = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(arrival);
                    one.startNanos = System.nanoTime();
                    reader.read(one::word);
                } catch (IOException | RuntimeException e) {
                    if (failures.incrementAndGet() == 1) {
                        System.out.println("a stream failed: " + e);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    finished.countDown();
                }
            });
        }
        if (weigh) {
            // All are open by then, and none has ended.
            finished.await(1_500, TimeUnit.MILLISECONDS);
            heapKibPerStream.add((heapAfterCollection() - heapBefore) / 1024.0 / count);
        }
        if (!finished.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            unfinished += (int) finished.getCount();
        }
        platformThreads.add(threads.getPeakThreadCount() - (double) threadsBefore);
        if (!weigh) {
            all.forEach(one -> one.report(this, limit));
        }
        all.forEach(one -> one.thread.interrupt());
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** One stream. Its words come on one thread; they are looked at when it has ended, or was given up. */
    private static final class One {
        private Thread thread = Thread.currentThread();
        private volatile long startNanos;
        private final List<long[]> words = java.util.Collections.synchronizedList(new ArrayList<>());

        void word(String delta) {
            long now = System.nanoTime();
            int at = delta.indexOf('@');
            if (at >= 0) {
                words.add(new long[] {Long.parseLong(delta.substring(at + 1).strip()), now});
            }
        }

        void report(StreamLoad load, Duration limit) {
            synchronized (words) {
                if (words.isEmpty()) {
                    load.firstToken.add((double) limit.toMillis());
                    return;
                }
                load.firstToken.add((words.getFirst()[1] - startNanos) / 1e6);
                for (int i = 0; i < words.size(); i++) {
                    double millis = (words.get(i)[1] - words.get(i)[0]) / 1e6;
                    (i == 0 ? load.firstDelay : load.laterDelay).add(millis);
                }
            }
        }
    }
}
