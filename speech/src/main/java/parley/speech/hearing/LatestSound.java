package parley.speech.hearing;

import java.util.Arrays;

/** The last sound of a stream, up to a limit; older sound is forgotten. Not thread-safe. */
final class LatestSound {
    private final short[] ring;
    private int next;
    private int held;

    LatestSound(int mostSamples) {
        ring = new short[mostSamples];
    }

    void append(short[] samples, int count) {
        int kept = Math.min(count, ring.length);
        for (int i = count - kept; i < count; i++) {
            ring[next] = samples[i];
            next = (next + 1) % ring.length;
        }
        held = Math.min(ring.length, held + kept);
    }

    /** The last {@code count} samples, or as many as there are. */
    short[] last(int count) {
        int given = Math.min(count, held);
        var last = new short[given];
        int from = Math.floorMod(next - given, ring.length);
        int head = Math.min(given, ring.length - from);
        System.arraycopy(ring, from, last, 0, head);
        System.arraycopy(ring, 0, last, head, given - head);
        return last;
    }

    void clear() {
        next = 0;
        held = 0;
        Arrays.fill(ring, (short) 0);
    }
}
