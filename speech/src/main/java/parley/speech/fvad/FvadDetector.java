package parley.speech.fvad;

import io.github.givimad.libfvadjni.VoiceActivityDetector.Mode;
import io.github.givimad.libfvadjni.VoiceActivityDetector.SampleRate;
import java.io.IOException;
import java.util.Arrays;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.VoiceActivityDetector;

/**
 * libfvad, WebRTC's voice-activity detector (BSD licence); needs no model, and is poor in noise.
 *
 * <p>It answers yes or no every 10 ms; the share of yes within a frame serves as the probability.
 */
public final class FvadDetector implements VoiceActivityDetector {
    /** 10 ms at 16 kHz, the shortest piece libfvad takes. */
    private static final int PIECE = 160;

    private FvadDetector() {}

    /** Loads the native library. */
    public static FvadDetector load() throws RecogniserFailure {
        try {
            io.github.givimad.libfvadjni.VoiceActivityDetector.loadLibrary();
            return new FvadDetector();
        } catch (IOException | LinkageError e) {
            throw new RecogniserFailure(
                    "libfvad has no native library for " + System.getProperty("os.name") + " on "
                            + System.getProperty("os.arch"),
                    e);
        }
    }

    @Override
    public String name() {
        return "libfvad";
    }

    @Override
    public VoiceActivity open() {
        try {
            return new Stream(io.github.givimad.libfvadjni.VoiceActivityDetector.newInstance());
        } catch (IOException e) {
            throw new IllegalStateException("libfvad could not make a detector", e);
        }
    }

    @Override
    public void close() {
        // Each stream owns its native state; the library stays loaded.
    }

    private static final class Stream implements VoiceActivity {
        private final io.github.givimad.libfvadjni.VoiceActivityDetector nativeDetector;
        private final Object lock = new Object();
        private final short[] piece = new short[PIECE];
        private int filled;
        private boolean closed;

        Stream(io.github.givimad.libfvadjni.VoiceActivityDetector nativeDetector) throws IOException {
            this.nativeDetector = nativeDetector;
            configure();
        }

        private void configure() throws IOException {
            nativeDetector.setMode(Mode.VERY_AGGRESSIVE);
            nativeDetector.setSampleRate(SampleRate.fromValue(16_000));
        }

        @Override
        public float probability(short[] samples, int offset) {
            synchronized (lock) {
                if (closed) {
                    throw new IllegalStateException("the voice-activity detector is closed");
                }
                int voiced = 0;
                int pieces = 0;
                for (int at = offset; at < offset + FRAME_SAMPLES; ) {
                    int count = Math.min(PIECE - filled, offset + FRAME_SAMPLES - at);
                    System.arraycopy(samples, at, piece, filled, count);
                    filled += count;
                    at += count;
                    if (filled == PIECE) {
                        filled = 0;
                        pieces++;
                        voiced += isVoice() ? 1 : 0;
                    }
                }
                return (float) voiced / pieces;
            }
        }

        private boolean isVoice() {
            try {
                return nativeDetector.process(piece);
            } catch (IOException e) {
                throw new IllegalStateException("libfvad failed", e);
            }
        }

        @Override
        public void reset() {
            synchronized (lock) {
                if (closed) {
                    return;
                }
                try {
                    nativeDetector.reset();
                    configure();
                } catch (IOException e) {
                    throw new IllegalStateException("libfvad could not be reset", e);
                }
                filled = 0;
                Arrays.fill(piece, (short) 0);
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                if (!closed) {
                    closed = true;
                    nativeDetector.close();
                }
            }
        }
    }
}
