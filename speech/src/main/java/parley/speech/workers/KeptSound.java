package parley.speech.workers;

import java.util.Arrays;

/** What one decoder was given, kept so that another worker can be given it again. Not thread-safe. */
final class KeptSound {
    private final int limit;
    private short[] samples = new short[0];
    private int length;
    private int given;
    private boolean overflowed;

    /** @param limit samples kept; of more nothing can be given again */
    KeptSound(int limit) {
        this.limit = limit;
    }

    void append(short[] more, int offset, int count) {
        if (length + count > limit) {
            overflowed = true;
            // What was given is no use any more; what was not must still go out.
            samples = Arrays.copyOfRange(samples, given, length);
            length -= given;
            given = 0;
        }
        if (length + count > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(length + count, Math.min(limit, samples.length * 2)));
        }
        System.arraycopy(more, offset, samples, length, count);
        length += count;
    }

    /** The next piece that its worker has not been given, at most {@code most} samples; empty when it has all. */
    short[] next(int most) {
        int end = Math.min(length, given + most);
        short[] piece = Arrays.copyOfRange(samples, given, end);
        given = end;
        return piece;
    }

    /** Begins anew for another worker; false when the beginning is not there any more. */
    boolean rewind() {
        given = 0;
        return !overflowed;
    }
}
