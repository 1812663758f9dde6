package parley.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Sound as it should not be: each fault is told once, and the sound is heard as well as may be. */
class SoundInputTest {
    private static final int RATE = 16_000;

    private static short[] sound(int seconds, IntToDoubleFunction value) {
        var samples = new short[seconds * RATE];
        Arrays.setAll(new int[samples.length], i -> samples[i] = Pcm16.clip(value.applyAsDouble(i)));
        return samples;
    }

    /** A syllable-like tone, 300 Hz swelling four times a second. */
    private static double voice(int i, double level) {
        return level * Math.sin(2 * Math.PI * 300 * i / RATE) * Math.abs(Math.sin(2 * Math.PI * 2 * i / RATE));
    }

    private static SoundInput input(int rateHz) {
        return new SoundInput(PlainDecoder.pcm(new InputFormat.Pcm(rateHz)));
    }

    /** Gives {@code samples} in pieces of 100 ms, which come {@code speed} times as fast as real time. */
    private static List<SoundFault> faults(SoundInput input, short[] samples, double speed) throws AudioUnreadable {
        List<SoundFault> found = new ArrayList<>();
        int piece = RATE / 10;
        for (int at = 0; at < samples.length; at += piece) {
            byte[] bytes = Pcm16.toBytes(samples, at, Math.min(piece, samples.length - at));
            found.addAll(input.take(bytes, Duration.ofMillis(Math.round((at + piece) / (16 * speed))))
                    .faults());
        }
        return found;
    }

    @Test
    void goodSoundHasNoFaultAndKeepsItsLevel() throws AudioUnreadable {
        short[] good = sound(12, i -> i < 3 * RATE ? 0 : voice(i, 20_000));
        assertThat(faults(input(RATE), good, 1)).isEmpty();
        short[] taken = input(RATE).take(Pcm16.toBytes(good), Duration.ZERO).samples();
        assertThat(Pcm16.rms(taken, 0, taken.length) / Pcm16.rms(good, 0, good.length))
                .isBetween(0.98, 1.02);
    }

    @Test
    void zerosFromTheBeginningAreToldOnceButPausesAreNot() throws AudioUnreadable {
        assertThat(faults(input(RATE), new short[20 * RATE], 1)).containsExactly(SoundFault.SILENT);
        assertThat(faults(input(RATE), sound(20, i -> i < RATE ? voice(i, 9_000) : 0), 1))
                .isEmpty();
    }

    @Test
    void clippedSoundIsTold() throws AudioUnreadable {
        assertThat(faults(input(RATE), sound(6, i -> voice(i, 90_000)), 1)).containsExactly(SoundFault.CLIPPED);
    }

    @Test
    void anOffsetIsToldAndTakenOut() throws AudioUnreadable {
        short[] shifted = sound(6, i -> voice(i, 8_000) + 9_000);
        assertThat(faults(input(RATE), shifted, 1)).containsExactly(SoundFault.OFFSET);
        short[] taken = input(RATE).take(Pcm16.toBytes(shifted), Duration.ZERO).samples();
        assertThat(Arrays.stream(toInts(taken)).average().orElseThrow()).isBetween(-50.0, 50.0);
        assertThat(Pcm16.rms(taken, RATE, 4 * RATE))
                .isBetween(0.97 * Pcm16.rms(sound(6, i -> voice(i, 8_000)), RATE, 4 * RATE), 6_000.0);
    }

    private static int[] toInts(short[] samples) {
        var ints = new int[samples.length];
        Arrays.setAll(ints, i -> samples[i]);
        return ints;
    }

    @Test
    void eightBitSamplesSentAsSixteenAreTold() throws AudioUnreadable {
        var eightBit = new byte[8 * 2 * RATE];
        for (int i = 0; i < eightBit.length; i++) {
            eightBit[i] = (byte) (128 + voice(i, 40));
        }
        List<SoundFault> found = new ArrayList<>();
        SoundInput input = input(RATE);
        for (int second = 0; second < 8; second++) {
            found.addAll(input.take(
                            Arrays.copyOfRange(eightBit, second * 2 * RATE, (second + 1) * 2 * RATE),
                            Duration.ofSeconds(second + 1))
                    .faults());
        }
        assertThat(found).containsExactly(SoundFault.CLIPPED);
    }

    @Test
    void fortyKilohertzClaimedAsSixteenIsTold() throws AudioUnreadable {
        assertThat(faults(input(RATE), sound(30, i -> voice(i, 8_000)), 2.5)).containsExactly(SoundFault.TOO_FAST);
    }

    @Test
    void aSocketThatStalledAndCatchesUpIsNoFault() throws AudioUnreadable {
        SoundInput input = input(RATE);
        byte[] second = Pcm16.toBytes(sound(1, i -> voice(i, 8_000)));
        assertThat(input.take(second, Duration.ofSeconds(1)).faults()).isEmpty();
        for (int i = 0; i < 30; i++) {
            assertThat(input.take(second, Duration.ofSeconds(31)).faults()).isEmpty();
        }
    }

    @Test
    void everyRateComesOutAtSixteenKilohertz() throws AudioUnreadable {
        for (int rate : new int[] {8_000, 11_025, 16_000, 24_000, 44_100, 48_000}) {
            short[] taken = input(rate).take(new byte[2 * rate], Duration.ZERO).samples();
            assertThat(taken.length).as("%s Hz", rate).isBetween(RATE - 200, RATE);
        }
        var law = new byte[8_000];
        assertThat(new SoundInput(PlainDecoder.muLaw()).take(law, Duration.ZERO).samples().length)
                .isBetween(RATE - 200, RATE);
        assertThat(new SoundInput(PlainDecoder.aLaw()).take(law, Duration.ZERO).samples().length)
                .isBetween(RATE - 200, RATE);
    }

    @Test
    void halfASampleAndTooMuchAtOnceAreRefusedAndTheStreamGoesOn() throws AudioUnreadable {
        SoundInput input = input(RATE);
        assertThatThrownBy(() -> input.take(new byte[3], Duration.ZERO))
                .isInstanceOf(AudioUnreadable.class)
                .hasMessageContaining("even number of bytes");
        assertThatThrownBy(() -> input.take(new byte[2 * RATE * 16], Duration.ZERO))
                .isInstanceOf(AudioUnreadable.class)
                .hasMessageContaining("15 s");
        assertThat(input.take(new byte[640], Duration.ZERO).samples()).hasSize(320);
    }
}
