package parley.speech.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
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
    private boolean speaking;
    /** Its end was asked for, and has not been told. */
    private boolean ending;

    /**
     * @param hold closed with the ear
     * @param facts hears what this ear hears, on other threads; whoever believes it tells it to {@link #note}
     */
    HeldEar(
            TalkParts parts,
            VoiceActivityDetector voices,
            RecogniserHold hold,
            EarSettings listening,
            BiConsumer<HeldEar, HearingFact> facts) {
        this.hold = hold;
        this.ear = new QueuedEar(
                parts.pool(),
                voices,
                hold.recogniser(),
                listening,
                parts.maxWaitingAudio(),
                fact -> facts.accept(this, fact));
    }

    /** What it hears. */
    String language() {
        return hold.language();
    }

    void hear(AudioChunk chunk) {
        if (speaking) {
            hold.use();
        }
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
        // The pause that was to come may be untold now.
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
            case HearingFact.SpeechStarted started -> true;
            case HearingFact.SpeechResumed resumed -> true;
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
