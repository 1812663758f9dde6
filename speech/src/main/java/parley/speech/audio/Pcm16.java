package parley.speech.audio;

/** Arithmetic on 16-bit signed samples; bytes are little-endian, as in WAV and on the wire. */
public final class Pcm16 {
    private Pcm16() {}

    /** The samples in {@code bytes[offset, offset + length)}; {@code length} must be even. */
    public static short[] fromBytes(byte[] bytes, int offset, int length) {
        if (length % 2 != 0) {
            throw new IllegalArgumentException("16-bit audio has an even number of bytes, not " + length);
        }
        var samples = new short[length / 2];
        for (int i = 0; i < samples.length; i++) {
            int at = offset + 2 * i;
            samples[i] = (short) ((bytes[at] & 0xff) | bytes[at + 1] << 8);
        }
        return samples;
    }

    public static byte[] toBytes(short[] samples) {
        return toBytes(samples, 0, samples.length);
    }

    public static byte[] toBytes(short[] samples, int offset, int length) {
        var bytes = new byte[2 * length];
        for (int i = 0; i < length; i++) {
            short sample = samples[offset + i];
            bytes[2 * i] = (byte) sample;
            bytes[2 * i + 1] = (byte) (sample >> 8);
        }
        return bytes;
    }

    /** {@code value} rounded and held within the range of a sample. */
    public static short clip(double value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
    }

    /** Root mean square, 0..32768; 0 for no samples. */
    public static double rms(short[] samples, int offset, int length) {
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return length == 0 ? 0 : Math.sqrt(sum / length);
    }
}
