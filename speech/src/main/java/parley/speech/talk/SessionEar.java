package parley.speech.talk;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parley.speech.Readiness;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.QueuedEar;
import parley.speech.hearing.VoiceActivityDetector;
import parley.speech.languages.RecogniserHold;
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
    private final SessionSound sound;
    private final Ticker.Alarm askAgain;
    private final Object lock = new Object();
    private final EarOpening asking;
    private int holdsAsked;
    private int watches;
    private List<String> languages;
    private List<String> expected;
    private EarSettings listening;
    private @Nullable HeldEar ear;
    /** In place of an ear whose recogniser was lent away. */
    private @Nullable QueuedEar watch;

    private boolean closed;

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
        this.sound = new SessionSound(SampleCount.of(parts.maxWaitingAudio()).samples(), facts, happenings);
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
            sound.giveUp(watch == null);
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

    /** The end of the sound that was given on, or passed over, so far. */
    SampleCount received() {
        return sound.received();
    }

    /** The furthest end of the sound that came, also of that which waits, is only watched or was refused. */
    SampleCount arrived() {
        return sound.arrived();
    }

    /** Takes audio; false when there is nothing to hear it with, now or soon. */
    boolean hear(AudioChunk chunk) {
        synchronized (lock) {
            sound.arrive(chunk);
            if (closed) {
                return false;
            }
            if (watch != null) {
                sound.keep(chunk);
                sound.forgetBefore(WATCHED_SAMPLES);
                watch.hear(chunk);
                return true;
            }
            Opening opening = ear == null ? open() : Opening.OPEN;
            switch (opening) {
                case OPEN -> giveOn(chunk);
                case COMING -> {
                    sound.keep(chunk);
                    askAgainSoon();
                }
                case NONE -> {}
            }
            return opening != Opening.NONE;
        }
    }

    private void giveOn(AudioChunk chunk) {
        // First: what is heard of it may be told at once.
        sound.receive(chunk);
        if (ear != null) {
            ear.hear(chunk);
        }
    }

    /** Tells what the client did at this place in its sound: behind that which waits. */
    boolean inPlace(TalkHappening what) {
        synchronized (lock) {
            if (sound.nothingWaits()) {
                return happenings.test(what);
            }
            boolean taken = sound.keep(what);
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
            if (closed || sound.nothingWaits() || watch != null) {
                return;
            }
            switch (ear == null ? open() : Opening.OPEN) {
                case OPEN, NONE -> {}
                case COMING -> askAgainSoon();
            }
        }
    }

    /** Opens an ear. Where there is none, what waits is given up, and that is told unless the reason is told now. */
    private Opening open() {
        int number = ++holdsAsked;
        return switch (asking.ask(languages, () -> takenBack(number))) {
            case EarOpening.Answer.Open(RecogniserHold held, VoiceActivityDetector voices) -> {
                open(held, voices);
                yield Opening.OPEN;
            }
            case EarOpening.Answer.Coming() -> Opening.COMING;
            case EarOpening.Answer.None(boolean toldNow) -> {
                sound.giveUp(watch == null && !toldNow);
                yield Opening.NONE;
            }
        };
    }

    private void open(RecogniserHold held, VoiceActivityDetector voices) {
        var opened = new HeldEar(parts.pool(), voices, held, listening, parts.maxWaitingAudio(), this::heard);
        opened.expect(expected);
        ear = opened;
        sound.takeUp(this::giveOn);
        asking.opened(languages.getFirst(), opened.language());
    }

    /**
     * What {@code from} hears. An ear that gave way is no more believed: what it was hearing was told as lost, and a voice
     * that began would never end.
     */
    private void heard(HeldEar from, HearingFact fact) {
        synchronized (lock) {
            if (ear == from) {
                from.note(fact);
                facts.accept(fact);
            }
        }
    }

    /** The recogniser that was asked for as {@code number} was lent away. */
    private void takenBack(int number) {
        synchronized (lock) {
            HeldEar lent = ear;
            if (number == holdsAsked && lent != null) {
                letGo();
                watch();
                lent.untold(sound.received()).forEach(facts);
            }
        }
    }

    private void letGo() {
        if (ear != null) {
            ear.close();
            ear = null;
        }
    }

    private void watch() {
        if (!closed
                && parts.speech().voiceActivity()
                        instanceof Readiness.Ready<VoiceActivityDetector>(VoiceActivityDetector voices)) {
            int number = ++watches;
            watch = VoiceWatch.open(
                    parts.pool(), voices, listening, parts.maxWaitingAudio(), fact -> watched(number, fact));
        }
    }

    /** What is heard, by the watch opened as {@code number}, of one who was silent for long and has no recogniser. */
    private void watched(int number, HearingFact fact) {
        synchronized (lock) {
            if (closed || watch == null || number != watches) {
                return;
            }
            switch (fact) {
                case HearingFact.SpeechStarted started -> voiceWatched();
                case HearingFact.SpeechResumed resumed -> voiceWatched();
                // Nothing was said up to there; what came since is still watched.
                case HearingFact.AudioEnded(SampleCount at) -> sound.passUntil(at);
                case HearingFact.RecogniserFailed failed -> {
                    // The next sound opens an ear, and that tells what is wrong.
                    sound.giveUp(false);
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

    private void stopWatching() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    void expect(List<String> phrases) {
        synchronized (lock) {
            expected = phrases;
            if (ear != null) {
                ear.expect(phrases);
            }
        }
    }

    void turnCommitted() {
        synchronized (lock) {
            if (ear != null) {
                ear.turnCommitted();
            }
        }
    }

    /** Tells when all audio was heard; false when there is no ear, and so nothing being said. */
    boolean audioEnded() {
        synchronized (lock) {
            if (ear != null) {
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
            sound.drop();
        }
        askAgain.close();
    }
}
