package parley.speech.hearing;

/** Something that tells voice from silence and noise; shared by all sessions and thread-safe. */
public interface VoiceActivityDetector extends AutoCloseable {
    /** Samples of one frame at 16 kHz: 32 ms. */
    int FRAME_SAMPLES = 512;

    /** A short name for operators, such as {@code silero-v6}. */
    String name();

    /** The state for one stream of audio. */
    VoiceActivity open();

    @Override
    void close();

    /** Voice activity of one stream. Not thread-safe. */
    interface VoiceActivity extends AutoCloseable {

        /** Probability 0..1 that the frame of {@link #FRAME_SAMPLES} samples from {@code offset} holds voice. */
        float probability(short[] samples, int offset);

        /** Forgets what came before, as after a gap in the audio. */
        void reset();

        @Override
        void close();
    }
}
