package parley.api.studio;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import parley.api.studio.PromptViews.TryLine;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Purpose;
import parley.tutor.models.Usage;

/**
 * One answer of a model to a prompt that its author tries. It is told line by line; while the model is silent an empty
 * line each second finds out whether the author still waits, and the model is stopped when they do not. Used once.
 */
public final class PromptTrial {
    /** Lines that wait for a slow reader; beyond them the model's stream waits, too. */
    private static final int MAX_WAITING = 256;

    private static final long SILENCE_MILLIS = 1_000;

    private final LanguageModel model;
    private final List<Message> messages;
    private final Runnable whenOver;
    private final BlockingQueue<TryLine> lines = new ArrayBlockingQueue<>(MAX_WAITING);

    /** Where lines go; null is an empty one. Refuses when nobody reads any more. */
    public interface Sink {
        void line(@Nullable Object line) throws IOException;
    }

    PromptTrial(LanguageModel model, List<Message> messages, Runnable whenOver) {
        this.model = model;
        this.messages = List.copyOf(messages);
        this.whenOver = whenOver;
    }

    /** Asks the model and returns when it has ended, or when nobody reads any more. */
    public void run(Sink sink) throws InterruptedException {
        Thread asking = Thread.ofVirtual().name("prompt-trial").start(this::ask);
        try {
            while (true) {
                TryLine line = lines.poll(SILENCE_MILLIS, TimeUnit.MILLISECONDS);
                if (line == null && !asking.isAlive()) {
                    // It may have ended between the look at the lines and the look at the thread.
                    TryLine last = lines.poll();
                    line = last != null ? last : failed("the model could not be asked to the end");
                }
                sink.line(line);
                if (line != null && !line.type().equals("text")) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The author has stopped it or left; nobody is to be told.
        } finally {
            asking.interrupt();
            whenOver.run();
        }
    }

    private void ask() {
        try {
            StreamEnd end = model.stream(
                    ModelCall.of(Purpose.CHAT, Caller.NOBODY, messages),
                    delta -> lines.put(new TryLine("text", delta, "", null, null)));
            lines.put(
                    switch (end) {
                        case StreamEnd.Done done ->
                            new TryLine(
                                    "done",
                                    "",
                                    done.model(),
                                    done.usage().reported() ? done.usage().promptTokens() : null,
                                    done.usage().reported() ? done.usage().completionTokens() : null);
                        case StreamEnd.Failed(String name, ModelFault fault, boolean textSeen, Usage usage) ->
                            new TryLine("failed", fault.reason(), name, null, null);
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Where the lines are full, the reader finds out when it has read them.
            lines.offer(failed("the model could not be asked (" + e.getClass().getSimpleName() + ")"));
            throw e;
        }
    }

    private TryLine failed(String reason) {
        return new TryLine("failed", reason, model.name(), null, null);
    }
}
