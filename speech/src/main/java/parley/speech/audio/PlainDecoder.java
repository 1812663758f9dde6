package parley.speech.audio;

import java.time.Duration;

/** Sound of a fixed number of bytes a sample. Immutable. */
public final class PlainDecoder implements SoundDecoder {
    /** Most that is taken at once; a client sends a fraction of a second. */
    public static final Duration MOST_AT_ONCE = Duration.ofSeconds(15);

    private enum Law {
        PCM,
        MU,
        A
    }

    private final Law law;
    private final int rateHz;

    private PlainDecoder(Law law, int rateHz) {
        this.law = law;
        this.rateHz = rateHz;
    }

    public static PlainDecoder pcm(InputFormat.Pcm format) {
        return new PlainDecoder(Law.PCM, format.rateHz());
    }

    public static PlainDecoder muLaw() {
        return new PlainDecoder(Law.MU, InputFormat.TELEPHONE_HZ);
    }

    public static PlainDecoder aLaw() {
        return new PlainDecoder(Law.A, InputFormat.TELEPHONE_HZ);
    }

    @Override
    public int rateHz() {
        return rateHz;
    }

    @Override
    public short[] decode(byte[] bytes) throws AudioUnreadable {
        if (law == Law.PCM && bytes.length % 2 != 0) {
            throw new AudioUnreadable("expected whole 16-bit samples, an even number of bytes");
        }
        if (bytes.length / (law == Law.PCM ? 2 : 1) > MOST_AT_ONCE.toSeconds() * rateHz) {
            throw new AudioUnreadable("expected at most " + MOST_AT_ONCE.toSeconds() + " s at a time");
        }
        return switch (law) {
            case PCM -> Pcm16.fromBytes(bytes, 0, bytes.length);
            case MU -> G711.fromMuLaw(bytes);
            case A -> G711.fromALaw(bytes);
        };
    }
}
