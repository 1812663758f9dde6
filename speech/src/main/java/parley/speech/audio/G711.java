package parley.speech.audio;

/**
 * The two laws of ITU-T G.711, from bytes to 16-bit samples.
 *
 * <p>Both tables are made from the standard's formulas (G.711, 11/1988, tables 1 and 2). A byte holds a sign, a segment
 * e of three bits and a step m of four.
 */
public final class G711 {
    private static final short[] MU_LAW = new short[256];
    private static final short[] A_LAW = new short[256];

    static {
        for (int i = 0; i < 256; i++) {
            MU_LAW[i] = muLaw(i);
            A_LAW[i] = aLaw(i);
        }
    }

    private G711() {}

    /** All bits are sent inverted; the value is ((2m + 33)·2^e − 33) of 14 bits, so times 4 of 16. */
    private static short muLaw(int sent) {
        int bits = ~sent;
        int segment = (bits >> 4) & 7;
        int step = bits & 15;
        int value = 4 * (((2 * step + 33) << segment) - 33);
        return (short) ((bits & 0x80) == 0 ? value : -value);
    }

    /**
     * Even bits are sent inverted; the value is 2m + 1 in the lowest segment and (2m + 33)·2^(e−1) above, of 13 bits, so
     * times 8 of 16.
     */
    private static short aLaw(int sent) {
        int bits = sent ^ 0x55;
        int segment = (bits >> 4) & 7;
        int step = bits & 15;
        int value = 8 * (segment == 0 ? 2 * step + 1 : (2 * step + 33) << (segment - 1));
        return (short) ((bits & 0x80) != 0 ? value : -value);
    }

    public static short[] fromMuLaw(byte[] bytes) {
        return decode(bytes, MU_LAW);
    }

    public static short[] fromALaw(byte[] bytes) {
        return decode(bytes, A_LAW);
    }

    private static short[] decode(byte[] bytes, short[] table) {
        var samples = new short[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            samples[i] = table[bytes[i] & 0xff];
        }
        return samples;
    }
}
