package parley.speech.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.speech.Readiness;
import parley.speech.audio.Resampler;
import parley.speech.speaking.SpokenText;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.Voices;
import parley.speech.speaking.WordTiming;
import parley.speech.talk.TalkEffect.Speak;
import parley.speech.talk.TalkHappening.SentenceSilent;
import parley.speech.talk.TalkHappening.SentenceSpoken;
import parley.speech.talk.TalkHappening.VoiceFailed;
import parley.tutor.TutorFailure;
import parley.tutor.conversation.TurnId;

/**
 * Makes speech of sentences, one after the other on a thread of its own, and tells it as inputs. Thread-safe.
 *
 * <p>The thread is the system's, from the first sentence on: making speech is computing, and virtual threads that
 * compute would keep the sessions' own from running, which pace the sound and stop it.
 *
 * <p>At most {@link SpokenReply#MAX_AHEAD} sentences of a reply are given before their answers were taken, which bounds
 * the queue. English goes to an English voice; Chinese to a Chinese one, and is left out in silence where there is
 * none.
 */
final class SpeechMaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpeechMaker.class);

    /** Room for two replies: the one stopped a moment ago may still stand in line. */
    private static final int MAX_WAITING = 2 * SpokenReply.MAX_AHEAD;

    /** Takes what was made, holding the caller back while too much waits. */
    @FunctionalInterface
    interface Answers {
        void tell(TalkHappening answer) throws InterruptedException;
    }

    private final BlockingQueue<Speak> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Supplier<Readiness<Voices>> voices;
    private final Answers answers;
    private final Thread thread;
    private final Object lock = new Object();
    private @Nullable Speak making;
    private boolean begun;
    private boolean closed;

    SpeechMaker(String name, Supplier<Readiness<Voices>> voices, Answers answers) {
        this.voices = voices;
        this.answers = answers;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /** Takes an order; false when too many wait, which its contract excludes, and after {@link #close}. */
    boolean make(Speak order) {
        synchronized (lock) {
            if (closed) {
                return false;
            }
            if (!begun) {
                begun = true;
                thread.start();
            }
        }
        return waiting.offer(order);
    }

    /**
     * Drops what waits of {@code reply}; what is being made of it is made to its end and not answered. It is not
     * interrupted: MaryTTS takes that for a fault of its own, and another voice would speak on.
     */
    void stop(TurnId reply) {
        synchronized (lock) {
            waiting.removeIf(order -> order.reply().equals(reply));
            if (making != null && making.reply().equals(reply)) {
                making = null;
            }
        }
    }

    private void run() {
        try {
            while (true) {
                Speak order = waiting.take();
                TalkHappening answer = made(order);
                if (answer != null) {
                    answers.tell(answer);
                }
            }
        } catch (InterruptedException e) {
            // close() ends the thread this way.
            Thread.currentThread().interrupt();
        }
    }

    /** The answer to {@code order}, or null when it was stopped meanwhile. */
    private @Nullable TalkHappening made(Speak order) throws InterruptedException {
        synchronized (lock) {
            making = order;
        }
        TalkHappening answer = null;
        try {
            answer = answer(order);
        } catch (InterruptedException e) {
            // Closed, as is seen below.
        }
        synchronized (lock) {
            if (closed) {
                throw new InterruptedException("closed");
            }
            if (making == null) {
                return null;
            }
            making = null;
            // A voice that gave up by itself: every order that is wanted is answered.
            return answer == null ? failed(order, "The voice was interrupted") : answer;
        }
    }

    private TalkHappening answer(Speak order) throws InterruptedException {
        List<SpokenText.Run> runs = SpokenText.runs(order.sentence());
        if (runs.isEmpty()) {
            return new SentenceSilent(order.reply(), order.number());
        }
        try {
            return switch (voices.get()) {
                case Readiness.Ready<Voices>(Voices ready) -> spoken(order, runs, ready);
                case Readiness.Loading<Voices>() -> failed(order, "The voice is still loading; the answer is shown");
                case Readiness.Unavailable<Voices>(String reason, String remedy) ->
                    failed(order, "There is no voice (" + reason + "); to mend it: " + remedy);
            };
        } catch (VoiceUnavailable e) {
            return failed(order, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            // Every order is answered, or its reply would never end.
            LOG.error("A voice failed", e);
            return failed(order, "The voice failed; the log has the details");
        }
    }

    private static VoiceFailed failed(Speak order, String reason) {
        return new VoiceFailed(order.reply(), order.number(), new TutorFailure.SpeechUnavailable(reason));
    }

    private static TalkHappening spoken(Speak order, List<SpokenText.Run> runs, Voices voices)
            throws VoiceUnavailable, InterruptedException {
        var pieces = new ArrayList<short[]>();
        var words = new ArrayList<WordTiming>();
        long length = 0;
        for (SpokenText.Run run : runs) {
            Optional<Voice> voice = voices.speaking(run.language());
            if (voice.isEmpty()) {
                if (run.language().equals("zh")) {
                    continue;
                }
                return failed(order, "No voice here speaks " + run.language());
            }
            var timed = new ArrayList<WordTiming>();
            for (String part : parts(run.text())) {
                Synthesis made = voice.get().synthesise(part, order.voice());
                short[] samples = atRate(made, order.rateHz());
                var offset = Duration.ofNanos(length * 1_000_000_000L / order.rateHz());
                made.words().forEach(word -> timed.add(word.after(offset, 0)));
                pieces.add(samples);
                length += samples.length;
            }
            words.addAll(run.written(timed));
        }
        return pieces.isEmpty()
                ? new SentenceSilent(order.reply(), order.number())
                : new SentenceSpoken(order.reply(), order.number(), joined(pieces), words);
    }

    /** Numbers read out can make a sentence longer than a voice takes at once. */
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        int from = 0;
        while (text.length() - from > Voice.MAX_CHARS) {
            int gap = text.lastIndexOf(' ', from + Voice.MAX_CHARS);
            int end = gap > from ? gap : from + Voice.MAX_CHARS;
            parts.add(text.substring(from, end));
            from = end;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static short[] atRate(Synthesis made, int rateHz) {
        if (made.rateHz() == rateHz) {
            return made.samples();
        }
        var resampler = new Resampler(made.rateHz(), rateHz);
        return joined(List.of(resampler.resample(made.samples()), resampler.finish()));
    }

    private static short[] joined(List<short[]> pieces) {
        if (pieces.size() == 1) {
            return pieces.getFirst();
        }
        int length = pieces.stream().mapToInt(piece -> piece.length).sum();
        short[] all = Arrays.copyOf(pieces.getFirst(), length);
        int at = pieces.getFirst().length;
        for (short[] piece : pieces.subList(1, pieces.size())) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    /** Ends the thread; a sentence in the making is abandoned. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            thread.interrupt();
        }
        waiting.clear();
    }
}
