package parley.speech.speaking;

/**
 * How to speak.
 *
 * @param speed factor on the voice's usual speed, {@value #SLOWEST}..{@value #FASTEST}; pitch is kept
 */
public record VoiceSettings(double speed) {
    public static final double SLOWEST = 0.6;
    public static final double FASTEST = 1.4;
    public static final VoiceSettings USUAL = new VoiceSettings(1);

    public VoiceSettings {
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw new IllegalArgumentException("speed must lie in " + SLOWEST + ".." + FASTEST + ", not " + speed);
        }
    }
}
