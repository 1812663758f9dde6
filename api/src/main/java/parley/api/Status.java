package parley.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.api.models.CatalogueModel;
import parley.api.rest.About;
import parley.api.rest.About.CourseAbout;
import parley.api.rest.About.ModelAbout;
import parley.api.rest.About.SpeechAbout;
import parley.api.rest.Health;
import parley.prompts.course.Course;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.SpeechParts;
import parley.speech.languages.HoldAnswer;
import parley.speech.languages.LanguageFigures;
import parley.speech.speaking.FailoverFigures;
import parley.speech.speaking.Voices;
import parley.tutor.wording.AuthoredWording;

/** What is ready, as the JSON endpoints tell it; read anew each time. */
record Status(Wiring wiring) {
    About about() {
        Course usual = wiring.shelf().course(wiring.usualCourse()).orElseThrow();
        SpeechParts parts = wiring.speechParts();
        List<Readiness<?>> needed = List.of(listening(), parts.voiceActivity(), parts.voices());
        String state = needed.stream().anyMatch(Readiness.Unavailable.class::isInstance)
                ? "unavailable"
                : needed.stream().anyMatch(Readiness.Loading.class::isInstance) ? "loading" : "ready";
        List<String> spoken = parts.voices() instanceof Readiness.Ready<Voices>(Voices voices)
                ? List.of("en", "zh").stream()
                        .filter(language -> voices.speaking(language).isPresent())
                        .toList()
                : List.of();
        return new About(
                Version.text(),
                new CourseAbout(
                        usual.id(),
                        usual.title().in(wiring.settings().config().tutor().locale())),
                List.of("en", "zh-CN"),
                new SpeechAbout(state, reason(needed), word(recogniserPart()), word(parts.voices()), spoken),
                model());
    }

    Health health() {
        SpeechParts parts = wiring.speechParts();
        return new Health("ok", new Health.SpeechHealth(recogniser(), voice(parts)), model());
    }

    private ModelAbout model() {
        List<String> names = wiring.models().catalogue().models().stream()
                .map(CatalogueModel::name)
                .toList();
        return new ModelAbout(!names.isEmpty(), names.isEmpty() ? AuthoredWording.NAME : names.getFirst(), names);
    }

    private static @Nullable String reason(List<Readiness<?>> parts) {
        for (Readiness<?> part : parts) {
            if (part instanceof Readiness.Unavailable<?> none) {
                return none.reason() + "; " + none.remedy() + ".";
            }
        }
        return null;
    }

    private List<LanguageFigures> figures() {
        EmbeddedSpeech speech = wiring.speech();
        return speech == null ? List.of() : speech.recognisers().figures();
    }

    /** One that made room for another language is as good as ready: it is opened when somebody speaks. */
    private Readiness<?> recogniserPart() {
        boolean putAway = figures().stream()
                .anyMatch(figures -> figures.language()
                                .equals(wiring.settings().config().speech().language())
                        && figures.state() == LanguageFigures.State.PUT_AWAY);
        return putAway
                ? new Readiness.Ready<>("put away")
                : wiring.speechParts().recogniser();
    }

    /** Where the usual language alone has no model, other courses are heard, and a talk tells which language is not. */
    private Readiness<?> listening() {
        EmbeddedSpeech speech = wiring.speech();
        String usual = wiring.settings().config().speech().language();
        boolean otherwiseHeard =
                speech != null && speech.recognisers().missing(usual).orElse(null) instanceof HoldAnswer.NoModel;
        return otherwiseHeard ? new Readiness.Ready<>("heard by course") : recogniserPart();
    }

    private String recogniser() {
        return figures().stream().anyMatch(figures -> figures.health().degraded())
                ? "degraded"
                : word(recogniserPart());
    }

    private static String voice(SpeechParts parts) {
        return parts.voices() instanceof Readiness.Ready<Voices>(Voices voices)
                        && voices.failovers().stream().anyMatch(FailoverFigures::resting)
                ? "degraded"
                : word(parts.voices());
    }

    private static String word(Readiness<?> part) {
        return switch (part) {
            case Readiness.Loading<?> loading -> "loading";
            case Readiness.Ready<?> ready -> "ready";
            case Readiness.Unavailable<?> none -> "unavailable";
        };
    }
}
