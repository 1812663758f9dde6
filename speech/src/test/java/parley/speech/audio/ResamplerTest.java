package parley.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    private static short[] tone(double hz, int rate, int samples) {
        var tone = new short[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = Pcm16.clip(10_000 * Math.sin(2 * Math.PI * hz * i / rate));
        }
        return tone;
    }

    private static short[] whole(short[] input, int from, int to) {
        var resampler = new Resampler(from, to);
        short[] head = resampler.resample(input);
        short[] tail = resampler.finish();
        short[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "8000,16000",
        "11025,16000",
        "22050,16000",
        "24000,16000",
        "44100,16000",
        "48000,16000",
        "44099,16000",
        "48000,24000",
        "16000,24000",
        "22050,24000",
        "24000,48000"
    })
    void keepsAToneInPlaceAndTheLengthTrue(int from, int to) {
        short[] out = whole(tone(1_000, from, from), from, to);
        assertThat(out.length).isBetween(to - 1, to + 1);
        short[] wanted = tone(1_000, to, out.length);
        double difference = 0;
        for (int i = 200; i < out.length - 200; i++) {
            difference = Math.max(difference, Math.abs(out[i] - wanted[i]));
        }
        // 1 % of the amplitude; a shift of half a sample would show as 20 %.
        assertThat(difference).isLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({"48000,16000,9500", "44100,16000,12000", "48000,24000,14000", "32000,16000,9000"})
    void removesWhatWouldFoldBack(int from, int to, int hz) {
        short[] out = whole(tone(hz, from, from), from, to);
        double heard = Pcm16.rms(out, 200, out.length - 400);
        // 7071 goes in; 60 dB less comes out.
        assertThat(heard).isCloseTo(0, within(7.1));
    }

    @Property(tries = 60)
    void piecesDoNotShow(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 700) Integer> pieces,
            @ForAll @IntRange(min = 0, max = 4) int which) {
        int[] rates = {8_000, 22_050, 44_100, 48_000, 24_000};
        int total = pieces.stream().mapToInt(Integer::intValue).sum();
        short[] input = tone(777, rates[which], total);
        short[] expected = whole(input, rates[which], 16_000);

        var resampler = new Resampler(rates[which], 16_000);
        var out = new short[expected.length + 10];
        int length = 0;
        int at = 0;
        for (int piece : pieces) {
            short[] more = resampler.resample(Arrays.copyOfRange(input, at, at + piece));
            System.arraycopy(more, 0, out, length, more.length);
            length += more.length;
            at += piece;
        }
        short[] tail = resampler.finish();
        System.arraycopy(tail, 0, out, length, tail.length);
        length += tail.length;

        assertThat(Arrays.copyOf(out, length)).isEqualTo(expected);
    }
}
