package parley.speech.languages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.languages.LanguageFigures.State;
import parley.speech.languages.RecogniserPlace.PutAway;

/**
 * The recognisers of all languages, each opened when somebody first speaks it, and a stated number of models open at once.
 * Thread-safe; asking never blocks.
 *
 * <p>When another model is needed and there is no room, the one is closed that was used longest ago, if nobody uses it: no
 * session holds it, or none that was heard in the last while. If all are used, the answer is {@link HoldAnswer.NoRoom}. The
 * one is closed before the other is opened, on the same thread, so that the bound holds at every moment. What failed to open is
 * tried again a minute later.
 */
public final class Recognisers implements AutoCloseable {
    /** Models that may usually be open. */
    public static final int USUAL_OPEN = 2;

    /** Models that may be open at most. */
    public static final int MOST_OPEN = 8;

    /** A session in which no voice was heard for so long does not keep its model open when another language needs the room. */
    public static final Duration USUAL_IDLE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Recognisers.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Function<String, Optional<RecogniserSource>> sources;
    private final int most;
    private final Duration idle;
    private final LongSupplier nanos;
    private final Executor loading;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, RecogniserPlace> places = new HashMap<>();
    private boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param sources what hears each language, two or three letters; empty: nothing does. Asked once for each language that it knows
     * @param most models that may be open at once, 1..{@value #MOST_OPEN}
     */
    public Recognisers(Function<String, Optional<RecogniserSource>> sources, int most) {
        this(sources, most, USUAL_IDLE, System::nanoTime, Recognisers::onThreadOfItsOwn);
    }

    /** @param loading opens models on other threads, never on the caller's, which holds the lock; it may refuse */
    Recognisers(
            Function<String, Optional<RecogniserSource>> sources,
            int most,
            Duration idle,
            LongSupplier nanos,
            Executor loading) {
        if (most < 1 || most > MOST_OPEN) {
            throw new IllegalArgumentException("open models lie in 1.." + MOST_OPEN);
        }
        this.sources = sources;
        this.most = most;
        this.idle = idle;
        this.nanos = nanos;
        this.loading = loading;
    }

    /** A platform thread: loading is native and would pin a carrier. */
    private static void onThreadOfItsOwn(Runnable work) {
        Thread.ofPlatform().name("load-recogniser").daemon().start(work);
    }

    /**
     * Holds the recogniser of the first of {@code languages} that has one. Where that is still being opened, or has no room,
     * no other takes its place: it will be there soon.
     *
     * @param languages at least one
     * @param takenBack told, on a thread that waits for nothing of the caller's, when the hold was taken back
     */
    public HoldAnswer hold(List<String> languages, Runnable takenBack) {
        return first(languages, language -> hold(language, takenBack, false));
    }

    private static HoldAnswer first(List<String> languages, Function<String, HoldAnswer> ask) {
        HoldAnswer answer = ask.apply(languages.getFirst());
        for (String language : languages.subList(1, languages.size())) {
            if (!(answer instanceof HoldAnswer.NoModel || answer instanceof HoldAnswer.Failed)) {
                return answer;
            }
            answer = ask.apply(language);
        }
        return answer;
    }

    /** @param ahead for nobody yet, who takes it from none that holds another */
    private HoldAnswer hold(String language, Runnable takenBack, boolean ahead) {
        lock.lock();
        try {
            Optional<RecogniserPlace> known = place(language);
            if (known.isEmpty()) {
                return new HoldAnswer.NoModel(language);
            }
            if (closed) {
                return new HoldAnswer.Failed(language, "Parley is stopping", "start it again");
            }
            RecogniserPlace place = known.get();
            Optional<RecogniserHold> held = place.hold(takenBack, ahead, this::release);
            if (held.isPresent()) {
                return new HoldAnswer.Held(held.get());
            }
            if (place.state() == State.OPENING) {
                return new HoldAnswer.Loading(language);
            }
            Optional<HoldAnswer> failure = place.failureJustNow();
            if (failure.isPresent()) {
                return failure.get();
            }
            if (!place.source().holdsModel() || !full()) {
                return beginToOpen(place, null);
            }
            Optional<RecogniserPlace> other = unused(ahead);
            return other.isEmpty() ? new HoldAnswer.NoRoom(language, most) : beginToOpen(place, other.get());
        } finally {
            lock.unlock();
        }
    }

    /** @param other to be put away first */
    private HoldAnswer beginToOpen(RecogniserPlace place, @Nullable RecogniserPlace other) {
        Optional<PutAway> first = Optional.ofNullable(other).flatMap(RecogniserPlace::putAway);
        place.beginToOpen();
        try {
            // Within the lock: whatever was changed for nothing is undone before anybody sees it.
            loading.execute(() -> open(place, first));
        } catch (RuntimeException | Error e) {
            LOG.error("nothing can load the recogniser for {}", place.language(), e);
            if (other != null) {
                first.ifPresent(other::putBack);
            }
            return place.failed("nothing can load it: " + e.getClass().getSimpleName());
        }
        return new HoldAnswer.Loading(place.language());
    }

    private Optional<RecogniserPlace> place(String language) {
        RecogniserPlace known = places.get(language);
        if (known == null) {
            Optional<RecogniserSource> source = sources.apply(language);
            if (source.isEmpty()) {
                return Optional.empty();
            }
            known = new RecogniserPlace(language, source.get(), nanos);
            places.put(language, known);
        }
        return Optional.of(known);
    }

    private boolean full() {
        return places.values().stream().filter(RecogniserPlace::takesRoom).count() >= most;
    }

    /** Of those that may give way, the one used longest ago. */
    private Optional<RecogniserPlace> unused(boolean ahead) {
        long now = nanos.getAsLong();
        return places.values().stream()
                .filter(place -> place.mayGiveWay(now, idle, ahead))
                .max(Comparator.comparingLong(place -> place.unusedNanos(now)));
    }

    private void release(RecogniserHold hold) {
        lock.lock();
        try {
            RecogniserPlace place = places.get(hold.language());
            if (place != null) {
                place.release(hold);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes {@code first}, then opens {@code place}; outside of the lock. */
    private void open(RecogniserPlace place, Optional<PutAway> first) {
        first.ifPresent(away -> makeRoom(away, place.language()));
        Recogniser opened = null;
        String reason = "";
        try {
            opened = place.source().opening().open();
        } catch (RecogniserFailure e) {
            reason = e.getMessage() == null ? "it can't be opened" : e.getMessage();
            LOG.warn("no recogniser for {}: {}", place.language(), reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason = "loading was stopped";
        } catch (RuntimeException | Error e) {
            LOG.error("the recogniser for {} could not be loaded", place.language(), e);
            reason = "the recogniser failed to load: " + e.getClass().getSimpleName();
        }
        if (!settle(place, opened, reason) && opened != null) {
            close(opened);
        }
    }

    /** What came of opening {@code place}; false when nobody needs it any more. */
    private boolean settle(RecogniserPlace place, @Nullable Recogniser opened, String reason) {
        lock.lock();
        try {
            if (opened == null) {
                place.failed(reason);
            } else if (closed) {
                place.openedInVain();
            } else {
                place.opened(opened);
            }
            changed.signalAll();
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private static void makeRoom(PutAway away, String language) {
        LOG.info("the recogniser for {} makes room for {}", away.language(), language);
        away.holds().forEach(Recognisers::tellTakenBack);
        close(away.recogniser());
    }

    /** Whatever the holder does with it: else the other would never be opened. */
    private static void tellTakenBack(RecogniserHold hold) {
        try {
            hold.tellTakenBack();
        } catch (RuntimeException e) {
            LOG.error("who held the recogniser for {} did not let go of it", hold.language(), e);
        }
    }

    private static void close(Recogniser recogniser) {
        try {
            recogniser.close();
        } catch (RuntimeException e) {
            LOG.warn("a recogniser did not close", e);
        }
    }

    /** The recogniser of {@code language} while that is open. Whoever does not hold it must expect that it is closed. */
    public Optional<Recogniser> opened(String language) {
        lock.lock();
        try {
            return Optional.ofNullable(places.get(language)).flatMap(RecogniserPlace::recogniser);
        } finally {
            lock.unlock();
        }
    }

    /** Why {@code language} is not heard for now; empty while it is, or may be. */
    public Optional<HoldAnswer> missing(String language) {
        lock.lock();
        try {
            Optional<RecogniserPlace> known = place(language);
            return known.isEmpty()
                    ? Optional.of(new HoldAnswer.NoModel(language))
                    : known.get().lastFailure();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins to open the first of {@code languages} that has one, for nobody yet: only where there is room, or one to be
     * closed that nobody holds.
     */
    public void prepare(List<String> languages) {
        if (first(languages, language -> hold(language, () -> {}, true))
                instanceof HoldAnswer.Held(RecogniserHold hold)) {
            hold.close();
        }
    }

    /** Waits until {@code language} is not being opened; false when {@code limit} passed first. */
    public boolean awaitSettled(String language, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            RecogniserPlace place = places.get(language);
            while (place != null && place.state() == State.OPENING) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** All languages that were asked for and may be heard, by name. */
    public List<LanguageFigures> figures() {
        lock.lock();
        try {
            return places.values().stream()
                    .sorted(Comparator.comparing(RecogniserPlace::language))
                    .map(RecogniserPlace::figures)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Models that may be open at once. */
    public int most() {
        return most;
    }

    /** Opens nothing any more, waits up to 5 s for what is being opened, and closes all. */
    @Override
    public void close() {
        List<Recogniser> open = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            for (RecogniserPlace place : places.values()) {
                place.putAway().map(PutAway::recogniser).ifPresent(open::add);
            }
            awaitOpening();
        } finally {
            lock.unlock();
        }
        open.forEach(Recognisers::close);
    }

    private void awaitOpening() {
        long end = System.nanoTime() + CLOSE_WAIT.toNanos();
        try {
            while (places.values().stream().anyMatch(place -> place.state() == State.OPENING)) {
                if (!changed.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    LOG.warn("a recogniser was still loading at the end");
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
