package parley.speech;

import java.util.List;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.languages.HoldAnswer;
import parley.speech.languages.RecogniserHold;
import parley.speech.speaking.Voices;

/** Where a session finds its ears and mouths, which may still be loading; thread-safe, never blocks. */
public interface SpeechParts {
    /** What hears the language of this installation. */
    Readiness<Recogniser> recogniser();

    /**
     * Holds what hears the first of {@code languages} that is heard here. With a single recogniser that one hears whatever is
     * spoken.
     *
     * @param languages two or three letters each, at least one
     * @param takenBack told, on a thread of its own, when the hold was taken back because nobody used it
     */
    default HoldAnswer hearing(List<String> languages, Runnable takenBack) {
        String language = languages.getFirst();
        return switch (recogniser()) {
            case Readiness.Ready<Recogniser>(Recogniser part) ->
                new HoldAnswer.Held(RecogniserHold.lasting(language, part));
            case Readiness.Loading<Recogniser>() -> new HoldAnswer.Loading(language);
            case Readiness.Unavailable<Recogniser>(String reason, String remedy) ->
                new HoldAnswer.Failed(language, reason, remedy);
        };
    }

    /**
     * Makes ready to hear the first of {@code languages} that is heard here, for somebody who will probably speak it; takes it
     * from nobody who holds another.
     */
    default void prepare(List<String> languages) {}

    Readiness<VoiceActivityDetector> voiceActivity();

    Readiness<Voices> voices();
}
