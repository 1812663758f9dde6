package parley.speech.hearing;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.VoiceActivityDetector.VoiceActivity;

/**
 * The hearing of one voice session: fed its audio in sample time, it tells {@link HearingFact}s.
 *
 * <p>Voice activity is judged frame by frame; only what lies inside it, with some audio before, is
 * decoded, freely and against the expectation side by side. On a pause the words of the turn so far
 * are told at once; when the learner goes on before {@link #turnCommitted}, later words are appended.
 *
 * <p>Not thread-safe, and {@link #hear} blocks for decoding (about a fifth of the audio's length):
 * sessions use it through {@link QueuedEar}. Facts are told on the calling thread.
 */
public final class Ear implements AutoCloseable {
    private static final int FRAME = VoiceActivityDetector.FRAME_SAMPLES;

    /** Missing audio up to this long is taken as silence; longer ends the segment. 0.5 s. */
    private static final long MAX_BRIDGED_GAP = SampleCount.RATE_HZ / 2;

    /** A segment that found no gap to be renewed in is renewed anyway at 5/4 of its limit. */
    private static final double PATIENCE = 1.25;

    private final VoiceActivityDetector detector;
    private final EarSettings settings;
    private final Consumer<HearingFact> facts;
    private final TurnDecoding decoding;
    private final int historyFrames;
    private final Deque<short[]> history = new ArrayDeque<>();
    private final long maxSegment;

    private @Nullable VoiceActivity activity;
    private final short[] frame = new short[FRAME];
    private int frameFill;
    private SampleCount next = SampleCount.ZERO;

    private boolean speaking;
    private int voicedFrames;
    private int silentFrames;
    private int framesSincePartial;
    private SampleCount speechEnd = SampleCount.ZERO;
    private @Nullable SampleCount turnStart;
    private int segments;
    private String lastPartial = "";
    private boolean closed;

    public Ear(
            VoiceActivityDetector detector, Recogniser recogniser, EarSettings settings, Consumer<HearingFact> facts) {
        this.detector = detector;
        this.settings = settings;
        this.facts = facts;
        this.decoding = new TurnDecoding(recogniser, settings);
        this.historyFrames =
                (int) Math.ceilDiv(SampleCount.of(settings.preRoll()).samples(), FRAME) + settings.onsetFrames();
        this.maxSegment = SampleCount.of(settings.maxSegment()).samples();
    }

    /**
     * Hears a chunk. Audio that was heard before is skipped; a gap is bridged with silence when short,
     * and otherwise ends what was being said.
     */
    public void hear(AudioChunk chunk) {
        if (closed) {
            return;
        }
        if (activity == null) {
            activity = detector.open();
            decoding.prepare();
        }
        int offset = 0;
        long ahead = chunk.start().samples() - next.samples();
        if (ahead < 0) {
            offset = (int) Math.min(chunk.samples().length, -ahead);
        } else if (ahead > MAX_BRIDGED_GAP) {
            endSpeech(activity);
            history.clear();
            next = chunk.start();
        } else if (ahead > 0) {
            take(new short[(int) ahead], 0, activity);
        }
        take(chunk.samples(), offset, activity);
    }

    private void take(short[] samples, int from, VoiceActivity voice) {
        int offset = from;
        while (offset < samples.length) {
            int count = Math.min(FRAME - frameFill, samples.length - offset);
            System.arraycopy(samples, offset, frame, frameFill, count);
            frameFill += count;
            offset += count;
            next = next.plus(count);
            if (frameFill == FRAME) {
                frameFill = 0;
                hearFrame(voice.probability(frame, 0));
            }
        }
    }

    private void hearFrame(double probability) {
        if (speaking) {
            decoding.accept(frame, 0, FRAME);
            followSpeech(probability);
        } else {
            awaitSpeech(probability);
        }
    }

    private void awaitSpeech(double probability) {
        if (history.size() == historyFrames) {
            history.removeFirst();
        }
        history.addLast(frame.clone());
        voicedFrames = probability >= settings.activation() ? voicedFrames + 1 : 0;
        if (voicedFrames < settings.onsetFrames()) {
            return;
        }
        speaking = true;
        silentFrames = 0;
        framesSincePartial = 0;
        SampleCount onset = next.minusOrZero(new SampleCount((long) voicedFrames * FRAME));
        voicedFrames = 0;
        speechEnd = next;
        segments++;
        if (turnStart == null) {
            turnStart = onset;
            lastPartial = "";
            facts.accept(new HearingFact.SpeechStarted(onset));
        } else {
            facts.accept(new HearingFact.SpeechResumed(onset));
        }
        // Told first, decoded second: playout must pause at once, and the decoder has the time.
        decoding.beginSegment(next.minusOrZero(new SampleCount((long) history.size() * FRAME)));
        for (short[] earlier : history) {
            decoding.accept(earlier, 0, FRAME);
        }
        history.clear();
    }

    private void followSpeech(double probability) {
        if (probability >= settings.activation()) {
            silentFrames = 0;
            speechEnd = next;
        } else if (probability < settings.release() || silentFrames > 0) {
            silentFrames++;
        } else {
            speechEnd = next;
        }
        if (silentFrames >= settings.releaseFrames()) {
            pause();
            return;
        }
        if (decoding.freeLength().samples() > maxSegment * (silentFrames > 0 ? 1 : PATIENCE)) {
            decoding.renewFree();
        }
        framesSincePartial++;
        if (framesSincePartial >= settings.partialFrames()) {
            framesSincePartial = 0;
            tellPartial();
        }
    }

    private void tellPartial() {
        String partial = decoding.partial();
        if (!partial.isEmpty() && !partial.equals(lastPartial)) {
            lastPartial = partial;
            facts.accept(new HearingFact.PartialHeard(partial, next));
        }
    }

    private void pause() {
        speaking = false;
        silentFrames = 0;
        SampleCount start = turnStart == null ? speechEnd : turnStart;
        facts.accept(new HearingFact.SpeechPaused(next, speechEnd));
        switch (decoding.endSegment(next)) {
            case TurnDecoding.Outcome.Words(Transcript free, Transcript expected, Heard heard) ->
                facts.accept(
                        new HearingFact.SegmentHeard(new Utterance(start, speechEnd, segments, free, expected, heard)));
            case TurnDecoding.Outcome.Lost(String reason) -> facts.accept(new HearingFact.RecogniserFailed(reason));
        }
        decoding.prepare();
    }

    /**
     * What may be said next, from now until the next call: answers, likely wrong answers, phrases. An
     * empty list: nothing in particular. Applies to speech already begun, too.
     */
    public void expect(List<String> phrases) {
        if (!closed) {
            decoding.expect(phrases);
        }
    }

    /** The turn is over: its words are forgotten. Speech going on becomes the first segment of the next. */
    public void turnCommitted() {
        if (closed) {
            return;
        }
        decoding.turnCommitted();
        lastPartial = "";
        turnStart = speaking ? next : null;
        segments = speaking ? 1 : 0;
    }

    /** No more audio for now (microphone off, end of a recording): what was being said has ended. */
    public void audioEnded() {
        if (closed) {
            return;
        }
        if (activity != null) {
            endSpeech(activity);
        }
        facts.accept(new HearingFact.AudioEnded(next));
    }

    private void endSpeech(VoiceActivity voice) {
        if (frameFill > 0) {
            // The odd rest counts as a frame, its end as silence; next stays what was received.
            Arrays.fill(frame, frameFill, FRAME, (short) 0);
            frameFill = 0;
            hearFrame(voice.probability(frame, 0));
        }
        if (speaking) {
            pause();
        }
        voicedFrames = 0;
        voice.reset();
    }

    /** How much audio has been heard. */
    public SampleCount position() {
        return next;
    }

    /** Frees the decoders; idempotent. No facts are told afterwards. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        decoding.close();
        if (activity != null) {
            activity.close();
        }
    }
}
