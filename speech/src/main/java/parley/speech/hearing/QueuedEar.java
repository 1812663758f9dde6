package parley.speech.hearing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;

/**
 * An {@link Ear} behind a bounded queue, worked on by a {@link DecoderPool}; thread-safe, never blocks.
 *
 * <p>Voice activity is judged in a lane of its own, so that an onset is noticed while words are decoded or waited for;
 * only when decoding lags by 0.5 s of speech does the audio wait. Inputs are taken in the order given. Audio waiting
 * beyond the limit drops the oldest piece, is counted, and is told as one {@link HearingFact.AudioDropped} per backlog.
 * Facts are told on pool threads, one at a time and in the order of {@link HearingFact}; the receiver should only
 * enqueue them.
 */
public final class QueuedEar implements AutoCloseable {
    private sealed interface Input {
        record Audio(AudioChunk chunk) implements Input {}

        record Expect(List<String> phrases) implements Input {}

        record TurnCommitted() implements Input {}

        record AudioEnded() implements Input {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(QueuedEar.class);

    /** Longer chunks are taken in pieces of this length, 100 ms, so that none holds up other ears or the bounds. */
    private static final int PIECE = SampleCount.RATE_HZ / 10;

    private final Object lock = new Object();
    private final Object telling = new Object();
    private final Deque<Input> inputs = new ArrayDeque<>();
    private final long maxWaiting;
    private final Consumer<HearingFact> facts;
    private final Ear ear;
    private final DecodeQueue decodes;
    private final DecoderPool.Lane lane;
    private long waiting;
    private int waitingPieces;
    private long droppedSinceTold;
    private long droppedPieces;
    /** Only the lane's. */
    private boolean freed;

    private volatile EarSettings settings;
    private volatile boolean closed;

    /**
     * Opens one; nothing is decoded before the first input.
     *
     * @param maxWaiting audio that may wait before the oldest is dropped, at most 60 s
     */
    public QueuedEar(
            DecoderPool pool,
            VoiceActivityDetector detector,
            Recogniser recogniser,
            EarSettings settings,
            Duration maxWaiting,
            Consumer<HearingFact> facts) {
        this(pool, detector, recogniser, settings, maxWaiting, facts, false);
    }

    /**
     * One whose recogniser takes no time: it is asked in the lane that judges voice activity, so that each pause is told
     * before the next voice, however busy the pool is.
     */
    public static QueuedEar decodingAtOnce(
            DecoderPool pool,
            VoiceActivityDetector detector,
            Recogniser recogniser,
            EarSettings settings,
            Duration maxWaiting,
            Consumer<HearingFact> facts) {
        return new QueuedEar(pool, detector, recogniser, settings, maxWaiting, facts, true);
    }

    private QueuedEar(
            DecoderPool pool,
            VoiceActivityDetector detector,
            Recogniser recogniser,
            EarSettings settings,
            Duration maxWaiting,
            Consumer<HearingFact> facts,
            boolean atOnce) {
        if (maxWaiting.isNegative() || maxWaiting.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException("maxWaiting lies in 0..60 s");
        }
        this.maxWaiting = SampleCount.of(maxWaiting).samples();
        this.facts = facts;
        this.settings = settings;
        this.lane = pool.quickLane(this::workOnce);
        this.decodes = new DecodeQueue(pool, lane::wake, this::failed);
        this.ear = new Ear(detector, recogniser, settings, this::tell, atOnce ? Runnable::run : decodes);
    }

    private void tell(HearingFact fact) {
        synchronized (telling) {
            if (!closed) {
                facts.accept(fact);
            }
        }
    }

    /** Queues {@code chunk}; the oldest audio gives way when too much waits. */
    public void hear(AudioChunk chunk) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            short[] samples = chunk.samples();
            if (samples.length <= PIECE) {
                add(chunk);
            } else {
                for (int at = 0; at < samples.length; at += PIECE) {
                    int end = Math.min(samples.length, at + PIECE);
                    add(new AudioChunk(
                            Arrays.copyOfRange(samples, at, end), chunk.start().plus(at)));
                }
            }
        }
        lane.wake();
    }

    private void add(AudioChunk piece) {
        waiting += piece.samples().length;
        waitingPieces++;
        inputs.addLast(new Input.Audio(piece));
        while (waiting > maxWaiting && waitingPieces > 1) {
            Input.@Nullable Audio oldest = oldestAudio();
            if (oldest == null) {
                return;
            }
            inputs.removeFirstOccurrence(oldest);
            waiting -= oldest.chunk.samples().length;
            waitingPieces--;
            droppedSinceTold += oldest.chunk.samples().length;
            droppedPieces++;
        }
    }

    private Input.@Nullable Audio oldestAudio() {
        for (Input input : inputs) {
            if (input instanceof Input.Audio audio) {
                return audio;
            }
        }
        return null;
    }

    /** {@link Ear#listen}, from the next audio that is heard. */
    public void listen(EarSettings other) {
        settings = other;
    }

    /** {@link Ear#expect} at this place in the audio. */
    public void expect(List<String> phrases) {
        enqueue(new Input.Expect(List.copyOf(phrases)));
    }

    /** {@link Ear#turnCommitted} at this place in the audio. */
    public void turnCommitted() {
        enqueue(new Input.TurnCommitted());
    }

    /** {@link Ear#audioEnded} at this place in the audio. */
    public void audioEnded() {
        enqueue(new Input.AudioEnded());
    }

    private void enqueue(Input input) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            if (saidAlready(input)) {
                return;
            }
            Input last = inputs.peekLast();
            if (last instanceof Input.Expect && input instanceof Input.Expect) {
                inputs.removeLast();
            }
            inputs.addLast(input);
        }
        lane.wake();
    }

    /**
     * Whether {@code input} changes nothing after what waits since the last audio. This bounds the queue by its audio: once
     * ended, speech stays ended until more comes, and a turn is forgotten once.
     */
    private boolean saidAlready(Input input) {
        for (Iterator<Input> waits = inputs.descendingIterator(); waits.hasNext(); ) {
            switch (waits.next()) {
                case Input.Audio audio -> {
                    return false;
                }
                case Input.AudioEnded ended -> {
                    return input instanceof Input.AudioEnded;
                }
                case Input.TurnCommitted committed -> {
                    if (input instanceof Input.TurnCommitted) {
                        return true;
                    }
                }
                case Input.Expect expect -> {}
            }
        }
        return false;
    }

    /** Pieces of at most 100 ms dropped so far. */
    public long droppedPieces() {
        synchronized (lock) {
            return droppedPieces;
        }
    }

    private boolean workOnce() {
        if (decodes.full() && !closed) {
            // There will be room soon, and this lane is woken then.
            return false;
        }
        Input input;
        long lost;
        synchronized (lock) {
            input = inputs.pollFirst();
            lost = droppedSinceTold;
            droppedSinceTold = 0;
            if (input instanceof Input.Audio(AudioChunk chunk)) {
                waiting -= chunk.samples().length;
                waitingPieces--;
            }
        }
        if (closed) {
            if (!freed) {
                freed = true;
                decodes.clear();
                ear.close();
            }
            return false;
        }
        if (lost > 0) {
            tell(new HearingFact.AudioDropped(ear.position(), new SampleCount(lost).toDuration()));
        }
        if (input == null) {
            return false;
        }
        try {
            give(input);
        } catch (RuntimeException e) {
            LOG.error("hearing failed", e);
            failed(e);
        }
        synchronized (lock) {
            return !inputs.isEmpty();
        }
    }

    /** Native parts report faults this way. A stretch of audio is lost; hearing goes on. */
    private void failed(RuntimeException e) {
        tell(new HearingFact.RecogniserFailed("hearing failed: " + e.getClass().getSimpleName()));
    }

    private void give(Input input) {
        switch (input) {
            case Input.Audio(AudioChunk chunk) -> {
                ear.listen(settings);
                ear.hear(chunk);
            }
            case Input.Expect(List<String> phrases) -> ear.expect(phrases);
            case Input.TurnCommitted() -> ear.turnCommitted();
            case Input.AudioEnded() -> ear.audioEnded();
        }
    }

    /** Drops what waits and frees the ear on a pool thread soon after; idempotent. A fact in flight may still arrive. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            inputs.clear();
            waiting = 0;
            waitingPieces = 0;
        }
        lane.wake();
    }
}
