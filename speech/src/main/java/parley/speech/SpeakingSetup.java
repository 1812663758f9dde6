package parley.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.speech.caffeine.LineCache;
import parley.speech.http.HttpVoice;
import parley.speech.http.VoiceService;
import parley.speech.speaking.FailoverVoice;
import parley.speech.speaking.StretchedVoice;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceThreads;
import parley.speech.speaking.Voices;

/**
 * How this installation speaks.
 *
 * @param service a service that speaks before the voices of this house; empty: none
 * @param lines where the sound of short common lines is kept
 */
public record SpeakingSetup(Optional<VoiceService> service, LineCache lines) {
    /** What common lines may usually take. */
    public static final long USUAL_LINE_BYTES = 16L << 20;

    /** The voices of this house alone. */
    public static SpeakingSetup usual() {
        return new SpeakingSetup(Optional.empty(), new LineCache(USUAL_LINE_BYTES));
    }

    /**
     * Joins the voices of the house with the service: for each language the first that can speaks. A service's sound is
     * kept at its usual speed and stretched for each learner, as its servers need not know of speeds; that is computed
     * on {@code threads}.
     */
    Voices join(List<Voice> house, VoiceThreads threads) {
        List<Voice> all = new ArrayList<>();
        service.ifPresent(elsewhere -> elsewhere.voices().keySet().stream()
                .sorted()
                .forEach(language ->
                        all.add(new StretchedVoice(lines.keeping(new HttpVoice(elsewhere, language)), threads))));
        house.forEach(voice -> all.add(lines.keeping(voice)));
        List<Voice> joined = new ArrayList<>();
        all.stream().flatMap(voice -> voice.languages().stream()).distinct().forEach(language -> {
            List<Voice> speaking = all.stream()
                    .filter(voice -> voice.languages().contains(language))
                    .toList();
            joined.add(new FailoverVoice(language, speaking, FailoverVoice.USUAL_REST, System::nanoTime));
        });
        return new Voices(joined);
    }
}
