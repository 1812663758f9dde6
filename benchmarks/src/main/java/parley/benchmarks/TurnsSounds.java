package parley.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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

    /** Words that show that one follows, where people say them in their recordings. */
    private static final Set<String> SHOWING = Set.of("oh", "good", "right", "yes", "yeah", "okay", "well", "great");

    /** Around a word that was cut out: its sound begins before it is recognised and dies away after. */
    private static final int MARGIN = SampleCount.RATE_HZ * 3 / 100;

    /** A way in which the embedded voice speaks: its speed, and its pitch by playing it faster or slower. */
    record Speaker(String name, double speed, double pitch) {}

    static final List<Speaker> SPEAKERS = List.of(
            new Speaker("", 1, 1), new Speaker(", slow and low", 0.9, 0.85), new Speaker(", fast and high", 1.1, 1.15));

    static List<Overlay> backchannels(Voice voice, Speaker speaker) throws Exception {
        var all = new ArrayList<Overlay>();
        for (String text : BACKCHANNELS) {
            var spoken = voice.synthesise(text, new VoiceSettings(speaker.speed()));
            int rate = (int) Math.round(spoken.rateHz() * speaker.pitch());
            all.add(new Overlay(
                    "\"" + text + "\"" + speaker.name(),
                    trimmed(new Resampler(rate, SampleCount.RATE_HZ).resample(spoken.samples()))));
        }
        return all;
    }

    /** The words of people that show that one follows, cut out of what they said. */
    static List<Overlay> cutOut(Recording recording, List<HeardWord> words) {
        var all = new ArrayList<Overlay>();
        short[] speech = speech(recording);
        for (HeardWord word : words) {
            if (SHOWING.contains(word.text())) {
                int from = (int) Math.max(0, word.start().samples() - MARGIN);
                int to = (int) Math.min(speech.length, word.end().samples() + MARGIN);
                short[] sound = Arrays.copyOfRange(speech, from, to);
                fade(sound);
                all.add(new Overlay("\"" + word.text() + "\" of " + recording.id(), sound));
            }
        }
        return all;
    }

    private static void fade(short[] sound) {
        int length = Math.min(sound.length / 2, SampleCount.RATE_HZ / 100);
        for (int i = 0; i < length; i++) {
            sound[i] = (short) (sound[i] * i / length);
            sound[sound.length - 1 - i] = (short) (sound[sound.length - 1 - i] * i / length);
        }
    }

    /** Before the first word by energy lies the quiet beginning of it, which is no breath. */
    private static final int QUIET_ONSET = SampleCount.RATE_HZ * 6 / 100;

    /** The room, the breath and the chair before {@code recording}'s first word, ten times as loud; empty when too short. */
    static List<Overlay> breath(Recording recording) {
        int to = recording.speechStart() - QUIET_ONSET;
        int length = Math.min(to, SampleCount.RATE_HZ * 6 / 10);
        if (length < SampleCount.RATE_HZ / 4) {
            return List.of();
        }
        short[] sound = Arrays.copyOfRange(recording.samples(), to - length, to);
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) Math.clamp(sound[i] * 10, -32_000, 32_000);
        }
        fade(sound);
        return List.of(new Overlay("breath of " + recording.id(), sound));
    }

    /** Four people at once, each at a tenth of the first one's loudness, as from the next table. */
    static Overlay murmur(List<Recording> four, int samples) {
        var sound = new short[samples];
        for (Recording one : four) {
            short[] speech = speech(one);
            double gain = 0.1 * Math.sqrt(power(speech(four.getFirst())) / power(speech));
            for (int i = 0; i < sound.length && i < speech.length; i++) {
                sound[i] = (short) Math.clamp(sound[i] + Math.round(speech[i] * gain), -32_000, 32_000);
            }
        }
        fade(sound);
        return new Overlay("others talking, from " + four.getFirst().id() + " on", sound);
    }

    private static double power(short[] sound) {
        double sum = 0;
        for (short sample : sound) {
            sum += (double) sample * sample;
        }
        return sum / sound.length;
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
    static List<Overlay> noises(int seed) {
        var random = new Random(seed);
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

    /**
     * What is said with a pause in it.
     *
     * @param resumesAt the sample with which it goes on after the pause
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Paused(short[] samples, int resumesAt) {}

    /** {@code speech} with {@code pauseMillis} of silence between the two words nearest to its middle, where it has two. */
    static Optional<Paused> withPause(short[] speech, List<HeardWord> words, int pauseMillis) {
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
            return Optional.empty();
        }
        int cut = (int) best;
        int pause = pauseMillis * 16;
        var whole = new short[speech.length + pause];
        System.arraycopy(speech, 0, whole, 0, cut);
        System.arraycopy(speech, cut, whole, cut + pause, speech.length - cut);
        return Optional.of(new Paused(whole, cut + pause));
    }
}
