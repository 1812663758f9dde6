package parley.speech.talk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.Resampler;
import parley.speech.audio.SampleCount;
import parley.speech.audio.WavReader;
import parley.speech.hearing.Ear;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.vosk.Parts;

/** What a microphone takes, laid together at known places, and heard by the real ear as it would be live. */
final class RealSound {
    /** What a microphone delivers at once. */
    private static final int CHUNK_MS = 32;

    /** From a chunk's end to what it told. */
    private static final int DECODED_MS = 20;

    private final short[] samples;
    private long echoDelayMs;
    private double echoFactor;

    RealSound(long millis) {
        samples = new short[(int) millis * 16];
    }

    /** Adds {@code sound}, {@code factor} times as loud, from {@code ms} on. */
    RealSound with(long ms, short[] sound, double factor) {
        int from = (int) ms * 16;
        for (int i = 0; i < sound.length && from + i < samples.length; i++) {
            samples[from + i] = (short) Math.clamp(Math.round(samples[from + i] + factor * sound[i]), -32_768, 32_767);
        }
        return this;
    }

    RealSound with(long ms, short[] sound) {
        return with(ms, sound, 1);
    }

    /** Hiss all along, {@code decibels} below {@code sound}. */
    RealSound hiss(short[] sound, int decibels) {
        double energy = 0;
        for (short sample : sound) {
            energy += (double) sample * sample;
        }
        double loudness = Math.sqrt(energy / sound.length) * Math.pow(10, -decibels / 20.0);
        var random = new Random(3);
        var hiss = new short[samples.length];
        for (int i = 0; i < hiss.length; i++) {
            hiss[i] = (short) Math.clamp(Math.round(random.nextGaussian() * loudness), -32_768, 32_767);
        }
        return with(0, hiss);
    }

    short[] samples() {
        return samples.clone();
    }

    /**
     * With the tutor's own voice in the microphone: what a loudspeaker plays of the talk's audio comes back {@code
     * delayMs} later, {@code factor} times as loud.
     */
    RealSound echoing(long delayMs, double factor) {
        echoDelayMs = delayMs;
        echoFactor = factor;
        return this;
    }

    /** Lets {@code talk} hear all of it, in its time, and gives what was told of it. */
    List<HearingFact> heardBy(VirtualTalk talk) {
        var facts = new ArrayList<HearingFact>();
        var loudspeaker = new Loudspeaker(talk);
        try (Ear ear = new Ear(Parts.detector(), Parts.recogniser(), EarSettings.USUAL, fact -> {
            facts.add(fact);
            talk.fact(talk.now + DECODED_MS, fact);
        })) {
            talk.forgetTurn = ear::turnCommitted;
            for (int at = 0; at < samples.length; at += CHUNK_MS * 16) {
                int end = Math.min(samples.length, at + CHUNK_MS * 16);
                short[] chunk = Arrays.copyOfRange(samples, at, end);
                talk.until(end / 16);
                loudspeaker.play(at, end);
                if (echoFactor > 0) {
                    loudspeaker.mixInto(chunk, at - echoDelayMs * 16, echoFactor);
                }
                ear.hear(new AudioChunk(chunk, new SampleCount(at)));
            }
            talk.forgetTurn = () -> {};
        }
        return facts;
    }

    /** What a client does with the talk's audio, and what of it was in the air when. */
    private static final class Loudspeaker {
        private final VirtualTalk talk;
        private final List<short[]> air = new ArrayList<>();
        private final List<Short> queue = new ArrayList<>();
        private int told;
        private boolean playing;
        private Resampler resampler = new Resampler(SampleCount.RATE_HZ, SampleCount.RATE_HZ);

        Loudspeaker(VirtualTalk talk) {
            this.talk = talk;
        }

        /** Takes what was told up to now and plays until {@code end}. */
        void play(int at, int end) {
            for (; told < talk.told.size(); told++) {
                take(talk.told.get(told).event());
            }
            var played = new short[end - at];
            for (int i = 0; playing && i < played.length && !queue.isEmpty(); i++) {
                played[i] = queue.removeFirst();
            }
            air.add(played);
        }

        private void take(TalkEvent event) {
            switch (event) {
                case TalkEvent.PlaybackStarted started -> {
                    playing = true;
                    resampler = new Resampler(talk.state.settings().outputRateHz(), SampleCount.RATE_HZ);
                }
                case TalkEvent.AudioOut out -> {
                    for (short sample : resampler.resample(out.samples())) {
                        queue.add(sample);
                    }
                }
                case TalkEvent.PlaybackPaused paused -> playing = false;
                case TalkEvent.PlaybackResumed resumed -> playing = true;
                case TalkEvent.ReplyTruncated cut -> queue.clear();
                default -> {
                    // Nothing that a loudspeaker does.
                }
            }
        }

        void mixInto(short[] chunk, long from, double factor) {
            for (int i = 0; i < chunk.length; i++) {
                long at = from + i;
                int piece = (int) (at / (CHUNK_MS * 16));
                if (at >= 0 && piece < air.size()) {
                    short sample = air.get(piece)[(int) (at % (CHUNK_MS * 16))];
                    chunk[i] = (short) Math.clamp(Math.round(chunk[i] + factor * sample), -32_768, 32_767);
                }
            }
        }
    }

    /** {@code text} as the embedded voice speaks it, from its first sound to its last. */
    static short[] spoken(String text) throws Exception {
        Synthesis made = Parts.voice().synthesise(text, VoiceSettings.USUAL);
        return trimmed(new Resampler(made.rateHz(), SampleCount.RATE_HZ).resample(made.samples()), 200);
    }

    /** A recording of PARLEY_AUDIO, from its first loud sound to its last. */
    static short[] recording(String id) throws IOException {
        Path file = Parts.recordings().resolve("native").resolve(id + ".wav");
        try (WavReader reader = WavReader.open(Files.newInputStream(file))) {
            short[] all = reader.readAllResampled();
            int loudest = 0;
            for (short sample : all) {
                loudest = Math.max(loudest, Math.abs(sample));
            }
            return trimmed(all, loudest / 20);
        } catch (parley.speech.audio.AudioUnreadable e) {
            throw new IOException(e);
        }
    }

    private static short[] trimmed(short[] sound, int quiet) {
        int first = 0;
        int last = sound.length;
        while (first < last && Math.abs(sound[first]) < quiet) {
            first++;
        }
        while (last > first && Math.abs(sound[last - 1]) < quiet) {
            last--;
        }
        return Arrays.copyOfRange(sound, first, last);
    }
}
