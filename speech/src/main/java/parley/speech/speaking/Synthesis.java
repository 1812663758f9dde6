package parley.speech.speaking;

import java.time.Duration;
import java.util.List;

/**
 * Speech made from a text.
 *
 * @param samples mono PCM16; handed over, not copied
 * @param rateHz samples a second
 * @param words where each word is spoken, in order
 */
@SuppressWarnings("ArrayRecordComponent")
public record Synthesis(short[] samples, int rateHz, List<WordTiming> words) {
    public Synthesis {
        words = List.copyOf(words);
    }

    public Duration length() {
        return Duration.ofNanos(samples.length * 1_000_000_000L / rateHz);
    }
}
