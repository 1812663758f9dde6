package parley.speech.speaking;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A voice with one speed only, made to speak at any by {@link TimeStretch}; its words' times follow. Thread-safe.
 *
 * @param voice asked at its usual speed
 * @param threads where the stretching is computed
 */
public record StretchedVoice(Voice voice, VoiceThreads threads) implements VoiceLayer {
    @Override
    public Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
            throws VoiceUnavailable, InterruptedException {
        double speed = settings.speed();
        if (speed == 1) {
            return voice.synthesise(text, VoiceSettings.USUAL, early);
        }
        var stretched = new Stretched(early, speed);
        Synthesis usual = voice.synthesise(text, VoiceSettings.USUAL, stretched);
        return threads.compute(() -> stretched.all(usual));
    }

    /** A sentence that is stretched as it comes. */
    private final class Stretched implements EarlySound {
        private final EarlySound early;
        private final double speed;
        private TimeStretch.@Nullable Stretching stretching;
        private int taken;

        Stretched(EarlySound early, double speed) {
            this.early = early;
            this.speed = speed;
        }

        @Override
        public void more(short[] samples, int rateHz, List<WordTiming> words)
                throws VoiceUnavailable, InterruptedException {
            taken += samples.length;
            short[] slower = threads.compute(() -> begun(rateHz).add(samples));
            if (slower.length > 0) {
                // About there; the places that were really taken are known in the end.
                early.more(slower, rateHz, at(words, time -> Duration.ofNanos((long) (time.toNanos() / speed))));
            }
        }

        private TimeStretch.Stretching begun(int rateHz) {
            TimeStretch.Stretching begun = stretching == null ? new TimeStretch.Stretching(rateHz, speed) : stretching;
            stretching = begun;
            return begun;
        }

        Synthesis all(Synthesis usual) {
            int rateHz = usual.rateHz();
            TimeStretch.Stretching rest = begun(rateHz);
            rest.add(Arrays.copyOfRange(usual.samples(), taken, usual.samples().length));
            TimeStretch stretch = rest.finish();
            return new Synthesis(stretch.samples(), rateHz, at(usual.words(), time -> moved(stretch, time, rateHz)));
        }
    }

    private static List<WordTiming> at(List<WordTiming> words, UnaryOperator<Duration> moved) {
        return words.stream()
                .map(word -> word.at(moved.apply(word.start()), moved.apply(word.end())))
                .toList();
    }

    private static Duration moved(TimeStretch stretch, Duration time, int rateHz) {
        long place = Math.round(time.toNanos() * (double) rateHz / 1_000_000_000L);
        return Duration.ofNanos(stretch.stretched(place) * 1_000_000_000L / rateHz);
    }
}
