package parley.speech.hearing;

import java.util.Locale;

/**
 * How loud a voice is at the microphone: the mean power of its loudest 0.4 s ({@link LevelMeter}).
 *
 * @param dbfs decibels relative to full scale, {@value #FLOOR_DBFS}..0, without an offset of the sound
 */
public record VoiceLevel(double dbfs) {
    /** Below what 16 bits hold: no sound at all. */
    static final double FLOOR_DBFS = -100;

    public VoiceLevel {
        if (Double.isNaN(dbfs) || dbfs > 0) {
            throw new IllegalArgumentException("a voice's level is at most 0 dBFS");
        }
        dbfs = Math.max(FLOOR_DBFS, dbfs);
    }

    /** That of sound of {@code power}, the mean square of samples in -1..1. */
    static VoiceLevel ofPower(double power) {
        return new VoiceLevel(Math.min(0, 10 * Math.log10(Math.max(power, 1e-10))));
    }

    /** The part {@code share}, 0..1, of the way to {@code other}, in decibels. */
    public VoiceLevel towards(VoiceLevel other, double share) {
        return new VoiceLevel(dbfs + share * (other.dbfs - dbfs));
    }

    /** How many decibels this lies below {@code other}; negative when it is louder. */
    public double below(VoiceLevel other) {
        return other.dbfs - dbfs;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f dBFS", dbfs);
    }
}
