package parley.api;

import parley.speech.Readiness;
import parley.speech.SpeechParts;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.speaking.Voices;

/** Speech that is switched off. */
record NoSpeech() implements SpeechParts {
    private static final String REASON = "speech is switched off";
    private static final String REMEDY = "set speech.enabled to true in the settings";

    @Override
    public Readiness<Recogniser> recogniser() {
        return new Readiness.Unavailable<>(REASON, REMEDY);
    }

    @Override
    public Readiness<VoiceActivityDetector> voiceActivity() {
        return new Readiness.Unavailable<>(REASON, REMEDY);
    }

    @Override
    public Readiness<Voices> voices() {
        return new Readiness.Unavailable<>(REASON, REMEDY);
    }
}
