package parley.speech.hearing;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
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
 * <p>Not thread-safe. Decoding (about a fifth of the audio's length, and whatever a recogniser waits for) is given, in
 * order, to an executor, and voice activity does not wait for it: sessions use it through {@link QueuedEar}. Facts are
 * told one at a time, on the calling thread and on the executor's; the receiver must not block.
 */
public final class Ear implements AutoCloseable {
    private static final int FRAME = VoiceActivityDetector.FRAME_SAMPLES;

    /** Missing audio up to this long is taken as silence; longer ends the segment. 0.5 s. */
    private static final long MAX_BRIDGED_GAP = SampleCount.RATE_HZ / 2;

    /** A segment that found no gap to be renewed in is renewed anyway at 5/4 of its limit. */
    private static final double PATIENCE = 1.25;

    /** So many frames before the release hang is over, sound is no longer gathered into larger pieces. */
    private static final int FLUSHED_FRAMES = 2;

    private final VoiceActivityDetector detector;
    private final Consumer<HearingFact> facts;
    /** Used only within {@link #later}. */
    private final TurnDecoding decoding;

    private final Executor later;
    private final Deque<short[]> history = new ArrayDeque<>();
    private final LevelMeter meter = new LevelMeter();
    private final long maxSegment;

    private EarSettings settings;
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
    private long sinceRenewal;
    private boolean closed;

    /** Guards what decides whether words are still news, and makes that and their telling one. */
    private final Object telling = new Object();

    private int segments;
    private boolean pauseTold;
    private long turnsOver;
    private String lastPartial = "";

    /** One that decodes on the calling thread, which {@link #hear} then blocks. */
    public Ear(
            VoiceActivityDetector detector, Recogniser recogniser, EarSettings settings, Consumer<HearingFact> facts) {
        this(detector, recogniser, settings, facts, Runnable::run);
    }

    /** One whose decoding is done by {@code later}: everything, in order, one at a time. */
    Ear(
            VoiceActivityDetector detector,
            Recogniser recogniser,
            EarSettings settings,
            Consumer<HearingFact> facts,
            Executor later) {
        this.detector = detector;
        this.later = later;
        this.settings = settings;
        this.facts = facts;
        this.decoding = new TurnDecoding(recogniser, settings);
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
            later.execute(decoding::prepare);
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
            meter.add(frame);
            decode(frame.clone());
            followSpeech(probability);
        } else {
            awaitSpeech(probability);
        }
    }

    private void decode(short[] sound) {
        sinceRenewal += sound.length;
        later.execute(() -> decoding.accept(sound, 0, sound.length));
    }

    private void awaitSpeech(double probability) {
        keep(frame);
        voicedFrames = probability >= settings.activation() ? voicedFrames + 1 : 0;
        if (voicedFrames < settings.onsetFrames()) {
            return;
        }
        speaking = true;
        silentFrames = 0;
        framesSincePartial = 0;
        SampleCount onset = next.minusOrZero(new SampleCount((long) voicedFrames * FRAME));
        meter.begin();
        history.stream().skip(Math.max(0, history.size() - voicedFrames)).forEach(meter::add);
        voicedFrames = 0;
        speechEnd = next;
        // Told first, decoded second: playout must pause at once, and the decoder has the time.
        synchronized (telling) {
            segments++;
            if (turnStart == null) {
                facts.accept(new HearingFact.SpeechStarted(onset));
            } else if (pauseTold) {
                facts.accept(new HearingFact.SpeechResumed(onset));
            }
            pauseTold = false;
        }
        turnStart = turnStart == null ? onset : turnStart;
        SampleCount from = next.minusOrZero(new SampleCount((long) history.size() * FRAME));
        int missing = (settings.historyFrames() - history.size()) * FRAME;
        later.execute(() -> decoding.beginSegment(from, Math.max(0, missing)));
        sinceRenewal = 0;
        history.forEach(this::decode);
        history.clear();
    }

    private void keep(short[] silent) {
        while (history.size() >= settings.historyFrames()) {
            history.removeFirst();
        }
        history.addLast(silent.clone());
    }

    private void followSpeech(double probability) {
        if (probability >= settings.activation()) {
            silentFrames = 0;
            history.clear();
            speechEnd = next;
        } else if (probability < settings.release() || silentFrames > 0) {
            silentFrames++;
            // Who goes on soon after the pause begins in what was silent here.
            keep(frame);
        } else {
            speechEnd = next;
        }
        if (silentFrames >= settings.releaseFrames()) {
            pause();
            return;
        }
        if (silentFrames >= settings.releaseFrames() - FLUSHED_FRAMES) {
            // Most likely this is the end: decoded as it comes, nothing is left to be done then.
            later.execute(decoding::giveAllOn);
        }
        if (sinceRenewal > maxSegment * (silentFrames > 0 ? 1 : PATIENCE)) {
            sinceRenewal = 0;
            later.execute(decoding::renewFree);
        }
        framesSincePartial++;
        if (framesSincePartial >= settings.partialFrames()) {
            framesSincePartial = 0;
            tellPartial();
        }
    }

    private void tellPartial() {
        SampleCount at = next;
        long turn = turnsOver;
        @Nullable VoiceLevel level = meter.level();
        later.execute(() -> tellPartial(decoding.partial(), at, level, turn));
    }

    private void tellPartial(String partial, SampleCount at, @Nullable VoiceLevel level, long turn) {
        synchronized (telling) {
            if (turn == turnsOver && !partial.isEmpty() && !partial.equals(lastPartial)) {
                lastPartial = partial;
                facts.accept(new HearingFact.PartialHeard(partial, at, level));
            }
        }
    }

    private void pause() {
        speaking = false;
        silentFrames = 0;
        SampleCount start = turnStart == null ? speechEnd : turnStart;
        SampleCount end = speechEnd;
        SampleCount at = next;
        @Nullable VoiceLevel level = meter.level();
        int segment = segments;
        long turn = turnsOver;
        later.execute(() -> {
            tellPause(new HearingFact.SpeechPaused(at, end), segment, turn);
            switch (decoding.endSegment(at, at.minusOrZero(end))) {
                case TurnDecoding.Outcome.Words(Transcript free, Transcript expected, Heard heard) ->
                    tellWords(new Utterance(start, end, segment, free, expected, heard, level), at, turn);
                case TurnDecoding.Outcome.Lost(String reason) -> tellLoss(reason, turn);
            }
            decoding.prepare();
        });
    }

    /**
     * Told once all sound before it is decoded, so that the wait for the words, which begins here, is not for that; not
     * at all when the learner goes on already.
     */
    private void tellPause(HearingFact.SpeechPaused pause, int segment, long turn) {
        synchronized (telling) {
            if (turn == turnsOver && segment == segments) {
                pauseTold = true;
                facts.accept(pause);
            }
        }
    }

    /** Final words, unless the turn is over; of a learner who goes on already they are only words so far. */
    private void tellWords(Utterance utterance, SampleCount at, long turn) {
        synchronized (telling) {
            if (turn == turnsOver && utterance.segments() == segments) {
                facts.accept(new HearingFact.SegmentHeard(utterance));
            } else {
                tellPartial(utterance.heard().text(), at, utterance.level(), turn);
            }
        }
    }

    private void tellLoss(String reason, long turn) {
        synchronized (telling) {
            if (turn == turnsOver) {
                facts.accept(new HearingFact.RecogniserFailed(reason));
            }
        }
    }

    private void tell(HearingFact fact) {
        synchronized (telling) {
            facts.accept(fact);
        }
    }

    /**
     * Tells voice from silence in another way from the next frame on. How words are decoded, and for how long, stays as it
     * was when the ear was made.
     */
    public void listen(EarSettings other) {
        settings = other;
    }

    /**
     * What may be said next, from now until the next call: answers, likely wrong answers, phrases. An
     * empty list: nothing in particular. Applies to speech already begun, too.
     */
    public void expect(List<String> phrases) {
        if (!closed) {
            List<String> expected = List.copyOf(phrases);
            later.execute(() -> decoding.expect(expected));
        }
    }

    /** The turn is over: its words are forgotten. Speech going on becomes the first segment of the next. */
    public void turnCommitted() {
        if (closed) {
            return;
        }
        turnStart = speaking ? next : null;
        meter.reset();
        synchronized (telling) {
            turnsOver++;
            segments = speaking ? 1 : 0;
            lastPartial = "";
        }
        later.execute(decoding::turnCommitted);
    }

    /** No more audio for now (microphone off, end of a recording): what was being said has ended. */
    public void audioEnded() {
        if (closed) {
            return;
        }
        if (activity != null) {
            endSpeech(activity);
        }
        SampleCount at = next;
        later.execute(() -> tell(new HearingFact.AudioEnded(at)));
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
        later.execute(decoding::close);
        if (activity != null) {
            activity.close();
        }
    }
}
