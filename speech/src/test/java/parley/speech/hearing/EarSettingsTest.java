package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EarSettingsTest {
    private static EarSettings with(double activation, double release) {
        EarSettings usual = EarSettings.USUAL;
        return new EarSettings(
                activation,
                release,
                usual.onsetFrames(),
                usual.releaseHang(),
                usual.preRoll(),
                usual.trailingSilence(),
                usual.partialEvery(),
                usual.maxSegment(),
                usual.maxExpectedTurn(),
                usual.maxTurnWords());
    }

    /** 0.4 and 0.4 with 0.38 made, by rounding, a release above the activation, which closed the client's connection. */
    @Test
    void aVoiceMayEndAtTheLevelAtWhichItBeginsWhateverThatIs() {
        for (int usual = 5; usual <= 100; usual++) {
            for (int wished = 5; wished <= 100; wished++) {
                EarSettings moved = with(usual / 100.0, usual / 100.0).withActivation(wished / 100.0);
                assertThat(moved.release()).isLessThanOrEqualTo(moved.activation());
            }
        }
    }
}
