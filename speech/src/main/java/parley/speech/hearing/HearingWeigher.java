package parley.speech.hearing;

import java.util.List;

/** Chooses between what was heard freely and what was heard against the expectation. */
public final class HearingWeigher {
    public static final double HIGH_DOUBT = 0.5;

    private HearingWeigher() {}

    public static Heard weigh(Transcript free, Transcript expected, List<String> phrases) {
        double doubt = free.isEmpty() ? 0 : 1 - free.confidence();
        return new Heard(
                free.text(),
                free.words(),
                free.text(),
                expected.isEmpty() ? null : expected.text(),
                Math.min(1, doubt));
    }
}
