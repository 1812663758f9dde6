package parley.speech.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.speech.SoundInputs;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.InputFormat;
import parley.speech.audio.Pcm16;
import parley.speech.audio.Resampler;
import parley.speech.audio.SampleCount;
import parley.speech.audio.WavReader;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.vosk.Parts;

/** Sound as it should not be, through the real detector and recogniser. */
class BadSoundTest {
    private static final String SAID = "Could you tell me the way to the station?";
    private static final String HEARD = "could you tell me the way to the station";

    private static short[] speech() throws Exception {
        Synthesis spoken = Parts.voice().synthesise(SAID, VoiceSettings.USUAL);
        short[] sound = new Resampler(spoken.rateHz(), 16_000).resample(spoken.samples());
        var padded = new short[8_000 + sound.length + 11_200];
        System.arraycopy(sound, 0, padded, 8_000, sound.length);
        return padded;
    }

    private static Heard hear(short[] sound) {
        List<HearingFact> facts = new ArrayList<>();
        try (Ear ear = new Ear(Parts.detector(), Parts.recogniser(), EarSettings.USUAL, facts::add)) {
            ear.hear(new AudioChunk(sound, SampleCount.ZERO));
            ear.audioEnded();
        }
        assertThat(facts).doesNotHaveAnyElementsOfTypes(HearingFact.RecogniserFailed.class);
        Heard heard = Heard.NOTHING;
        for (HearingFact fact : facts) {
            if (fact instanceof HearingFact.SegmentHeard(Utterance utterance)) {
                heard = utterance.heard();
            }
        }
        return heard;
    }

    /** As it comes over the wire. */
    private static short[] taken(short[] sound) throws Exception {
        return SoundInputs.open(new InputFormat.Pcm(16_000))
                .take(Pcm16.toBytes(sound), Duration.ZERO)
                .samples();
    }

    private static short[] each(short[] sound, double factor, double offset) {
        var changed = new short[sound.length];
        Arrays.setAll(new int[sound.length], i -> changed[i] = Pcm16.clip(sound[i] * factor + offset));
        return changed;
    }

    private static short[] read(int channels, int bits, byte[] data) throws Exception {
        int frame = channels * bits / 8;
        byte[] wav = ByteBuffer.allocate(44 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + data.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) channels)
                .putInt(16_000)
                .putInt(16_000 * frame)
                .putShort((short) frame)
                .putShort((short) bits)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data)
                .array();
        try (WavReader reader = WavReader.open(new ByteArrayInputStream(wav))) {
            return reader.readAllResampled();
        }
    }

    @Test
    void anOffsetCostsNoWord() throws Exception {
        assertThat(hear(taken(each(speech(), 0.5, 12_000))).text()).isEqualTo(HEARD);
    }

    @Test
    void oneSideOfAStereoRecordingIsEnough() throws Exception {
        short[] sound = speech();
        var left = new short[2 * sound.length];
        for (int i = 0; i < sound.length; i++) {
            left[2 * i] = sound[i];
        }
        assertThat(hear(read(2, 16, Pcm16.toBytes(left))).text()).isEqualTo(HEARD);
    }

    @Test
    void eightBitsAreEnoughForMostWords() throws Exception {
        short[] sound = speech();
        var bytes = new byte[sound.length];
        for (int i = 0; i < sound.length; i++) {
            bytes[i] = (byte) ((sound[i] >> 8) + 128);
        }
        assertThat(WordErrorRate.of(SAID, hear(read(1, 8, bytes)).text()).rate())
                .isLessThan(0.5);
    }

    @Test
    void clippedSpeechIsHeardOrDoubted() throws Exception {
        Heard heard = hear(taken(each(speech(), 20, 0)));
        assertThat(heard.doubtful() || WordErrorRate.of(SAID, heard.text()).rate() < 0.3)
                .as("%s, doubt %s", heard.text(), heard.doubt())
                .isTrue();
    }

    /** Two and a half times too slow and low: nothing of it is right, and nothing may be taken for right. */
    @Test
    void fortyKilohertzClaimedAsSixteenIsNothingOrDoubted() throws Exception {
        Heard heard = hear(taken(new Resampler(16_000, 40_000).resample(speech())));
        assertThat(heard.isEmpty() || heard.doubtful())
                .as("%s, doubt %s", heard.text(), heard.doubt())
                .isTrue();
    }

    /** A run of chords with overtones and beats; words in it are made up. */
    @Test
    void musicIsNothingOrDoubted() throws Exception {
        double[] roots = {261.6, 293.7, 349.2, 392.0, 440.0};
        var music = new short[8 * 16_000];
        for (int i = 0; i < music.length; i++) {
            double root = roots[i / 6_000 % roots.length];
            double swell = Math.exp(-(i % 6_000) / 3_000.0);
            double sum = 0;
            for (double interval : new double[] {1, 1.26, 1.5, 2, 3.01}) {
                sum += Math.sin(2 * Math.PI * root * interval * i / 16_000) / interval;
            }
            music[i] = Pcm16.clip(5_000 * swell * sum);
        }
        Heard heard = hear(taken(music));
        assertThat(heard.isEmpty() || heard.doubtful())
                .as("%s, doubt %s", heard.text(), heard.doubt())
                .isTrue();
    }
}
