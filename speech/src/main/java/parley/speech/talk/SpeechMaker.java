package parley.speech.talk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * Makes speech of sentences, one after the other, and tells it as inputs. Thread-safe.
 *
 * <p>Each sentence has a virtual thread, which waits; voices that compute do so on {@link
 * parley.speech.speaking.VoiceThreads}. A sentence that is no longer wanted is interrupted, and the next one begins
 * without waiting for its end; when it does not end by that, it runs out and is thrown away. Up to {@value
 * #MAX_RUNNING_OUT} of a session may run out at a time; the next sentence waits for the first of more.
 *
 * <p>At most {@link SpokenReply#MAX_AHEAD} sentences of a reply are given before their answers were taken, which bounds
 * the queue. English goes to an English voice; Chinese to a Chinese one, and is left out in silence where there is
 * none.
 */
final class SpeechMaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpeechMaker.class);

    /** Room for two replies: the one stopped a moment ago may still stand in line. */
    private static final int MAX_WAITING = 2 * SpokenReply.MAX_AHEAD;

    /** Sentences that nobody wants any more and whose making has not ended. */
    static final int MAX_RUNNING_OUT = 2;

    /** Takes what was made, holding the caller back while too much waits. */
    @FunctionalInterface
    interface Answers {
        void tell(TalkHappening answer) throws InterruptedException;
    }

    private final String name;
    private final Supplier<Readiness<Voices>> voices;
    private final Answers answers;
    private final Object lock = new Object();
    private final Deque<Speak> waiting = new ArrayDeque<>();
    private final Set<Making> runningOut = new HashSet<>();
    private @Nullable Making making;
    private boolean closed;

    /** A sentence in the making, and the thread that waits for it. */
    private final class Making {
        private final Speak order;
        private final Thread thread;

        Making(Speak order) {
            this.order = order;
            this.thread = Thread.ofVirtual().name(name).unstarted(() -> make(this));
        }
    }

    SpeechMaker(String name, Supplier<Readiness<Voices>> voices, Answers answers) {
        this.name = name;
        this.voices = voices;
        this.answers = answers;
    }

    /** Takes an order; false when too many wait, which its contract excludes, and after {@link #close}. */
    boolean make(Speak order) {
        synchronized (lock) {
            if (closed || waiting.size() >= MAX_WAITING) {
                return false;
            }
            waiting.addLast(order);
            beginNext();
            return true;
        }
    }

    /** Drops what waits of {@code reply}, and what is being made of it. */
    void stop(TurnId reply) {
        synchronized (lock) {
            waiting.removeIf(order -> order.reply().equals(reply));
            if (making != null && making.order.reply().equals(reply)) {
                drop(making);
                beginNext();
            }
        }
    }

    private void drop(Making unwanted) {
        making = null;
        runningOut.add(unwanted);
        unwanted.thread.interrupt();
    }

    private void beginNext() {
        if (!closed && making == null && !waiting.isEmpty() && runningOut.size() < MAX_RUNNING_OUT) {
            making = new Making(waiting.removeFirst());
            making.thread.start();
        }
    }

    private void make(Making mine) {
        try {
            TalkHappening answer = made(mine.order);
            if (isWanted(mine)) {
                answers.tell(answer);
            }
        } catch (InterruptedException e) {
            // Not wanted any more: only stop() and close() interrupt.
        } finally {
            synchronized (lock) {
                runningOut.remove(mine);
                making = making == mine ? null : making;
                beginNext();
            }
        }
    }

    private boolean isWanted(Making mine) {
        synchronized (lock) {
            return making == mine;
        }
    }

    /** Every order that is wanted is answered, also when a voice gives up by itself. */
    private TalkHappening made(Speak order) {
        try {
            return answer(order);
        } catch (InterruptedException e) {
            return failed(order, "The voice was interrupted");
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

    /** A sentence in the making is abandoned. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            waiting.clear();
            if (making != null) {
                drop(making);
            }
        }
    }
}
