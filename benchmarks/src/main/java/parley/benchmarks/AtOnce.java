package parley.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several learners who each do their share of a list, one thing after another, all at the same time. */
final class AtOnce {
    private AtOnce() {}

    /** What a learner does with the things of their share, in order. */
    @FunctionalInterface
    interface Share<T> {
        void all(List<T> things, int learner) throws Exception;
    }

    /** What is done with one thing. */
    @FunctionalInterface
    interface One<T> {
        void with(T thing) throws Exception;
    }

    /** Deals {@code things} to {@code learners} and waits for all of them; throws what one of them threw. */
    static <T> void shares(int learners, List<T> things, Share<T> share) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> talks = new ArrayList<>();
            for (int l = 0; l < learners; l++) {
                List<T> own = new ArrayList<>();
                for (int i = l; i < things.size(); i += learners) {
                    own.add(things.get(i));
                }
                int learner = l;
                Callable<Boolean> talk = () -> {
                    share.all(own, learner);
                    return true;
                };
                talks.add(threads.submit(talk));
            }
            for (Future<?> talk : talks) {
                talk.get();
            }
        }
    }

    /** The same where each thing stands for itself. */
    static <T> void each(int learners, List<T> things, One<T> one) throws Exception {
        shares(learners, things, (own, learner) -> {
            for (T thing : own) {
                one.with(thing);
            }
        });
    }
}
