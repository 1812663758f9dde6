package parley.speech.talk;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import parley.speech.Readiness;
import parley.speech.SpeechParts;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.languages.HoldAnswer;
import parley.speech.languages.RecogniserHold;
import parley.tutor.TutorFailure;
import parley.tutor.TutorFailure.LanguageNotHeard;
import parley.tutor.TutorFailure.LanguageNotHeard.Hearing;

/**
 * Asks for what a session's ear is made of, and tells why there is none: each reason once until there was one. Not
 * thread-safe; the ear guards it.
 */
final class EarOpening {
    /** Reasons told before there is an ear; there are hardly more than two. */
    private static final int MOST_REASONS = 8;

    /** What an ear is made of, or why there is none. */
    sealed interface Answer {
        /** All is there; {@code held} is the asker's to close. */
        record Open(RecogniserHold held, VoiceActivityDetector voices) implements Answer {}

        /** It is still being loaded. */
        record Coming() implements Answer {}

        /**
         * There is none.
         *
         * @param toldNow whether the reason was told now, and not before
         */
        record None(boolean toldNow) implements Answer {}
    }

    private final SpeechParts speech;
    private final Predicate<TalkHappening> happenings;
    private final Set<TutorFailure> told = new HashSet<>();
    private boolean otherTold;

    /** @param happenings hears why there is no ear, or not quite the right one; false when it can't be told now */
    EarOpening(SpeechParts speech, Predicate<TalkHappening> happenings) {
        this.speech = speech;
        this.happenings = happenings;
    }

    /** What hears the first of {@code languages} that is heard here; {@code takenBack} is told when it is lent away. */
    Answer ask(List<String> languages, Runnable takenBack) {
        Readiness<VoiceActivityDetector> detector = speech.voiceActivity();
        return switch (speech.hearing(languages, takenBack)) {
            case HoldAnswer.Held(RecogniserHold held) -> {
                if (detector instanceof Readiness.Ready<VoiceActivityDetector>(VoiceActivityDetector voices)) {
                    yield new Answer.Open(held, voices);
                }
                held.close();
                boolean now = tell(without(detector, held.language()));
                yield detector instanceof Readiness.Loading ? new Answer.Coming() : new Answer.None(now);
            }
            case HoldAnswer.Loading(String language) -> {
                tell(loading(language));
                yield new Answer.Coming();
            }
            case HoldAnswer.NoRoom(String language, int most) ->
                none(new LanguageNotHeard(
                        Hearing.NO_ROOM, language, language, "all " + most + " models that may be open are in use"));
            case HoldAnswer.NoModel(String language) ->
                none(new LanguageNotHeard(
                        Hearing.NOT_AT_ALL, language, language, "no model for " + language + " is chosen"));
            case HoldAnswer.Failed(String language, String reason, String remedy) -> none(unavailable(reason, remedy));
        };
    }

    private Answer none(TutorFailure why) {
        return new Answer.None(tell(why));
    }

    private static TutorFailure loading(String language) {
        return new LanguageNotHeard(
                Hearing.LOADING, language, language, "what hears " + language + " is still loading");
    }

    private static TutorFailure without(Readiness<VoiceActivityDetector> detector, String language) {
        return switch (detector) {
            case Readiness.Ready<VoiceActivityDetector> ready -> loading(language);
            case Readiness.Loading<VoiceActivityDetector> loading -> loading(language);
            case Readiness.Unavailable<VoiceActivityDetector>(String reason, String remedy) ->
                unavailable(reason, remedy);
        };
    }

    private static TutorFailure unavailable(String reason, String remedy) {
        return new TutorFailure.SpeechUnavailable(
                "Speech can not be heard (" + reason + "); to mend it: " + remedy + ". Typing works");
    }

    /** Whether it was told now. */
    private boolean tell(TutorFailure failure) {
        return told.size() < MOST_REASONS
                && !told.contains(failure)
                && happenings.test(new TalkHappening.EarMissing(failure))
                && told.add(failure);
    }

    /** There is an ear that hears {@code heard}; where that is not what was {@code wanted}, it is told once. */
    void opened(String wanted, String heard) {
        told.clear();
        if (!heard.equals(wanted) && !otherTold) {
            otherTold = happenings.test(new TalkHappening.EarMissing(new LanguageNotHeard(
                    Hearing.OTHER_LANGUAGE, wanted, heard, "no model for " + wanted + " is chosen")));
        }
    }

    /** Other languages are asked for from now on, and their reasons told anew. */
    void begin() {
        told.clear();
        otherTold = false;
    }
}
