package parley.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import parley.speech.audio.Resampler;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.HeardWord;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceSettings;

/** Sounds made of recordings, of the embedded voice, and of noise; the same in every run. */
final class TurnsSounds {
    /** Things said to show that one follows. */
    static final List<String> BACKCHANNELS =
            List.of("Uh-huh.", "Right.", "Yeah.", "Okay.", "I see.", "Mm-hmm.", "Oh.", "Yes.", "Sure.", "Oh really?");

    private TurnsSounds() {}

    /** A sound laid over a reply. */
    @SuppressWarnings("ArrayRecordComponent")
    record Overlay(String name, short[] samples) {
        int length() {
            return samples.length;
        }
    }

    /** The speech of {@code recording} alone. */
    static short[] speech(Recording recording) {
        return Arrays.copyOfRange(recording.samples(), recording.speechStart(), recording.speechEnd());
    }

    static List<Overlay> backchannels(Voice voice) throws Exception {
        var all = new ArrayList<Overlay>();
        for (String text : BACKCHANNELS) {
            var spoken = voice.synthesise(text, VoiceSettings.USUAL);
            all.add(new Overlay(
                    "\"" + text + "\"",
                    trimmed(new Resampler(spoken.rateHz(), SampleCount.RATE_HZ).resample(spoken.samples()))));
        }
        return all;
    }

    private static short[] trimmed(short[] sound) {
        int first = 0;
        int last = sound.length;
        while (first < last && Math.abs(sound[first]) < 200) {
            first++;
        }
        while (last > first && Math.abs(sound[last - 1]) < 200) {
            last--;
        }
        return Arrays.copyOfRange(sound, first, last);
    }

    /** Coughs, knocks, hiss, a hum and clatter. */
    static List<Overlay> noises() {
        var random = new Random(7);
        var all = new ArrayList<Overlay>();
        for (int i = 1; i <= 3; i++) {
            all.add(new Overlay("cough " + i, burst(random, 220 + 60 * i, 9_000, 0.6)));
            all.add(new Overlay("knock " + i, knocks(random, i)));
            all.add(new Overlay("hiss " + i, burst(random, 500 * i, 1_200, 0)));
        }
        all.add(new Overlay("hum", hum()));
        return all;
    }

    private static short[] burst(Random random, int millis, double loudness, double smoothing) {
        var sound = new short[millis * 16];
        double low = 0;
        for (int i = 0; i < sound.length; i++) {
            low = smoothing * low + (1 - smoothing) * random.nextGaussian();
            double rise = Math.min(1, i / 320.0) * Math.min(1, (sound.length - i) / 1_600.0);
            sound[i] = (short) Math.clamp(Math.round(low * loudness * rise), -32_000, 32_000);
        }
        return sound;
    }

    private static short[] knocks(Random random, int count) {
        var sound = new short[count * 3_200];
        for (int i = 0; i < sound.length; i++) {
            double since = (i % 3_200) / 16_000.0;
            double tone = Math.sin(2 * Math.PI * 180 * since) + 0.3 * random.nextGaussian();
            sound[i] = (short) Math.clamp(Math.round(14_000 * tone * Math.exp(-since * 60)), -32_000, 32_000);
        }
        return sound;
    }

    private static short[] hum() {
        var sound = new short[16_000];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (2_500 * Math.sin(2 * Math.PI * 110 * i / 16_000.0));
        }
        return sound;
    }

    /** {@code speech} with {@code pauseMillis} of silence between the two words nearest to its middle; empty when none. */
    static short[] withPause(short[] speech, List<HeardWord> words, int pauseMillis) {
        long best = -1;
        for (int i = 1; i < words.size(); i++) {
            long between =
                    (words.get(i - 1).end().samples() + words.get(i).start().samples()) / 2;
            boolean inside = between > speech.length * 0.25 && between < speech.length * 0.75;
            long middle = speech.length / 2;
            if (inside && (best < 0 || Math.abs(between - middle) < Math.abs(best - middle))) {
                best = between;
            }
        }
        if (best < 0) {
            return new short[0];
        }
        int cut = (int) best;
        int pause = pauseMillis * 16;
        var whole = new short[speech.length + pause];
        System.arraycopy(speech, 0, whole, 0, cut);
        System.arraycopy(speech, cut, whole, cut + pause, speech.length - cut);
        return whole;
    }
}
