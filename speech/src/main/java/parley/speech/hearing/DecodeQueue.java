package parley.speech.hearing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decoding of one ear as steps done in order on a {@link DecoderPool}, while the ear listens on. Thread-safe.
 *
 * <p>It takes every step, and says when it is {@linkplain #full full}: whoever gives steps then waits until it is told
 * of room. So words lag the voice by at most {@value #FULL} steps (about 0.5 s of speech, 0.1 s of decoding) and one piece
 * of audio: on a busy machine all facts are late together, and no words seem to be missing.
 */
final class DecodeQueue implements Executor {
    static final int FULL = 24;

    private static final Logger LOG = LoggerFactory.getLogger(DecodeQueue.class);

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private final DecoderPool.Lane lane;
    private final Runnable room;
    private final Consumer<RuntimeException> fault;

    /**
     * Opens an empty one.
     *
     * @param room told each time that it is no longer full; must not block
     * @param fault told of a step that failed; later steps are done all the same
     */
    DecodeQueue(DecoderPool pool, Runnable room, Consumer<RuntimeException> fault) {
        this.lane = pool.lane(this::doOne);
        this.room = room;
        this.fault = fault;
    }

    @Override
    public void execute(Runnable step) {
        synchronized (steps) {
            steps.addLast(step);
        }
        lane.wake();
    }

    boolean full() {
        synchronized (steps) {
            return steps.size() >= FULL;
        }
    }

    /** Drops what waits; the step in hand is done to its end. */
    void clear() {
        synchronized (steps) {
            steps.clear();
        }
    }

    private boolean doOne() {
        @Nullable Runnable step;
        boolean nowRoom;
        synchronized (steps) {
            step = steps.pollFirst();
            nowRoom = step != null && steps.size() == FULL - 1;
        }
        if (step == null) {
            return false;
        }
        if (nowRoom) {
            room.run();
        }
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("hearing failed", e);
            fault.accept(e);
        }
        synchronized (steps) {
            return !steps.isEmpty();
        }
    }
}
