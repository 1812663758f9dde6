package parley.api;

import java.util.Arrays;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.audio.Resampler;
import parley.speech.audio.SampleCount;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.Voices;

/** What learners say in tests, in the embedded voice at 16 kHz. */
public final class SpokenSound {
    private SpokenSound() {}

    /** Each of {@code texts} after {@code pauseMs} of silence, and as much at the end. */
    public static short[] of(EmbeddedSpeech speech, int pauseMs, String... texts) throws Exception {
        Voices voices = ((Readiness.Ready<Voices>) speech.voices()).part();
        int pause = pauseMs * SampleCount.RATE_HZ / 1_000;
        var all = new short[pause];
        for (String text : texts) {
            Synthesis said = voices.speaking("en").orElseThrow().synthesise(text, VoiceSettings.USUAL);
            short[] sound = new Resampler(said.rateHz(), SampleCount.RATE_HZ).resample(said.samples());
            int at = all.length;
            all = Arrays.copyOf(all, at + sound.length + pause);
            System.arraycopy(sound, 0, all, at, sound.length);
        }
        return all;
    }
}
