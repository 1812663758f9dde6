package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.Readiness;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.QueuedEar;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.languages.RecogniserHold;
import parley.speech.languages.SpokenLanguage;
import parley.speech.turns.Ticker;

/**
 * One session's ear, opened by the first audio with what hears the session's language. Thread-safe; nothing here waits.
 *
 * <p>While that is being loaded, sound waits, up to {@link TalkParts#maxWaitingAudio}, and with it what the client does at a
 * place in its sound; once it is there, all is taken up in its order, as that of a client whose line was cut. While there is none,
 * audio is refused. Each reason is told once until there was an ear. An ear that heard no voice for long may lose its
 * recogniser to another language. Then only voice activity is watched, and the next voice asks for the recogniser again: what was
 * said is in the sound that waits, the last 2 s of which are kept while nobody speaks.
 */
final class SessionEar implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEar.class);

    /** While sound waits, it is asked so often whether it can be heard. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(50);

    /** Sound kept while a voice is watched for: more than the way from a voice's onset to its being noticed. */
    private static final long WATCHED_SAMPLES = 2L * SampleCount.RATE_HZ;

    /** Whether there is an ear. */
    private enum Opening {
        OPEN,
        COMING,
        NONE
    }

    private final TalkParts parts;
    private final Consumer<HearingFact> facts;
    private final Predicate<TalkHappening> happenings;
    private final WaitingSound waiting;
    private final Ticker.Alarm askAgain;
    private final Object lock = new Object();
    private final EarOpening asking;
    private int holdsAsked;
    private List<String> languages;
    private List<String> expected;
    private EarSettings listening;
    private @Nullable QueuedEar ear;
    private @Nullable RecogniserHold hold;
    /** In place of an ear whose recogniser was lent away. */
    private @Nullable QueuedEar watch;

    private boolean speaking;
    /** Its end was asked for, and has not been told. */
    private boolean ending;

    private boolean closed;
    private volatile SampleCount received = SampleCount.ZERO;
    private volatile SampleCount arrived = SampleCount.ZERO;

    /**
     * Opens nothing yet.
     *
     * @param facts hears what the ear hears, on its threads
     * @param happenings hears why there is no ear, or not quite the right one, and what waited with the sound; false when it
     *     can't be told now
     */
    SessionEar(
            TalkParts parts,
            TalkSettings settings,
            List<String> expected,
            Consumer<HearingFact> facts,
            Predicate<TalkHappening> happenings) {
        this.parts = parts;
        this.facts = facts;
        this.happenings = happenings;
        this.asking = new EarOpening(parts.speech(), happenings);
        this.waiting = new WaitingSound(SampleCount.of(parts.maxWaitingAudio()).samples());
        this.askAgain = parts.ticker().alarm(this::askAgain);
        this.expected = expected;
        this.languages = languages(settings);
        this.listening = settings.ear();
        prepare();
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
            if (watch != null) {
                watch.listen(listening);
            }
            List<String> next = languages(settings);
            if (next.equals(languages)) {
                return false;
            }
            languages = next;
            asking.begin();
            boolean had = ear != null;
            letGo();
            // Of one who is only watched nothing was said; of anybody else what was said would vanish untold.
            giveUp(watch == null);
            stopWatching();
            parts.speech().prepare(languages);
            return had;
        }
    }

    /** Makes ready to hear, for somebody who will soon speak. */
    void prepare() {
        synchronized (lock) {
            if (!closed && ear == null) {
                parts.speech().prepare(languages);
            }
        }
    }

    /** The end of the sound that was given on so far. */
    SampleCount received() {
        return received;
    }

    /** The furthest end of the sound that came, also of that which waits, is only watched or was refused. */
    SampleCount arrived() {
        return arrived;
    }

    /** Takes audio; false when there is nothing to hear it with, now or soon. */
    boolean hear(AudioChunk chunk) {
        synchronized (lock) {
            arrived = later(arrived, chunk.end());
            if (closed) {
                return false;
            }
            if (watch != null) {
                waiting.add(chunk);
                received = later(received, waiting.forget(WATCHED_SAMPLES, received));
                watch.hear(chunk);
                return true;
            }
            Opening opening = ear == null ? open() : Opening.OPEN;
            switch (opening) {
                case OPEN -> giveOn(chunk);
                case COMING -> {
                    waiting.add(chunk);
                    askAgainSoon();
                }
                case NONE -> {}
            }
            return opening != Opening.NONE;
        }
    }

    private void giveOn(AudioChunk chunk) {
        // First: what is heard of it may be told at once.
        received = later(received, chunk.end());
        RecogniserHold held = hold;
        if (ear != null && held != null) {
            if (speaking) {
                held.use();
            }
            ear.hear(chunk);
        }
    }

    /** Tells what the client did at this place in its sound: behind that which waits. */
    boolean inPlace(TalkHappening what) {
        synchronized (lock) {
            if (waiting.isEmpty()) {
                return happenings.test(what);
            }
            boolean taken = waiting.add(what);
            if (watch != null) {
                // Whether something was said before it is known once all is listened to.
                watch.audioEnded();
            }
            return taken;
        }
    }

    private void askAgainSoon() {
        askAgain.set(parts.ticker().now().plus(ASK_AGAIN));
    }

    private void askAgain() {
        synchronized (lock) {
            if (closed || waiting.isEmpty() || watch != null) {
                return;
            }
            switch (ear == null ? open() : Opening.OPEN) {
                case OPEN, NONE -> {}
                case COMING -> askAgainSoon();
            }
        }
    }

    /** The sound that waits is not heard, which may be told; what the client did is done all the same. */
    private void giveUp(boolean tellLoss) {
        WaitingSound.Taken taken = waiting.take();
        long lost = taken.lostSamples() + pass(taken);
        if (tellLoss && lost > 0) {
            facts.accept(new HearingFact.AudioDropped(received, new SampleCount(lost).toDuration()));
        }
    }

    /** Passes over sound that is not heard and does what was done amid it; the samples that were passed over. */
    private long pass(WaitingSound.Taken taken) {
        long samples = 0;
        for (WaitingSound.Item item : taken.items()) {
            switch (item) {
                case WaitingSound.Item.Sound(AudioChunk chunk) -> {
                    samples += chunk.samples().length;
                    received = later(received, chunk.end());
                }
                case WaitingSound.Item.Deed(TalkHappening what) -> tellLate(what);
            }
        }
        return samples;
    }

    private static SampleCount later(SampleCount one, SampleCount other) {
        return other.isAfter(one) ? other : one;
    }

    /**
     * What the ear that was opened as {@code number} hears; the recogniser is in use as long as there is a voice. An ear that
     * gave way is no more believed: what it was hearing was told as lost, and a voice that began would never end.
     */
    private void heard(int number, HearingFact fact) {
        synchronized (lock) {
            RecogniserHold held = hold;
            if (ear == null || held == null || number != holdsAsked) {
                return;
            }
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
                held.use();
            }
            facts.accept(fact);
        }
    }

    /** What is heard of one who was silent for long and has no recogniser. */
    private void watched(HearingFact fact) {
        synchronized (lock) {
            if (closed || watch == null) {
                return;
            }
            switch (fact) {
                case HearingFact.SpeechStarted started -> voiceWatched();
                case HearingFact.SpeechResumed resumed -> voiceWatched();
                // Nothing was said up to there; what came since is still watched.
                case HearingFact.AudioEnded(SampleCount at) -> pass(waiting.takeUntil(at));
                case HearingFact.RecogniserFailed failed -> {
                    // The next sound opens an ear, and that tells what is wrong.
                    giveUp(false);
                    stopWatching();
                }
                case HearingFact.PartialHeard partial -> {}
                case HearingFact.SpeechPaused paused -> {}
                case HearingFact.SegmentHeard segment -> {}
                case HearingFact.AudioDropped dropped -> {}
            }
        }
    }

    /** Where there is no room, the watch goes on, and the next voice asks again. */
    private void voiceWatched() {
        switch (open()) {
            case OPEN -> stopWatching();
            case COMING -> {
                stopWatching();
                askAgainSoon();
            }
            case NONE -> {}
        }
    }

    private void watch() {
        if (!closed
                && parts.speech().voiceActivity()
                        instanceof Readiness.Ready<VoiceActivityDetector>(VoiceActivityDetector voices)) {
            watch = VoiceWatch.open(parts.pool(), voices, listening, parts.maxWaitingAudio(), this::watched);
        }
    }

    private void stopWatching() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    private void takeUp() {
        WaitingSound.Taken taken = waiting.take();
        if (taken.lostSamples() > 0) {
            facts.accept(new HearingFact.AudioDropped(received, new SampleCount(taken.lostSamples()).toDuration()));
        }
        for (WaitingSound.Item item : taken.items()) {
            switch (item) {
                case WaitingSound.Item.Sound(AudioChunk chunk) -> giveOn(chunk);
                case WaitingSound.Item.Deed(TalkHappening what) -> tellLate(what);
            }
        }
    }

    private void tellLate(TalkHappening what) {
        if (!happenings.test(what)) {
            LOG.warn("Too much waits in a talk; {} was lost", what.getClass().getSimpleName());
        }
    }

    /** Opens an ear. Where there is none, what waits is given up, and that is told unless the reason is told now. */
    private Opening open() {
        int number = ++holdsAsked;
        return switch (asking.ask(languages, () -> takenBack(number))) {
            case EarOpening.Answer.Open(RecogniserHold held, VoiceActivityDetector voices) -> {
                open(number, held, voices);
                yield Opening.OPEN;
            }
            case EarOpening.Answer.Coming() -> Opening.COMING;
            case EarOpening.Answer.None(boolean toldNow) -> {
                giveUp(watch == null && !toldNow);
                yield Opening.NONE;
            }
        };
    }

    private void open(int number, RecogniserHold held, VoiceActivityDetector voices) {
        var opened = new QueuedEar(
                parts.pool(),
                voices,
                held.recogniser(),
                listening,
                parts.maxWaitingAudio(),
                fact -> heard(number, fact));
        opened.expect(expectedIn(held));
        ear = opened;
        hold = held;
        speaking = false;
        ending = false;
        takeUp();
        asking.opened(languages.getFirst(), held.language());
    }

    /** Grammars are spelled in English letters: in another language they would be heard as words that it does not have. */
    private List<String> expectedIn(RecogniserHold held) {
        return held.language().equals(SpokenLanguage.ENGLISH) ? expected : List.of();
    }

    private void takenBack(int number) {
        synchronized (lock) {
            if (number == holdsAsked && ear != null) {
                boolean cut = speaking;
                speaking = false;
                letGo();
                watch();
                if (cut) {
                    // It was chosen just before the voice began: that must not wait for an ear that is gone.
                    facts.accept(new HearingFact.RecogniserFailed("its recogniser was lent"));
                }
                if (ending) {
                    ending = false;
                    facts.accept(new HearingFact.AudioEnded(received));
                }
            }
        }
    }

    private void letGo() {
        if (ear != null) {
            ear.close();
            ear = null;
        }
        RecogniserHold held = hold;
        if (held != null) {
            held.close();
            hold = null;
        }
    }

    void expect(List<String> phrases) {
        synchronized (lock) {
            expected = phrases;
            RecogniserHold held = hold;
            if (ear != null && held != null) {
                ear.expect(expectedIn(held));
            }
        }
    }

    void turnCommitted() {
        synchronized (lock) {
            // The pause that was to come may be untold now.
            speaking = false;
            if (ear != null) {
                ear.turnCommitted();
            }
        }
    }

    /** Tells when all audio was heard; false when there is no ear, and so nothing being said. */
    boolean audioEnded() {
        synchronized (lock) {
            if (ear != null) {
                ending = true;
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
            stopWatching();
            waiting.take();
        }
        askAgain.close();
    }
}
