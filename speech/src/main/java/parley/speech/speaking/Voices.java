package parley.speech.speaking;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The voices at hand, the preferred first. Immutable; closing closes them all. */
public record Voices(List<Voice> all) implements AutoCloseable {
    public Voices {
        all = List.copyOf(all);
    }

    /** The first voice that speaks {@code language}, a tag such as {@code en}, {@code zh} or {@code zh-CN}. */
    public Optional<Voice> speaking(String language) {
        String primary = Locale.forLanguageTag(language).getLanguage();
        return all.stream().filter(voice -> voice.languages().contains(primary)).findFirst();
    }

    /** How often preferred voices failed, for each language that has others behind them. */
    public List<FailoverFigures> failovers() {
        return all.stream()
                .filter(FailoverVoice.class::isInstance)
                .map(voice -> ((FailoverVoice) voice).figures())
                .toList();
    }

    @Override
    public void close() {
        all.forEach(Voice::close);
    }
}
