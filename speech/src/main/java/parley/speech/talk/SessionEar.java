package parley.speech.talk;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parley.speech.Readiness;
import parley.speech.audio.AudioChunk;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.QueuedEar;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.languages.HoldAnswer;
import parley.speech.languages.RecogniserHold;
import parley.speech.languages.SpokenLanguage;
import parley.tutor.TutorFailure;
import parley.tutor.TutorFailure.LanguageNotHeard;
import parley.tutor.TutorFailure.LanguageNotHeard.Hearing;

/**
 * One session's ear, opened by the first audio with what hears the session's language. Thread-safe; nothing here waits.
 *
 * <p>While that is missing, audio is refused, and each reason is told once until there was an ear. An ear that was sent no
 * sound for long, be it silence, may lose its recogniser to another language; the next audio opens it again.
 */
final class SessionEar implements AutoCloseable {
    /** Reasons told before there is an ear; there are hardly more than two. */
    private static final int MOST_REASONS = 8;

    private final TalkParts parts;
    private final Consumer<HearingFact> facts;
    private final Predicate<TutorFailure> missing;
    private final Object lock = new Object();
    private final Set<TutorFailure> told = new HashSet<>();
    private boolean otherTold;
    private int holdsAsked;
    private List<String> languages;
    private List<String> expected;
    private EarSettings listening;
    private @Nullable QueuedEar ear;
    private @Nullable RecogniserHold hold;
    private boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param facts hears what the ear hears, on its threads
     * @param missing hears why there is no ear, or not quite the right one; false when it can't be told now
     */
    SessionEar(
            TalkParts parts,
            TalkSettings settings,
            List<String> expected,
            Consumer<HearingFact> facts,
            Predicate<TutorFailure> missing) {
        this.parts = parts;
        this.facts = facts;
        this.missing = missing;
        this.expected = expected;
        this.languages = languages(settings);
        this.listening = settings.ear();
    }

    private static List<String> languages(TalkSettings settings) {
        return settings.spoken().inOrder(settings.locale());
    }

    /**
     * The learner talks in another way from now on. An ear for another language gives way; true when there was one, and what
     * it was hearing is lost.
     */
    boolean settings(TalkSettings settings) {
        synchronized (lock) {
            listening = settings.ear();
            if (ear != null) {
                ear.listen(listening);
            }
            List<String> next = languages(settings);
            if (next.equals(languages)) {
                return false;
            }
            languages = next;
            told.clear();
            otherTold = false;
            boolean had = ear != null;
            letGo();
            return had;
        }
    }

    /** Whether there is something to hear with, which is opened if it can be. */
    boolean ready() {
        synchronized (lock) {
            return !closed && (ear != null || open());
        }
    }

    /** Takes audio; false when there is nothing to hear it with. */
    boolean hear(AudioChunk chunk) {
        synchronized (lock) {
            if (closed || ear == null || hold == null) {
                return false;
            }
            hold.use();
            ear.hear(chunk);
            return true;
        }
    }

    private boolean open() {
        Readiness<VoiceActivityDetector> detector = parts.speech().voiceActivity();
        int number = ++holdsAsked;
        switch (parts.speech().hearing(languages, () -> takenBack(number))) {
            case HoldAnswer.Held(RecogniserHold held) -> {
                if (detector instanceof Readiness.Ready<VoiceActivityDetector>(VoiceActivityDetector voices)) {
                    open(held, voices);
                } else {
                    held.close();
                    tell(without(detector, held.language()));
                }
            }
            case HoldAnswer.Loading(String language) -> tell(loading(language));
            case HoldAnswer.NoRoom(String language, int most) ->
                tell(new LanguageNotHeard(
                        Hearing.NO_ROOM, language, language, "all " + most + " models that may be open are in use"));
            case HoldAnswer.NoModel(String language) ->
                tell(new LanguageNotHeard(
                        Hearing.NOT_AT_ALL, language, language, "no model for " + language + " is chosen"));
            case HoldAnswer.Failed(String language, String reason, String remedy) -> tell(unavailable(reason, remedy));
        }
        return ear != null;
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

    private void open(RecogniserHold held, VoiceActivityDetector voices) {
        var opened = new QueuedEar(parts.pool(), voices, held.recogniser(), listening, parts.maxWaitingAudio(), facts);
        opened.expect(expectedIn(held));
        ear = opened;
        hold = held;
        told.clear();
        String wanted = languages.getFirst();
        if (!held.language().equals(wanted) && !otherTold) {
            otherTold = missing.test(new LanguageNotHeard(
                    Hearing.OTHER_LANGUAGE, wanted, held.language(), "no model for " + wanted + " is chosen"));
        }
    }

    /** Grammars are spelled in English letters: in another language they would be heard as words that it does not have. */
    private List<String> expectedIn(RecogniserHold held) {
        return held.language().equals(SpokenLanguage.ENGLISH) ? expected : List.of();
    }

    private void tell(TutorFailure failure) {
        if (told.size() < MOST_REASONS && !told.contains(failure) && missing.test(failure)) {
            told.add(failure);
        }
    }

    private void takenBack(int number) {
        synchronized (lock) {
            if (number == holdsAsked) {
                letGo();
            }
        }
    }

    private void letGo() {
        if (ear != null) {
            ear.close();
            ear = null;
        }
        if (hold != null) {
            hold.close();
            hold = null;
        }
    }

    void expect(List<String> phrases) {
        synchronized (lock) {
            expected = phrases;
            if (ear != null && hold != null) {
                ear.expect(expectedIn(hold));
            }
        }
    }

    void turnCommitted() {
        synchronized (lock) {
            if (ear != null) {
                ear.turnCommitted();
            }
        }
    }

    /** Tells when all audio was heard; false when there is no ear, and so nothing being said. */
    boolean audioEnded() {
        synchronized (lock) {
            if (ear != null) {
                ear.audioEnded();
            }
            return ear != null;
        }
    }

    /** Hears nothing any more; idempotent. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            letGo();
        }
    }
}
