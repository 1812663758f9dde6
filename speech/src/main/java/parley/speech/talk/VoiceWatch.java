package parley.speech.talk;

import java.time.Duration;
import java.util.function.Consumer;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.QueuedEar;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.hearing.VoiceActivityDetector;

/** An ear that tells when there is a voice and hears no words, and so needs no model of a language. */
final class VoiceWatch {
    private VoiceWatch() {}

    static QueuedEar open(
            DecoderPool pool,
            VoiceActivityDetector voices,
            EarSettings listening,
            Duration maxWaiting,
            Consumer<HearingFact> facts) {
        return QueuedEar.decodingAtOnce(pool, voices, new Deaf(), listening, maxWaiting, facts);
    }

    private record Deaf() implements Recogniser {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public UtteranceDecoder openFree() {
            return new Nothing();
        }

        @Override
        public UtteranceDecoder openAgainst(Grammar grammar) {
            return new Nothing();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private record Nothing() implements UtteranceDecoder {
        @Override
        public void accept(short[] samples, int offset, int length) {
            // No words come of it.
        }

        @Override
        public String partial() {
            return "";
        }

        @Override
        public Transcript finish() {
            return Transcript.EMPTY;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
