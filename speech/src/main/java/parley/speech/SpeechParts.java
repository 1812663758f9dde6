package parley.speech;

import parley.speech.hearing.Recogniser;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.speaking.Voices;

/** Where a session finds its ears and mouths, which may still be loading; thread-safe, never blocks. */
public interface SpeechParts {
    Readiness<Recogniser> recogniser();

    Readiness<VoiceActivityDetector> voiceActivity();

    Readiness<Voices> voices();
}
