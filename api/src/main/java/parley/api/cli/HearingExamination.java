package parley.api.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.api.config.Settings;
import parley.speech.EmbeddedSpeech;
import parley.speech.SpeechModels;
import parley.speech.hearing.Recogniser;
import parley.speech.languages.HoldAnswer;
import parley.speech.languages.RecogniserHold;

/** What the doctor finds about hearing: what hears each language that learners speak, or that a model was chosen for. */
final class HearingExamination {
    private static final Duration LOADING_LIMIT = Duration.ofMinutes(1);

    private final Settings settings;
    private final SpeechModels models;
    private final String rebuild;

    /** @param rebuild what brings the embedded model back */
    HearingExamination(Settings settings, SpeechModels models, String rebuild) {
        this.settings = settings;
        this.models = models;
        this.rebuild = rebuild;
    }

    /** Opens each for real, one after the other. */
    List<Finding> findings(EmbeddedSpeech speech) throws InterruptedException {
        Map<String, String> spoken = SpokenLanguages.of(settings);
        Set<String> languages = new LinkedHashSet<>(spoken.keySet());
        models.chosen().keySet().stream().sorted().forEach(languages::add);
        var findings = new ArrayList<Finding>();
        for (String language : languages) {
            findings.add(finding(speech, language, spoken.get(language)));
        }
        return findings;
    }

    private Finding finding(EmbeddedSpeech speech, String language, @Nullable String where)
            throws InterruptedException {
        String what = "recogniser (" + language + ")";
        HoldAnswer answer = speech.hearing(List.of(language), () -> {});
        if (answer instanceof HoldAnswer.Loading) {
            if (!speech.recognisers().awaitSettled(language, LOADING_LIMIT)) {
                return Finding.missing(what, "still loading after " + LOADING_LIMIT.toSeconds() + " s", rebuild);
            }
            answer = speech.hearing(List.of(language), () -> {});
        }
        return switch (answer) {
            case HoldAnswer.Held(RecogniserHold hold) -> {
                Recogniser part = hold.recogniser();
                hold.close();
                yield Finding.there(what, part.name() + from(language) + ", on " + platform());
            }
            case HoldAnswer.NoModel none ->
                Finding.note(
                        what,
                        "no model is chosen, and it is spoken in " + where + ": learners are asked to type",
                        "./parley speech install NAME, then ./parley speech use NAME");
            case HoldAnswer.Failed(String heard, String reason, String remedy) ->
                Finding.missing(
                        what,
                        reason + " (" + platform() + ")",
                        models.recogniser(language).filter(Files::isDirectory).isPresent() ? remedy : rebuild);
            case HoldAnswer.Loading late -> Finding.missing(what, "it did not load", rebuild);
            case HoldAnswer.NoRoom full ->
                Finding.missing(what, "other models take its room", "raise speech.open-models");
        };
    }

    private String from(String language) {
        Path folder = models.recogniser(language).map(Path::getParent).orElse(null);
        return folder == null ? "" : " from " + folder;
    }

    private static String platform() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
