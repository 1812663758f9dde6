package parley.speech.speaking;

import java.time.Duration;

/**
 * A voice with one speed only, made to speak at any by {@link TimeStretch}; its words' times follow. Thread-safe.
 *
 * @param voice asked at its usual speed
 * @param threads where the stretching is computed
 */
public record StretchedVoice(Voice voice, VoiceThreads threads) implements VoiceLayer {
    @Override
    public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException {
        Synthesis usual = voice.synthesise(text, VoiceSettings.USUAL);
        return settings.speed() == 1 ? usual : threads.compute(() -> at(usual, settings.speed()));
    }

    private static Synthesis at(Synthesis usual, double speed) {
        int rateHz = usual.rateHz();
        TimeStretch stretch = TimeStretch.of(usual.samples(), rateHz, speed);
        var words = usual.words().stream()
                .map(word -> new WordTiming(
                        word.text(),
                        moved(stretch, word.start(), rateHz),
                        moved(stretch, word.end(), rateHz),
                        word.from(),
                        word.to()))
                .toList();
        return new Synthesis(stretch.samples(), rateHz, words);
    }

    private static Duration moved(TimeStretch stretch, Duration time, int rateHz) {
        long place = Math.round(time.toNanos() * (double) rateHz / 1_000_000_000L);
        return Duration.ofNanos(stretch.stretched(place) * 1_000_000_000L / rateHz);
    }
}
