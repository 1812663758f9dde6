package parley.speech.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.QueuedEar;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.languages.RecogniserHold;
import parley.speech.languages.SpokenLanguage;

/**
 * An ear and the hold of its recogniser, which is in use as long as there is a voice. Not thread-safe; the session's ear
 * guards it.
 */
final class HeldEar implements AutoCloseable {
    private final RecogniserHold hold;
    private final QueuedEar ear;
    private SampleCount given = SampleCount.ZERO;
    private SampleCount turnBegan = SampleCount.ZERO;
    /** Whether there is a voice whose pause will be told. */
    private boolean speaking;
    /** Its end was asked for, and has not been told. */
    private boolean ending;

    /**
     * @param hold closed with the ear
     * @param maxWaiting audio that may wait to be heard, at most 60 s
     * @param facts hears what this ear hears, on other threads; whoever believes it tells it to {@link #note}
     */
    HeldEar(
            DecoderPool pool,
            VoiceActivityDetector voices,
            RecogniserHold hold,
            EarSettings listening,
            Duration maxWaiting,
            BiConsumer<HeldEar, HearingFact> facts) {
        this.hold = hold;
        this.ear =
                new QueuedEar(pool, voices, hold.recogniser(), listening, maxWaiting, fact -> facts.accept(this, fact));
    }

    /** What it hears. */
    String language() {
        return hold.language();
    }

    void hear(AudioChunk chunk) {
        if (speaking) {
            hold.use();
        }
        given = chunk.end().isAfter(given) ? chunk.end() : given;
        ear.hear(chunk);
    }

    void listen(EarSettings settings) {
        ear.listen(settings);
    }

    void expect(List<String> phrases) {
        // They are spelled in English letters: in another language they would be heard as words that it does not have.
        ear.expect(hold.language().equals(SpokenLanguage.ENGLISH) ? phrases : List.of());
    }

    void turnCommitted() {
        // The pause of a voice that was given before may be untold now, also of one that is yet to be noticed.
        turnBegan = given;
        speaking = false;
        ear.turnCommitted();
    }

    /** Asks to be told when all sound was heard. */
    void audioEnded() {
        ending = true;
        ear.audioEnded();
    }

    /** This is told of it now. */
    void note(HearingFact fact) {
        ending &= !(fact instanceof HearingFact.AudioEnded);
        speaking = switch (fact) {
            case HearingFact.SpeechStarted(SampleCount at) -> !turnBegan.isAfter(at);
            case HearingFact.SpeechResumed(SampleCount at) -> !turnBegan.isAfter(at);
            case HearingFact.SpeechPaused paused -> false;
            case HearingFact.PartialHeard partial -> speaking;
            case HearingFact.SegmentHeard segment -> speaking;
            case HearingFact.RecogniserFailed failed -> false;
            case HearingFact.AudioDropped dropped -> speaking;
            case HearingFact.AudioEnded ended -> false;
        };
        // Words so far are of a voice, too: one that went on as its turn ended is not told to have begun.
        if (speaking || fact instanceof HearingFact.PartialHeard) {
            hold.use();
        }
    }

    /** What is still to be told of an ear whose recogniser was lent away, which heard sound up to {@code received}. */
    List<HearingFact> untold(SampleCount received) {
        var left = new ArrayList<HearingFact>();
        if (speaking) {
            // It was chosen just before the voice began: that must not wait for an ear that is gone.
            left.add(new HearingFact.RecogniserFailed("its recogniser was lent"));
        }
        if (ending) {
            left.add(new HearingFact.AudioEnded(received));
        }
        return left;
    }

    /** Hears nothing any more and gives the recogniser back; idempotent. */
    @Override
    public void close() {
        ear.close();
        hold.close();
    }
}
