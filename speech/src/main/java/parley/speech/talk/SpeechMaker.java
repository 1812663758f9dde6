package parley.speech.talk;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
import parley.speech.speaking.SpokenText;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.Voices;
import parley.speech.talk.TalkEffect.Speak;
import parley.speech.talk.TalkHappening.SentenceSilent;
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
            TalkHappening answer = made(mine);
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
    private TalkHappening made(Making mine) {
        try {
            return answer(mine);
        } catch (InterruptedException e) {
            return failed(mine.order, "The voice was interrupted");
        }
    }

    private TalkHappening answer(Making mine) throws InterruptedException {
        Speak order = mine.order;
        List<SpokenText.Run> runs = SpokenText.runs(order.sentence());
        if (runs.isEmpty()) {
            return new SentenceSilent(order.reply(), order.number());
        }
        try {
            return switch (voices.get()) {
                case Readiness.Ready<Voices>(Voices ready) -> spoken(mine, runs, ready);
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

    private TalkHappening spoken(Making mine, List<SpokenText.Run> runs, Voices voices)
            throws VoiceUnavailable, InterruptedException {
        Speak order = mine.order;
        var sound = new SentenceSound(order, beginning -> tellEarly(mine, beginning));
        for (SpokenText.Run run : runs) {
            Optional<Voice> voice = voices.speaking(run.language());
            if (voice.isEmpty()) {
                if (run.language().equals("zh")) {
                    continue;
                }
                return failed(order, "No voice here speaks " + run.language());
            }
            sound.begin(run);
            for (String part : parts(run.text())) {
                sound.speak(voice.get(), part);
            }
        }
        return sound.answer();
    }

    private void tellEarly(Making mine, TalkHappening beginning) throws InterruptedException {
        if (!isWanted(mine)) {
            throw new InterruptedException("not wanted any more");
        }
        answers.tell(beginning);
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
