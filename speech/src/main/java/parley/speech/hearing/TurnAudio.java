package parley.speech.hearing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import parley.speech.audio.SampleCount;

/**
 * The decoded audio of one turn, its segments joined, and the way back to session time.
 *
 * <p>Grows as needed up to its limit; beyond, it is emptied and stays so until {@link #clear}. Not
 * thread-safe.
 */
final class TurnAudio {
    private record Piece(int offset, SampleCount start) {}

    private final int limit;
    private final List<Piece> pieces = new ArrayList<>();
    private short[] samples = new short[0];
    private int length;
    private boolean overflowed;
    private int known;

    TurnAudio(SampleCount limit) {
        this.limit = Math.toIntExact(limit.samples());
    }

    /** What follows was recorded from {@code start} on; what of it lies before the last piece's end is known. */
    void beginPiece(SampleCount start) {
        known = 0;
        if (!pieces.isEmpty() && !overflowed) {
            Piece last = pieces.get(pieces.size() - 1);
            SampleCount end = last.start.plus(length - last.offset);
            known = (int) Math.min(limit, end.minusOrZero(start).samples());
        }
        pieces.add(new Piece(length, start.plus(known)));
    }

    void append(short[] samplesGiven, int from, int given) {
        int skipped = Math.min(known, given);
        known -= skipped;
        add(samplesGiven, from + skipped, given - skipped);
    }

    private void add(short[] more, int offset, int count) {
        if (overflowed) {
            return;
        }
        if (length + count > limit) {
            overflowed = true;
            samples = new short[0];
            length = 0;
            return;
        }
        if (length + count > samples.length) {
            samples = Arrays.copyOf(samples, Math.min(limit, Math.max(length + count, samples.length * 2)));
        }
        System.arraycopy(more, offset, samples, length, count);
        length += count;
    }

    /** Whether the turn became too long to be kept. */
    boolean overflowed() {
        return overflowed;
    }

    short[] samples() {
        return samples;
    }

    int length() {
        return length;
    }

    /** Session time of the sample at {@code offset}. */
    SampleCount sessionTime(SampleCount offset) {
        Piece piece = pieces.get(0);
        for (Piece candidate : pieces) {
            if (candidate.offset <= offset.samples()) {
                piece = candidate;
            }
        }
        return piece.start.plus(offset.samples() - piece.offset);
    }

    /** Forgets all but the last piece, as when a turn was committed while the next had begun. */
    void keepLastPiece() {
        if (pieces.isEmpty()) {
            return;
        }
        Piece last = pieces.get(pieces.size() - 1);
        pieces.clear();
        if (overflowed) {
            pieces.add(new Piece(0, last.start));
            return;
        }
        samples = Arrays.copyOfRange(samples, last.offset, length);
        length = samples.length;
        pieces.add(new Piece(0, last.start));
    }

    void clear() {
        pieces.clear();
        samples = new short[0];
        length = 0;
        overflowed = false;
    }
}
