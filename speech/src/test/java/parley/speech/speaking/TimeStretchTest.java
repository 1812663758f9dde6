package parley.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.audio.Pcm16;
import parley.speech.vosk.Parts;

class TimeStretchTest {
    /** A buzz like a voice's: six harmonics of the pitch. */
    private static short[] buzz(double pitchHz, int rateHz, double seconds) {
        var samples = new short[(int) (rateHz * seconds)];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int h = 1; h <= 6; h++) {
                sum += Math.sin(2 * Math.PI * pitchHz * h * i / rateHz + h) / h;
            }
            samples[i] = (short) (4_000 * sum);
        }
        return samples;
    }

    /** The pitch by the highest peak of the normalised autocorrelation between 60 and 500 Hz. */
    private static double pitchHz(short[] samples, int rateHz, int from, int length) {
        int best = 0;
        double most = 0;
        double[] likeness = new double[rateHz / 60 + 2];
        for (int lag = rateHz / 500; lag <= rateHz / 60; lag++) {
            double product = 0;
            double one = 1;
            double other = 1;
            for (int i = from; i + lag < from + length; i++) {
                product += (double) samples[i] * samples[i + lag];
                one += (double) samples[i] * samples[i];
                other += (double) samples[i + lag] * samples[i + lag];
            }
            likeness[lag] = product / Math.sqrt(one * other);
            most = Math.max(most, likeness[lag]);
        }
        // Several periods are as alike as one, or more so where one is no whole number of samples: the shortest counts.
        for (int lag = rateHz / 500 + 1; best == 0 && lag < rateHz / 60; lag++) {
            boolean peak = likeness[lag] >= likeness[lag - 1] && likeness[lag] >= likeness[lag + 1];
            best = peak && likeness[lag] > 0.85 * most ? lag : 0;
        }
        double below = likeness[best - 1];
        double above = likeness[best + 1];
        double shift = (below - above) / (2 * (below - 2 * likeness[best] + above));
        return rateHz / (best + (Double.isFinite(shift) && Math.abs(shift) < 1 ? shift : 0));
    }

    @Property(tries = 60)
    void keepsThePitchAndHasExactlyTheLength(
            @ForAll @DoubleRange(min = 80, max = 350) double pitch,
            @ForAll @DoubleRange(min = 0.6, max = 1.4) double speed,
            @ForAll @IntRange(min = 0, max = 2) int rate) {
        int rateHz = new int[] {16_000, 24_000, 48_000}[rate];
        short[] given = buzz(pitch, rateHz, 1);
        short[] made = TimeStretch.of(given, rateHz, speed).samples();
        assertThat(made).hasSize((int) Math.round(given.length / speed));
        int part = rateHz / 8;
        for (double place : new double[] {0.2, 0.5, 0.7}) {
            assertThat(pitchHz(made, rateHz, (int) (place * made.length), part)).isCloseTo(pitch, within(pitch * 0.02));
        }
        double loudness = Pcm16.rms(given, 0, given.length);
        assertThat(Pcm16.rms(made, 0, made.length)).isCloseTo(loudness, within(loudness * 0.1));
    }

    @Property(tries = 100)
    void placesGoOnFromTheStartToTheEnd(
            @ForAll @DoubleRange(min = 0.6, max = 1.4) double speed,
            @ForAll @IntRange(min = 0, max = 30_000) int length) {
        var given = new short[length];
        for (int i = 0; i < length; i++) {
            given[i] = (short) (i * 7919 % 4001 - 2_000);
        }
        TimeStretch made = TimeStretch.of(given, 16_000, speed);
        assertThat(made.samples()).hasSize((int) Math.round(length / speed));
        long before = 0;
        for (int place = -10; place <= length + 10; place += 37) {
            long now = made.stretched(place);
            assertThat(now).isBetween(before, (long) made.samples().length);
            // Never further from where the speed has it than the search reaches and a window is long.
            assertThat(now).isCloseTo(Math.round(Math.clamp(place, 0, length) / speed), within(600L));
            before = now;
        }
        assertThat(made.stretched(0)).isZero();
        assertThat(made.stretched(length)).isEqualTo(made.samples().length);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 0.8, 1.25, 1.4})
    void aSoundIsWhereThePlacesSay(double speed) {
        int rateHz = 24_000;
        var given = new short[3 * rateHz];
        short[] burst = buzz(150, rateHz, 0.3);
        for (int at : new int[] {20_000, 40_000, 57_123}) {
            System.arraycopy(burst, 0, given, at, burst.length);
        }
        TimeStretch made = TimeStretch.of(given, rateHz, speed);
        for (int at : new int[] {20_000, 40_000, 57_123}) {
            int onset = (int) made.stretched(at);
            int end = (int) made.stretched(at + burst.length);
            int edge = rateHz / 50;
            assertThat(Pcm16.rms(made.samples(), onset - 3 * edge, 2 * edge)).isLessThan(100);
            assertThat(Pcm16.rms(made.samples(), onset + edge, end - onset - 2 * edge))
                    .isGreaterThan(2_000);
            assertThat(Pcm16.rms(made.samples(), end + edge, 2 * edge)).isLessThan(100);
        }
    }

    @Test
    void theUsualSpeedIsTheSoundItself() {
        short[] given = buzz(120, 16_000, 0.2);
        assertThat(TimeStretch.of(given, 16_000, 1).samples()).isEqualTo(given);
        assertThat(TimeStretch.of(new short[0], 16_000, 0.6).samples()).isEmpty();
        assertThat(TimeStretch.of(new short[1], 8_000, 0.6).samples()).hasSize(2);
    }

    @Property(tries = 60)
    void aSoundThatComesInPiecesIsStretchedAsTheWhole(
            @ForAll @DoubleRange(min = 0.6, max = 1.4) double speed,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 5_000) Integer> pieces) {
        int length = pieces.stream().mapToInt(Integer::intValue).sum();
        var sound = new short[length];
        for (int i = 0; i < length; i++) {
            sound[i] = (short) (6_000 * Math.sin(i * 0.06) + 3_000 * Math.sin(i * i * 0.000_01));
        }
        var stretching = new TimeStretch.Stretching(16_000, speed);
        var given = new ArrayList<Short>();
        int at = 0;
        for (int piece : pieces) {
            for (short sample : stretching.add(Arrays.copyOfRange(sound, at, at + piece))) {
                given.add(sample);
            }
            at += piece;
            // Never more behind than its windows and its search reach.
            assertThat(given.size()).isBetween((int) (at / speed) - 1_600, (int) (at / speed) + 1);
        }
        TimeStretch whole = stretching.finish();
        assertThat(whole.samples()).hasSize((int) Math.round(length / speed));
        for (int i = 0; i < given.size(); i++) {
            assertThat(given.get(i)).isEqualTo(whole.samples()[i]);
        }
        if (speed != 1) {
            assertThat(whole.samples())
                    .isEqualTo(TimeStretch.of(sound, 16_000, speed).samples());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 1.4})
    void aVoiceAtAnySpeedKeepsItsWordsInPlace(double speed) throws Exception {
        Voice voice = Parts.voice();
        String text = "Well, the weather was very nice yesterday.";
        Synthesis usual = voice.synthesise(text, VoiceSettings.USUAL);
        Synthesis made;
        try (var threads = new VoiceThreads(1)) {
            made = new StretchedVoice(voice, threads).synthesise(text, new VoiceSettings(speed));
        }
        assertThat(made.samples()).hasSize((int) Math.round(usual.samples().length / speed));
        for (int i = 0; i < usual.words().size(); i++) {
            WordTiming word = made.words().get(i);
            assertThat(word.text()).isEqualTo(usual.words().get(i).text());
            assertThat(word.start().toMillis())
                    .isCloseTo(Math.round(usual.words().get(i).start().toMillis() / speed), within(25L));
        }
        WordTiming well = made.words().getFirst();
        Duration quiet = well.end().plus(Duration.ofMillis((long) (100 / speed)));
        int rateHz = made.rateHz();
        assertThat(Pcm16.rms(made.samples(), (int) (quiet.toMillis() * rateHz / 1_000), rateHz / 20))
                .isLessThan(100);
    }

    @Test
    void theEmbeddedVoiceKeepsItsPitchAtItsOwnSpeeds() throws Exception {
        Voice voice = Parts.voice();
        double slow = vowelPitch(voice, 0.6);
        double usual = vowelPitch(voice, 1);
        double fast = vowelPitch(voice, 1.4);
        assertThat(slow).isCloseTo(usual, within(usual * 0.12));
        assertThat(fast).isCloseTo(usual, within(usual * 0.12));
    }

    private static double vowelPitch(Voice voice, double speed) throws Exception {
        Synthesis made = voice.synthesise("Our", new VoiceSettings(speed));
        WordTiming word = made.words().getFirst();
        int rateHz = made.rateHz();
        int start = (int) (word.start().toMillis() * rateHz / 1_000);
        int length = (int) (word.end().minus(word.start()).toMillis() * rateHz / 1_000);
        return pitchHz(made.samples(), rateHz, start + length / 5, length / 2);
    }
}
