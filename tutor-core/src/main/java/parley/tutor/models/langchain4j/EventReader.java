package parley.tutor.models.langchain4j;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Gives each event of a stream to where it belongs: words straight to the run, errors as the run's end, the rest (tool
 * calls, the finish reason) to langchain4j. Words pass langchain4j by because it makes a tree of objects of each event
 * and keeps it: {@code benchmarks/run models} tells what a token costs.
 */
final class EventReader implements EventSplitter.Events {
    private static final byte[] MARK_OF_END = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final ProblemReasons reasons;
    private final StreamRun run;
    private final ServerSentEventListener listener;
    private final ServerSentEventContext context;
    private boolean atMarkOfEnd;

    EventReader(
            ProblemReasons reasons, StreamRun run, ServerSentEventListener listener, SuccessfulHttpResponse response) {
        this.reasons = reasons;
        this.run = run;
        this.listener = listener;
        this.context = new ServerSentEventContext(new Uncancelled());
        listener.onOpen(response);
    }

    /** Whether the stream said that nothing more comes. */
    boolean atMarkOfEnd() {
        return atMarkOfEnd;
    }

    @Override
    public boolean event(String type, byte[] bytes, int begin, int end) {
        int from = begin;
        int to = end;
        while (from < to && bytes[from] <= ' ') {
            from++;
        }
        while (from < to && bytes[to - 1] <= ' ') {
            to--;
        }
        switch (type.toLowerCase(Locale.ROOT)) {
            case "error" -> {
                run.fail(reasons.ofInBandError(text(bytes, from, to)));
                return false;
            }
            case "ping", "heartbeat", "keepalive" -> {
                return true;
            }
            default -> {
                if (from == to) {
                    return true;
                }
            }
        }
        if (java.util.Arrays.equals(bytes, from, to, MARK_OF_END, 0, MARK_OF_END.length)) {
            atMarkOfEnd = true;
            return false;
        }
        AnswerChunk chunk = AnswerChunk.read(bytes, from, to);
        if (chunk.error()) {
            run.fail(reasons.ofInBandError(text(bytes, from, to)));
        } else {
            run.text(chunk.text());
            if (!chunk.isTextAlone()) {
                run.told(chunk);
            }
            if (chunk.tools()) {
                listener.onEvent(new ServerSentEvent(null, text(bytes, from, to)), context);
            }
        }
        return !run.isOver();
    }

    @Override
    public void bare(byte[] bytes, int from, int to) {
        run.fail(reasons.ofBareLine(text(bytes, from, Math.min(to, from + 8_192))));
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Nobody cancels by langchain4j's handle: interrupting the thread that reads does. */
    private static final class Uncancelled implements ServerSentEventParsingHandle {
        @Override
        public void cancel() {
            throw new UnsupportedOperationException("Interrupt the thread that reads");
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }
}
