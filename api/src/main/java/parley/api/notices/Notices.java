package parley.api.notices;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import parley.speech.audio.SoundFault;
import parley.tutor.TutorFailure;

/** Failures as a learner is told of them: a code for programs and a sentence in the learner's language. Thread-safe. */
public final class Notices {
    private static final String BUNDLE = "parley.api.notices.notices";

    /** The code of {@link #settingPassedOver}. */
    public static final String SETTING_PASSED_OVER = "setting_passed_over";

    private Notices() {}

    /** The code in the protocol, such as {@code model_unavailable}. */
    public static String code(TutorFailure failure) {
        return switch (failure) {
            case TutorFailure.ModelUnavailable model -> "model_unavailable";
            case TutorFailure.ModelMisconfigured model -> "model_misconfigured";
            case TutorFailure.BudgetSpent budget -> "budget_spent";
            case TutorFailure.OutputUnusable output -> "output_unusable";
            case TutorFailure.StoreUnavailable store -> "store_unavailable";
            case TutorFailure.SpeechUnavailable speech -> "speech_unavailable";
            case TutorFailure.LanguageNotHeard language ->
                switch (language.hearing()) {
                    case LOADING -> "hearing_loading";
                    case NO_ROOM -> "hearing_full";
                    case NOT_AT_ALL -> "language_not_heard";
                    case OTHER_LANGUAGE -> "other_language_heard";
                };
            case TutorFailure.LimitReached limit -> "limit_reached";
        };
    }

    /** The sentence for {@code failure}; its reason, which is for operators, only where the learner can act on it. */
    public static String message(TutorFailure failure, String locale) {
        String sentence = sentence(code(failure), locale);
        return switch (failure) {
            case TutorFailure.StoreUnavailable store -> sentence + " (" + store.reason() + ")";
            case TutorFailure.SpeechUnavailable speech -> sentence + " (" + speech.reason() + ")";
            case TutorFailure.LanguageNotHeard language ->
                sentence.replace("{language}", name(language.language(), locale))
                        .replace("{heard}", name(language.heard(), locale));
            case TutorFailure.LimitReached limit -> sentence + " (" + limit.reason() + ")";
            case TutorFailure.ModelUnavailable model -> sentence;
            case TutorFailure.ModelMisconfigured model -> sentence;
            case TutorFailure.BudgetSpent budget -> sentence;
            case TutorFailure.OutputUnusable output -> sentence;
        };
    }

    /** The code in the protocol, such as {@code sound_silent}. */
    public static String code(SoundFault fault) {
        return switch (fault) {
            case SILENT -> "sound_silent";
            case CLIPPED -> "sound_clipped";
            case OFFSET -> "sound_offset";
            case TOO_FAST -> "sound_too_fast";
        };
    }

    /** The sentence for {@code fault}. */
    public static String message(SoundFault fault, String locale) {
        return sentence(code(fault), locale);
    }

    /** The sentence for what a client wished and nothing here follows, by its names in the protocol. */
    public static String settingPassedOver(List<String> names, String locale) {
        return sentence(SETTING_PASSED_OVER, locale) + " (turn_detection: " + String.join(", ", names) + ")";
    }

    /** A language's name in the learner's. */
    private static String name(String language, String locale) {
        return Locale.forLanguageTag(language).getDisplayLanguage(Locale.forLanguageTag(locale));
    }

    private static String sentence(String key, String locale) {
        try {
            return ResourceBundle.getBundle(
                            BUNDLE,
                            Locale.forLanguageTag(locale),
                            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                    .getString(key);
        } catch (MissingResourceException e) {
            return key;
        }
    }
}
