package parley.speech.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import parley.speech.audio.WavWriter;

/** A voice service's settings, and what it says in these tests. */
final class SpokenSamples {
    static final String SECRET_TEXT = "The tutor says two words.";

    static VoiceService service(String baseUrl, VoiceService.Format format, Duration limit) {
        return new VoiceService(
                URI.create(baseUrl),
                "speaker",
                Map.of("en", "nova", "zh", "xia"),
                format,
                22_050,
                "key-1",
                Duration.ofSeconds(5),
                limit);
    }

    static short[] tone() {
        var samples = new short[22_050];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8_000 * Math.sin(i * 0.05));
        }
        return samples;
    }

    static byte[] wav() {
        return WavWriter.toBytes(tone(), 22_050);
    }

    private SpokenSamples() {}
}
