package parley.speech.audio;

/** How sound comes from outside: mono, in one of these forms. */
public sealed interface InputFormat {
    int LEAST_HZ = 8_000;
    int MOST_HZ = 48_000;

    /** The rate of both laws of G.711. */
    int TELEPHONE_HZ = 8_000;

    /** Signed 16-bit samples, little-endian; {@code rateHz} from {@value #LEAST_HZ} to {@value #MOST_HZ}. */
    record Pcm(int rateHz) implements InputFormat {
        public Pcm {
            if (rateHz < LEAST_HZ || rateHz > MOST_HZ) {
                throw new IllegalArgumentException("expected " + LEAST_HZ + " to " + MOST_HZ + " samples a second");
            }
        }
    }

    /** G.711 µ-law: a byte a sample, {@value #TELEPHONE_HZ} of them a second. */
    record MuLaw() implements InputFormat {}

    /** G.711 A-law: a byte a sample, {@value #TELEPHONE_HZ} of them a second. */
    record ALaw() implements InputFormat {}

    /** Opus packets (RFC 6716), each given whole; they say themselves how long they are. */
    record Opus() implements InputFormat {}
}
