package parley.api.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import parley.speech.audio.Resampler;
import parley.speech.audio.WavWriter;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;

/** Makes the file that Chromium plays as a microphone: pauses and sentences, spoken by the embedded voice. */
final class FakeMicrophone {
    /** What Chromium's fake device wants. */
    private static final int RATE_HZ = 48_000;

    private final Voice voice;
    private final List<short[]> pieces = new ArrayList<>();

    FakeMicrophone(Voice voice) {
        this.voice = voice;
    }

    FakeMicrophone silence(Duration length) {
        pieces.add(new short[(int) (length.toMillis() * RATE_HZ / 1_000)]);
        return this;
    }

    FakeMicrophone says(String sentence) throws VoiceUnavailable, InterruptedException {
        Synthesis speech = voice.synthesise(sentence, VoiceSettings.USUAL);
        var resampler = new Resampler(speech.rateHz(), RATE_HZ);
        pieces.add(resampler.resample(speech.samples()));
        pieces.add(resampler.finish());
        return this;
    }

    Path write(Path file) throws IOException {
        try (WavWriter writer = WavWriter.create(file, RATE_HZ)) {
            for (short[] piece : pieces) {
                writer.write(piece);
            }
        }
        return file;
    }
}
