package parley.speech.talk;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HearingFact;

/**
 * How far a session's sound came, and the part of it that waits for an ear, with what the client did amid it. What waited
 * is taken up, or passed over, in its order; what the client did is done in either case, and lost sound is told as {@link
 * HearingFact.AudioDropped}.
 *
 * <p>Changed by one thread at a time, the ear sees to that; how far the sound came may be read by any.
 */
final class SessionSound {
    private static final Logger LOG = LoggerFactory.getLogger(SessionSound.class);

    private final WaitingSound waiting;
    private final Consumer<HearingFact> facts;
    private final Predicate<TalkHappening> happenings;
    private volatile SampleCount received = SampleCount.ZERO;
    private volatile SampleCount arrived = SampleCount.ZERO;

    /**
     * @param mostSamples that may wait; the oldest give way
     * @param facts hears of sound that was lost
     * @param happenings hears what the client did; false when it can't be told now
     */
    SessionSound(long mostSamples, Consumer<HearingFact> facts, Predicate<TalkHappening> happenings) {
        this.waiting = new WaitingSound(mostSamples);
        this.facts = facts;
        this.happenings = happenings;
    }

    /** The end of the sound that was given on or passed over so far. */
    SampleCount received() {
        return received;
    }

    /** The furthest end of the sound that came, also of that which waits or was refused. */
    SampleCount arrived() {
        return arrived;
    }

    /** {@code chunk} came, whatever becomes of it. */
    void arrive(AudioChunk chunk) {
        arrived = later(arrived, chunk.end());
    }

    /** {@code chunk} is given to an ear now, or passed over. */
    void receive(AudioChunk chunk) {
        received = later(received, chunk.end());
    }

    private static SampleCount later(SampleCount one, SampleCount other) {
        return other.isAfter(one) ? other : one;
    }

    /** Lets {@code chunk} wait. */
    void keep(AudioChunk chunk) {
        waiting.add(chunk);
    }

    /** Lets {@code what} wait in its place; false when too much does already. */
    boolean keep(TalkHappening what) {
        return waiting.add(what);
    }

    boolean nothingWaits() {
        return waiting.isEmpty();
    }

    /** Of the sound that waits, in which nobody speaks, only the latest {@code samples} need be kept. */
    void forgetBefore(long samples) {
        received = later(received, waiting.forget(samples, received));
    }

    /** Gives all that waits to {@code ear}, after telling how much could not wait. */
    void takeUp(Consumer<AudioChunk> ear) {
        WaitingSound.Taken taken = waiting.take();
        tellLoss(taken.lostSamples());
        for (WaitingSound.Item item : taken.items()) {
            switch (item) {
                case WaitingSound.Item.Sound(AudioChunk chunk) -> ear.accept(chunk);
                case WaitingSound.Item.Deed(TalkHappening what) -> tellLate(what);
            }
        }
    }

    /** All that waits is not heard, which may be told. */
    void giveUp(boolean tellLoss) {
        WaitingSound.Taken taken = waiting.take();
        long lost = taken.lostSamples() + pass(taken);
        if (tellLoss) {
            tellLoss(lost);
        }
    }

    /** What waits up to {@code at} need not be heard: nothing was said. */
    void passUntil(SampleCount at) {
        pass(waiting.takeUntil(at));
    }

    /** Nothing that waits matters any more, neither sound nor deed. */
    void drop() {
        waiting.take();
    }

    private long pass(WaitingSound.Taken taken) {
        long samples = 0;
        for (WaitingSound.Item item : taken.items()) {
            switch (item) {
                case WaitingSound.Item.Sound(AudioChunk chunk) -> {
                    samples += chunk.samples().length;
                    receive(chunk);
                }
                case WaitingSound.Item.Deed(TalkHappening what) -> tellLate(what);
            }
        }
        return samples;
    }

    private void tellLoss(long samples) {
        if (samples > 0) {
            facts.accept(new HearingFact.AudioDropped(received, new SampleCount(samples).toDuration()));
        }
    }

    private void tellLate(TalkHappening what) {
        if (!happenings.test(what)) {
            LOG.warn("Too much waits in a talk; {} was lost", what.getClass().getSimpleName());
        }
    }
}
