package parley.speech.languages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.RecogniserHealth;
import parley.speech.languages.LanguageFigures.State;

/**
 * Where one language's recogniser stands, and who holds it. Not thread-safe; guarded by the lock of the {@link Recognisers}
 * whose place it is. Opens and closes nothing itself: that takes long.
 */
final class RecogniserPlace {
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    /** Who waits for it asks again within this time of its being open; two who wait must not close each other's. */
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(5);

    /**
     * What was put away.
     *
     * @param recogniser to be closed once the holders were told
     * @param holds that were in force until now
     */
    record PutAway(String language, Recogniser recogniser, List<RecogniserHold> holds) {}

    private final String language;
    private final RecogniserSource source;
    private final LongSupplier nanos;
    private final Set<RecogniserHold> holds = new LinkedHashSet<>();
    private State state = State.PUT_AWAY;
    private @Nullable Recogniser recogniser;
    private String reason = "";
    private long changedNanos;
    private long opens;
    /** Somebody asked to hold it while it was not open, and was not there again since. */
    private boolean awaited;

    /** @param nanos the time, as {@link System#nanoTime} tells it */
    RecogniserPlace(String language, RecogniserSource source, LongSupplier nanos) {
        this.language = language;
        this.source = source;
        this.nanos = nanos;
    }

    String language() {
        return language;
    }

    RecogniserSource source() {
        return source;
    }

    State state() {
        return state;
    }

    /** What is open. */
    Optional<Recogniser> recogniser() {
        return Optional.ofNullable(recogniser);
    }

    /** Whether it counts against the bound. */
    boolean takesRoom() {
        return source.holdsModel() && (state == State.OPEN || state == State.OPENING);
    }

    /**
     * A hold of what is open; empty while nothing is, and then somebody waits for it.
     *
     * @param ahead for nobody yet, who does not wait
     */
    Optional<RecogniserHold> hold(Runnable takenBack, boolean ahead, Consumer<RecogniserHold> released) {
        if (recogniser == null) {
            awaited |= !ahead;
            return Optional.empty();
        }
        var hold = new RecogniserHold(language, recogniser, takenBack, nanos, released);
        holds.add(hold);
        awaited &= ahead;
        return Optional.of(hold);
    }

    /** {@code hold} is given back. */
    void release(RecogniserHold hold) {
        if (hold.end() && holds.remove(hold)) {
            changedNanos = nanos.getAsLong();
        }
    }

    /** When it was used last, as far before {@code now} as that lies; not negative. */
    long unusedNanos(long now) {
        // One may be used just after now was read.
        return Math.max(
                0, holds.stream().mapToLong(hold -> now - hold.usedNanos()).reduce(now - changedNanos, Math::min));
    }

    /**
     * Whether it may give its room to another: nobody holds it nor is about to, or nobody who holds it was heard for {@code
     * idle}.
     *
     * @param ahead for nobody yet, who takes it from none that holds it
     */
    boolean mayGiveWay(long now, Duration idle, boolean ahead) {
        if (state != State.OPEN || !source.holdsModel()) {
            return false;
        }
        return holds.isEmpty()
                ? !awaited || unusedNanos(now) >= TAKEN_WITHIN.toNanos()
                : !ahead && unusedNanos(now) >= idle.toNanos();
    }

    /** It is being opened from now on. */
    void beginToOpen() {
        state = State.OPENING;
    }

    /** It is open. */
    void opened(Recogniser opened) {
        settle(State.OPEN, opened, "");
        opens++;
    }

    /** It was opened too late to be of use. */
    void openedInVain() {
        settle(State.PUT_AWAY, null, "");
        opens++;
    }

    /** It did not open, which is said until it is tried again. */
    HoldAnswer failed(String why) {
        settle(State.FAILED, null, why);
        return failure();
    }

    private void settle(State now, @Nullable Recogniser opened, String why) {
        state = now;
        recogniser = opened;
        reason = why;
        changedNanos = nanos.getAsLong();
    }

    private HoldAnswer failure() {
        return new HoldAnswer.Failed(language, reason, source.remedy());
    }

    /** Why it did not open when that was last tried. */
    Optional<HoldAnswer> lastFailure() {
        return state == State.FAILED ? Optional.of(failure()) : Optional.empty();
    }

    /** The same, until it may be tried again. */
    Optional<HoldAnswer> failureJustNow() {
        return nanos.getAsLong() - changedNanos < TRY_AGAIN.toNanos() ? lastFailure() : Optional.empty();
    }

    /** Ends all holds of what is open; empty when nothing is. */
    Optional<PutAway> putAway() {
        Recogniser open = recogniser;
        if (open == null) {
            return Optional.empty();
        }
        List<RecogniserHold> ended = new ArrayList<>();
        for (RecogniserHold hold : holds) {
            if (hold.end()) {
                ended.add(hold);
            }
        }
        holds.clear();
        recogniser = null;
        state = State.PUT_AWAY;
        return Optional.of(new PutAway(language, open, ended));
    }

    /** Undoes {@link #putAway}, of which nobody was told, as if it had not been. */
    void putBack(PutAway away) {
        away.holds().forEach(RecogniserHold::resume);
        holds.addAll(away.holds());
        recogniser = away.recogniser();
        state = State.OPEN;
    }

    LanguageFigures figures() {
        return new LanguageFigures(
                language,
                state,
                source.holdsModel(),
                holds.size(),
                opens,
                recogniser == null ? RecogniserHealth.WELL : recogniser.health());
    }
}
