package parley.tutor.retrieval.embeddings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.retrieval.KeywordIndex;
import parley.tutor.retrieval.Passage;
import parley.tutor.retrieval.PassageIndex;
import parley.tutor.retrieval.Passages;

/**
 * Finds passages by meaning and by words together. Nothing is loaded before the first question: that one is served by
 * words, and has the model loaded and the course read a little later in the background, on one thread. Words also serve
 * when the model can't be loaded, and when it is busy. Thread-safe.
 *
 * <p>Reading a course takes some ten seconds of one core, once: its vectors are kept in the cache folder.
 */
public final class EmbeddingSearch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingSearch.class);

    /** A question takes some 5 ms; who has waited this long is served by words. */
    static final Duration QUESTION_WAITS = Duration.ofMillis(300);

    /**
     * How long after the first question its course is read. Who asks one question through a pipe and ends would otherwise
     * wait at the end for a model of which nothing was used, see {@link #CLOSING}; who stays has words until then.
     */
    private static final Duration READ_AFTER = Duration.ofSeconds(5);

    /** Questions that wait at a time; one more is served by words. */
    static final int MAX_WAITING = 64;

    /** Courses that wait to be read; one more is served by words for good. */
    static final int MAX_COURSES = 1_000;

    /**
     * How long closing waits for the model to be loaded, or the passage to be read, that is in hand: native code that is
     * still at work when the process ends takes it down. On an idle machine it is a second.
     */
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final Path cacheFolder;

    /** Runs what is to be done {@link #READ_AFTER} later. */
    private final Executor later;

    /** Loads the model and reads courses, one after another. */
    private final ThreadPoolExecutor courses = executor("passages", MAX_COURSES);

    /** Reads questions, so that none waits behind a course. */
    private final ThreadPoolExecutor questions = executor("questions", MAX_WAITING);

    /** The model and its vectors; loaded by the first course that is read, empty when that failed. */
    private final CompletableFuture<Optional<Loaded>> loaded = new CompletableFuture<>();

    private record Loaded(MeaningModel model, VectorFile vectors) {}

    EmbeddingSearch(Path cacheFolder, Executor later) {
        this.cacheFolder = cacheFolder;
        this.later = later;
    }

    /** Opens a search that keeps what it makes in {@code cacheFolder}, which need not exist. */
    public static EmbeddingSearch in(Path cacheFolder) {
        return new EmbeddingSearch(
                cacheFolder,
                CompletableFuture.delayedExecutor(READ_AFTER.toMillis(), TimeUnit.MILLISECONDS, Runnable::run));
    }

    private static ThreadPoolExecutor executor(String name, int waiting) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** An index of a course's passages, at once. */
    public PassageIndex index(Passages passages) {
        return new Hybrid(passages);
    }

    /**
     * Has the course of {@code index} read now, and waits for it; for tests and for measuring.
     *
     * @return whether meanings serve from now on, and not words alone
     */
    public boolean awaitReady(PassageIndex index) throws InterruptedException {
        if (!(index instanceof Hybrid hybrid)) {
            return false;
        }
        hybrid.readNow();
        try {
            return hybrid.meanings.get().isPresent();
        } catch (ExecutionException e) {
            return false;
        }
    }

    private Optional<Loaded> load() {
        if (!loaded.isDone()) {
            try {
                loaded.complete(Optional.of(new Loaded(MeaningModel.load(cacheFolder), VectorFile.in(cacheFolder))));
            } catch (RuntimeException | LinkageError e) {
                LOG.warn(
                        "Questions are answered by keywords alone: the embedding model can't be loaded, {}", reason(e));
                loaded.complete(Optional.empty());
            }
        }
        return loaded.join();
    }

    private static String reason(Throwable e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private Optional<CourseVectors> read(Passages passages) {
        Optional<Loaded> ready = load();
        if (ready.isEmpty()) {
            return Optional.empty();
        }
        try {
            CourseVectors read = CourseVectors.of(
                    passages, ready.get().vectors(), ready.get().model());
            keep(ready.get().vectors());
            return Optional.of(read);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("Questions about {} are answered by keywords alone: {}", passages.courseId(), reason(e));
            return Optional.empty();
        }
    }

    private void keep(VectorFile vectors) {
        try {
            vectors.save();
        } catch (IOException e) {
            LOG.warn("What was read of a course can't be kept in {}: {}", cacheFolder, reason(e));
        }
    }

    /** Stops reading; indexes go on by words. */
    @Override
    public void close() {
        questions.shutdownNow();
        courses.shutdownNow();
        try {
            if (!courses.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)
                    || !questions.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("The embedding model did not stop within {} s", CLOSING.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By meaning and words where both are there. Thread-safe. */
    private final class Hybrid implements PassageIndex {
        private final Passages passages;
        private final AtomicBoolean asked = new AtomicBoolean();

        /** Made for the first question: a start waits for every course, and few are taken at once. */
        private @Nullable KeywordIndex words;

        private final AtomicBoolean begun = new AtomicBoolean();
        private final CompletableFuture<Optional<CourseVectors>> meanings = new CompletableFuture<>();

        Hybrid(Passages passages) {
            this.passages = passages;
        }

        private synchronized KeywordIndex words() {
            if (words == null) {
                words = KeywordIndex.of(passages);
            }
            return words;
        }

        void readNow() {
            if (begun.compareAndSet(false, true)) {
                try {
                    courses.execute(() -> meanings.complete(read(passages)));
                } catch (RejectedExecutionException e) {
                    meanings.complete(Optional.empty());
                }
            }
        }

        @Override
        public List<Scored> search(String query, String locale, int k) {
            if (asked.compareAndSet(false, true)) {
                later.execute(this::readNow);
            }
            String read = query.substring(0, Math.min(query.length(), MAX_QUERY_CHARS));
            return meanings.getNow(Optional.empty())
                    .flatMap(vectors -> meaning(read).map(meaning -> hybrid(read, meaning, vectors, k)))
                    .orElseGet(() -> words().search(read, locale, k));
        }

        private Optional<float[]> meaning(String query) {
            Future<float[]> vector;
            try {
                vector = questions.submit(() -> load().orElseThrow().model().vector(query));
            } catch (RejectedExecutionException e) {
                return Optional.empty();
            }
            try {
                return Optional.of(vector.get(QUESTION_WAITS.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                vector.cancel(false);
                return Optional.empty();
            } catch (ExecutionException e) {
                // Without its message, which may quote the learner.
                LOG.warn("A question could not be read by meaning");
                return Optional.empty();
            } catch (InterruptedException e) {
                vector.cancel(false);
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        private List<Scored> hybrid(String query, float[] meaning, CourseVectors vectors, int k) {
            Map<Passage, Double> coverage = words().coverage(query);
            return passages.all().stream()
                    .map(p -> new Scored(
                            p,
                            HybridScore.of(
                                    vectors.nearness(p, meaning),
                                    vectors.nearnessOfNames(p.conceptId(), meaning),
                                    coverage.getOrDefault(p, 0.0))))
                    .sorted(Comparator.comparingDouble(Scored::score)
                            .reversed()
                            .thenComparing(s -> s.passage().kind()))
                    .limit(k)
                    .toList();
        }
    }
}
