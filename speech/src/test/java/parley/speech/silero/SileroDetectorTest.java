package parley.speech.silero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import parley.speech.audio.Resampler;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.VoiceActivityDetector.VoiceActivity;
import parley.speech.speaking.VoiceSettings;
import parley.speech.vosk.Parts;

class SileroDetectorTest {
    @Test
    void streamsDoNotDisturbEachOther() throws Exception {
        short[] sound =
                Parts.voice().synthesise("Hello there.", VoiceSettings.USUAL).samples();
        short[] speech = new Resampler(48_000, 16_000).resample(sound);
        VoiceActivity one = Parts.detector().open();
        VoiceActivity quiet = Parts.detector().open();
        VoiceActivity alone = Parts.detector().open();
        float most = 0;
        for (int at = 0; at + 512 <= speech.length; at += 512) {
            float probability = one.probability(speech, at);
            assertThat(quiet.probability(new short[512], 0)).isLessThan(0.2f);
            assertThat(alone.probability(speech, at)).isEqualTo(probability);
            most = Math.max(most, probability);
        }
        assertThat(most).isGreaterThan(0.9f);
    }

    @Test
    void afterCloseItFailsAndDoesNotCrash() throws Exception {
        Parts.detector();
        SileroDetector own = SileroDetector.open(Parts.MODELS.voiceActivity());
        VoiceActivity stream = own.open();
        own.close();
        own.close();
        assertThatThrownBy(() -> stream.probability(new short[512], 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SileroDetector.open(Parts.MODELS.folder().resolve("none.onnx")))
                .isInstanceOf(RecogniserFailure.class);
    }

    /** Newer builds of ONNX Runtime report to their maker when loaded, and crash where they can not. */
    @Test
    void theRuntimeHoldsNoAddressToReportTo() throws Exception {
        byte[] wanted = "events.data.microsoft".getBytes(StandardCharsets.US_ASCII);
        try (InputStream library = OrtEnvironment.class.getResourceAsStream("native/linux-x64/libonnxruntime.so")) {
            assertThat(library).isNotNull();
            byte[] bytes = library.readAllBytes();
            assertThat(bytes.length).isGreaterThan(1_000_000);
            assertThat(contains(bytes, wanted)).isFalse();
        }
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            int j = 0;
            while (j < wanted.length && bytes[i + j] == wanted[j]) {
                j++;
            }
            if (j == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
