package parley.speech.talk;

import parley.speech.Readiness;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.speaking.Voice;

/** Where a talk finds its ears and mouths, which may still be loading; thread-safe, never blocks. */
public interface SpeechParts {
    Readiness<Recogniser> recogniser();

    Readiness<VoiceActivityDetector> detector();

    /** The voice for a primary language subtag such as {@code en} or {@code zh}. */
    Readiness<Voice> voice(String language);
}
