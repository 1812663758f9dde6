package parley.speech.talk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;

/**
 * The sound that waits for an ear and what the client did meanwhile, in the order in which both came, so that they are
 * taken up later as if they had come in time. Not thread-safe.
 *
 * <p>Beyond a limit the oldest sound gives way, which is counted; what the client did never does, and is refused beyond
 * {@value #MOST_DEEDS}.
 */
final class WaitingSound {
    /** Keys pressed and let go, commits; nobody does more in half a minute. */
    static final int MOST_DEEDS = 100;

    /** What waits. */
    sealed interface Item {
        record Sound(AudioChunk chunk) implements Item {}

        /** What the client did at this place in its sound. */
        record Deed(TalkHappening what) implements Item {}
    }

    /**
     * All that waited.
     *
     * @param lostSamples the sound that gave way before it
     */
    record Taken(List<Item> items, long lostSamples) {
        Taken {
            items = List.copyOf(items);
        }
    }

    private final long mostSamples;
    private final Deque<Item> items = new ArrayDeque<>();
    private long samples;
    private long lostSamples;
    private int deeds;

    WaitingSound(long mostSamples) {
        this.mostSamples = mostSamples;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Adds sound; the newest piece is always kept. */
    void add(AudioChunk chunk) {
        samples += chunk.samples().length;
        items.addLast(new Item.Sound(chunk));
        var olderDeeds = new ArrayList<Item>();
        while (samples > mostSamples && items.size() > 1) {
            // Never the newest: it is the last, and all before it goes first.
            switch (items.removeFirst()) {
                case Item.Sound(AudioChunk oldest) -> {
                    samples -= oldest.samples().length;
                    lostSamples += oldest.samples().length;
                }
                case Item.Deed deed -> olderDeeds.add(deed);
            }
        }
        olderDeeds.reversed().forEach(items::addFirst);
    }

    /**
     * Lets the oldest sound go, which need not be heard, down to {@code most} samples, as long as nothing was done amid it; the
     * end of what went, or {@code before} where nothing did.
     */
    SampleCount forget(long most, SampleCount before) {
        SampleCount gone = before;
        while (deeds == 0
                && samples > most
                && items.size() > 1
                && items.removeFirst() instanceof Item.Sound(AudioChunk oldest)) {
            samples -= oldest.samples().length;
            gone = oldest.end();
        }
        return gone;
    }

    /** Takes the sound that ends by {@code at}, and what was done before any later sound. */
    Taken takeUntil(SampleCount at) {
        var first = new ArrayList<Item>();
        while (!items.isEmpty()
                && !(items.getFirst() instanceof Item.Sound(AudioChunk next)
                        && next.end().isAfter(at))) {
            Item item = items.removeFirst();
            switch (item) {
                case Item.Sound(AudioChunk chunk) -> samples -= chunk.samples().length;
                case Item.Deed deed -> deeds--;
            }
            first.add(item);
        }
        var taken = new Taken(first, lostSamples);
        lostSamples = 0;
        return taken;
    }

    /** False when too much was done already. */
    boolean add(TalkHappening what) {
        if (deeds >= MOST_DEEDS) {
            return false;
        }
        deeds++;
        items.addLast(new Item.Deed(what));
        return true;
    }

    /** Empties it. */
    Taken take() {
        var taken = new Taken(List.copyOf(items), lostSamples);
        items.clear();
        samples = 0;
        lostSamples = 0;
        deeds = 0;
        return taken;
    }
}
