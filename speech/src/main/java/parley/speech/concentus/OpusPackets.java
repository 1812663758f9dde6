package parley.speech.concentus;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;
import parley.speech.audio.AudioUnreadable;
import parley.speech.audio.SoundDecoder;

/** One stream of Opus packets, each given whole; whatever its channels and bandwidth, mono at 48 kHz comes out. */
public final class OpusPackets implements SoundDecoder {
    /** Largest packet taken: 120 ms at over 500 kbit/s, the most that Opus knows. */
    public static final int MOST_BYTES = 8_000;

    /** Opus's own rate. Asked for 16 kHz, Concentus 1.0.2 gives silence for packets in hybrid mode, which browsers send. */
    private static final int RATE_HZ = 48_000;

    /** The longest packet that Opus knows, 120 ms. */
    private static final int MOST_SAMPLES = RATE_HZ * 120 / 1_000;

    private final OpusDecoder decoder;

    public OpusPackets() {
        try {
            decoder = new OpusDecoder(RATE_HZ, 1);
        } catch (OpusException e) {
            throw new IllegalStateException("Opus knows this rate", e);
        }
    }

    @Override
    public int rateHz() {
        return RATE_HZ;
    }

    @Override
    public short[] decode(byte[] packet) throws AudioUnreadable {
        if (packet.length == 0 || packet.length > MOST_BYTES) {
            throw new AudioUnreadable("expected one Opus packet of 1 to " + MOST_BYTES + " bytes");
        }
        var samples = new short[MOST_SAMPLES];
        try {
            int length = decoder.decode(packet, 0, packet.length, samples, 0, MOST_SAMPLES, false);
            return Arrays.copyOf(samples, length);
        } catch (OpusException | RuntimeException | AssertionError e) {
            // Broken packets also fail inside the decoder's arithmetic.
            throw new AudioUnreadable("expected one whole Opus packet");
        }
    }
}
