package parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.speech.EmbeddedSpeech;
import parley.speech.SpeechParts;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.HearingFact;
import parley.speech.talk.TalkEvent;
import parley.speech.talk.TalkHappening;
import parley.speech.talk.TalkInput;
import parley.speech.talk.TalkParts;
import parley.speech.talk.TalkSession;
import parley.speech.talk.TalkSettings;
import parley.speech.talk.TalkWatch;
import parley.speech.turns.Ticker;
import parley.speech.turns.TurnSettings;
import parley.tutor.conversation.ConversationEvent;
import parley.tutor.conversation.Delivery;
import parley.tutor.store.JournalUnavailable;

/**
 * One learner in a real session, at the pace of time: sends what is said 20 ms at a time, plays what comes as a client
 * would, and says ten times a second how far it has played. Used by one thread; events are noted with their time.
 */
final class SpokenLearner implements AutoCloseable {
    static final int RATE_HZ = SampleCount.RATE_HZ;
    private static final int FRAME = RATE_HZ / 50;
    private static final int REPORT_FRAMES = 5;

    /** An event and the {@link System#nanoTime} of its arrival. */
    record Noted(long nanos, TalkEvent event) {}

    /** What the ear told and the {@link System#nanoTime} at which it came to the session. */
    record Heard(long nanos, HearingFact fact) {}

    final TurnsTutor tutor;
    final TalkSession session;
    private final List<Noted> noted = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private final PlayedReply played = new PlayedReply();
    private @Nullable Room room;
    private long sent;
    private long frames;
    private long nextFrame = System.nanoTime();

    SpokenLearner(EmbeddedSpeech speech, TurnsTutor tutor, TurnSettings turns) throws JournalUnavailable {
        this(speech, speech.decoders(), tutor, turns);
    }

    SpokenLearner(SpeechParts speech, DecoderPool pool, TurnsTutor tutor, TurnSettings turns)
            throws JournalUnavailable {
        this.tutor = tutor;
        var parts = new TalkParts(tutor.tutor, speech, pool, TalkParts.USUAL_WAITING_AUDIO, Ticker.system());
        TalkSettings settings = TalkSettings.usual("en", Delivery.SPOKEN)
                .withOutputRate(RATE_HZ)
                .withTurns(turns);
        this.session = TalkSession.start(parts, tutor.open(), settings, this::note, new Ears());
    }

    private final class Ears implements TalkWatch {
        @Override
        public void happened(TalkInput input) {
            if (input.what() instanceof TalkHappening.Heard(HearingFact fact)) {
                long now = System.nanoTime();
                synchronized (noted) {
                    heard.add(new Heard(now, fact));
                }
            }
        }

        @Override
        public void told(Duration now, TalkEvent event) {
            // The listener notes what is told.
        }
    }

    private void note(TalkEvent event) {
        long now = System.nanoTime();
        synchronized (noted) {
            if (!(event instanceof TalkEvent.PartialHeard)) {
                noted.add(new Noted(now, event));
            }
            played.event(now, event);
        }
    }

    /** From now on the microphone hears the reply too, through {@code around}. */
    void echo(Room around) {
        room = around;
    }

    /** Samples sent so far: where in the session's audio comes what is said next. */
    long sent() {
        return sent;
    }

    /** What the ear has told since {@code nanos}, oldest first. */
    List<Heard> heardSince(long nanos) {
        synchronized (noted) {
            return heard.stream().filter(one -> one.nanos() >= nanos).toList();
        }
    }

    /** Events since {@code mark}, oldest first. */
    List<Noted> since(int mark) {
        synchronized (noted) {
            return List.copyOf(noted.subList(mark, noted.size()));
        }
    }

    /** The final words since {@code nanos}, the words so far where no final ones came. */
    String recognisedSince(long nanos) {
        String words = "";
        for (Heard one : heardSince(nanos)) {
            if (one.fact() instanceof HearingFact.SegmentHeard(var utterance)) {
                words = utterance.heard().text();
            } else if (one.fact() instanceof HearingFact.PartialHeard(String text, var at, var level)) {
                words = text;
            }
        }
        return words;
    }

    int mark() {
        synchronized (noted) {
            return noted.size();
        }
    }

    <T extends TalkEvent> Stream<Noted> all(int mark, Class<T> kind) {
        return since(mark).stream().filter(one -> kind.isInstance(one.event()));
    }

    static boolean conversed(Noted one, Class<? extends ConversationEvent> kind) {
        return one.event() instanceof TalkEvent.Conversed(ConversationEvent inner) && kind.isInstance(inner);
    }

    /** What of the reply that was played last came out of the speaker. */
    short[] playedSamples() {
        synchronized (noted) {
            return played.heard(System.nanoTime());
        }
    }

    /** What of the reply that was cut last came out of the speaker. */
    short[] cutSamples() {
        synchronized (noted) {
            return played.heardOfCut();
        }
    }

    /** Says {@code samples}; gives when the last of {@code until} samples had been sent. */
    long say(short[] samples, int until) throws InterruptedException {
        long at = 0;
        for (int from = 0; from < samples.length; from += FRAME) {
            frame(samples, from);
            if (at == 0 && from + FRAME >= until) {
                at = System.nanoTime();
            }
        }
        return at == 0 ? System.nanoTime() : at;
    }

    void silence(Duration length) throws InterruptedException {
        for (long ms = 0; ms < length.toMillis(); ms += 20) {
            frame(new short[0], 0);
        }
    }

    /** Is silent until an event since {@code mark} is wanted; null when none comes in time. */
    @Nullable
    Noted silenceUntil(int mark, Predicate<Noted> wanted, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Noted found = since(mark).stream().filter(wanted).findFirst().orElse(null);
            if (found != null || System.nanoTime() > end) {
                return found;
            }
            frame(new short[0], 0);
        }
    }

    private void frame(short[] samples, int from) throws InterruptedException {
        long wait = nextFrame - System.nanoTime();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        nextFrame += 20_000_000;
        var frame = new short[FRAME];
        if (from < samples.length) {
            System.arraycopy(samples, from, frame, 0, Math.min(FRAME, samples.length - from));
        }
        synchronized (noted) {
            long now = System.nanoTime();
            if (room != null) {
                room.pass(played.emitting(now, FRAME), frame);
            }
            frames++;
            if (frames % REPORT_FRAMES == 0 && played.reply() != null) {
                session.played(played.reply(), played.position(now));
            }
        }
        session.audio(new AudioChunk(frame, new SampleCount(sent)));
        sent += FRAME;
    }

    @Override
    public void close() {
        session.close();
    }
}
