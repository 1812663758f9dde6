package parley.tutor.models.scripted;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a {@link ScriptedStreamServer} does with one request, step by step. Immutable; made by one of the static methods
 * and lengthened by the others. After the last step the answer ends properly and the connection may serve another
 * request, unless the script cut or closed it.
 *
 * <p>Nothing here sleeps but {@link #pause}, which is for benchmarks and demonstrations: a test holds a script at a
 * {@link #stall} and lets it go on by {@link ScriptedStreamServer.Exchange#release} or
 * {@link ScriptedStreamServer.Exchange#step}.
 */
public final class StreamScript {
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private final List<Step> steps;

    private StreamScript(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Begins a stream of events with status 200. */
    public static StreamScript stream() {
        return stream(EVENTS);
    }

    /** Begins a stream of events that says to be of another content type; none is told when it is empty. */
    public static StreamScript stream(String contentType) {
        return new StreamScript(List.of(new Step.Headers(contentType)));
    }

    /** A whole answer: the pieces, a finish reason, the mark of the end. */
    public static StreamScript answer(String... deltas) {
        return stream().texts(deltas).finish("stop").done();
    }

    /** Refuses with {@code status} and a body of JSON. */
    public static StreamScript refusal(int status, String body) {
        return refusal(status, body, List.of());
    }

    /** Refuses with {@code status}, a body of JSON and further headers such as {@code Retry-After: 7}. */
    public static StreamScript refusal(int status, String body, List<String> headers) {
        return new StreamScript(List.of(new Step.Refuse(status, "application/json", List.copyOf(headers), body)));
    }

    /** Answers with a whole body of another kind than events. */
    public static StreamScript page(int status, String contentType, String body) {
        return new StreamScript(List.of(new Step.Refuse(status, contentType, List.of(), body)));
    }

    /** Takes the request and waits, even with the headers, until it is released or the client goes away. */
    public static StreamScript silence() {
        return new StreamScript(List.of(new Step.Stall()));
    }

    /** Sends a status of 200 and headers without their end, and waits; when it is released the connection is cut. */
    public static StreamScript headersWithoutEnd() {
        return new StreamScript(List.of(
                new Step.Bytes("HTTP/1.1 200 OK\r\nContent-Type: " + EVENTS + "\r\nX-Half", false),
                new Step.Stall(),
                new Step.Close()));
    }

    /** Refuses with {@code status} and the beginning of a body, and waits; when it is released the connection is cut. */
    public static StreamScript refusalWithoutEnd(int status) {
        return new StreamScript(List.of(
                new Step.Bytes(
                        "HTTP/1.1 " + status
                                + " Scripted\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{\"err",
                        false),
                new Step.Stall(),
                new Step.Close()));
    }

    /** Takes the request and closes the connection without a byte. */
    public static StreamScript hangUp() {
        return new StreamScript(List.of(new Step.Close()));
    }

    /** Sends a piece of the answer. */
    public StreamScript text(String delta) {
        return data(textEvent(delta));
    }

    /** Sends several pieces of the answer. */
    public StreamScript texts(String... deltas) {
        StreamScript script = this;
        for (String delta : deltas) {
            script = script.text(delta);
        }
        return script;
    }

    /** Sends a piece of the answer that is made when it is sent, such as the time of sending. */
    public StreamScript textMade(Supplier<String> delta) {
        return then(new Step.MadeData(() -> textEvent(delta.get())));
    }

    /** Sends the same piece of the answer again and again until the client goes away. */
    public StreamScript endless(String delta) {
        return then(new Step.Endless(textEvent(delta)));
    }

    /** Sends a whole tool call, its arguments in two pieces as endpoints do; {@link #finish} ends it. */
    public StreamScript toolCall(int index, String id, String name, String arguments) {
        int middle = arguments.length() / 2;
        return toolCallBegins(index, id, name)
                .toolArguments(index, arguments.substring(0, middle))
                .toolArguments(index, arguments.substring(middle));
    }

    /** Sends the beginning of a tool call: its id and its name. */
    public StreamScript toolCallBegins(int index, String id, String name) {
        return data(chunk("{\"tool_calls\":[{\"index\":" + index + ",\"id\":" + quote(id)
                + ",\"type\":\"function\",\"function\":{\"name\":" + quote(name) + ",\"arguments\":\"\"}}]}"));
    }

    /** Sends a piece of a tool call's arguments. */
    public StreamScript toolArguments(int index, String piece) {
        return data(chunk(
                "{\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":" + quote(piece) + "}}]}"));
    }

    /**
     * Sends the finish reason ({@code stop}, {@code length}, {@code content_filter}, {@code tool_calls}) and the usage:
     * 11 tokens of prompt, 7 of answer.
     */
    public StreamScript finish(String reason) {
        return finishWithoutUsage(reason).usage(11, 7);
    }

    /** Sends the finish reason alone. */
    public StreamScript finishWithoutUsage(String reason) {
        return data("{\"id\":\"scripted\",\"object\":\"chat.completion.chunk\",\"model\":\"scripted\",\"choices\":[{"
                + "\"index\":0,\"delta\":{},\"finish_reason\":" + quote(reason) + "}]}");
    }

    /** Sends the usage as endpoints do: after the finish reason, in an event without choices. */
    public StreamScript usage(int promptTokens, int completionTokens) {
        return data("{\"id\":\"scripted\",\"object\":\"chat.completion.chunk\",\"model\":\"scripted\",\"choices\":[],"
                + "\"usage\":{\"prompt_tokens\":" + promptTokens + ",\"completion_tokens\":" + completionTokens
                + ",\"total_tokens\":" + (promptTokens + completionTokens) + "}}");
    }

    /** Sends the mark of the end. */
    public StreamScript done() {
        return data("[DONE]");
    }

    /** Sends an error as an event of the stream, as most endpoints do. */
    public StreamScript error(String code, String message) {
        return data("{\"error\":{\"message\":" + quote(message) + ",\"type\":" + quote(code) + ",\"code\":"
                + quote(code) + "}}");
    }

    /** Sends an event of the type {@code error} with {@code data}, as some gateways do. */
    public StreamScript errorEvent(String data) {
        return bytes("event: error\ndata: " + data + "\n\n");
    }

    /** Sends {@code data} as one event, whatever it is. */
    public StreamScript data(String data) {
        return then(new Step.Data(data));
    }

    /** Sends {@code text} as it is, as one chunk of the body. */
    public StreamScript bytes(String text) {
        return then(new Step.Bytes(text, true));
    }

    /** Waits until the exchange is released or stepped on, or the client goes away. */
    public StreamScript stall() {
        return then(new Step.Stall());
    }

    /** Waits for a time of the real clock, or until the client goes away; not for tests. */
    public StreamScript pause(Duration wait) {
        return then(new Step.Pause(wait));
    }

    /** Breaks the connection in the middle of a chunk. */
    public StreamScript cut() {
        return then(new Step.Cut());
    }

    /** Ends the connection here in good order but without the body's end. */
    public StreamScript close() {
        return then(new Step.Close());
    }

    /** Breaks the connection once {@code bytes} bytes of the whole answer were sent, its headers included. */
    public StreamScript cutAfter(long bytes) {
        return then(new Step.CutAfter(bytes));
    }

    /** The same script with a stall before the first byte after the headers, or before all when it has none. */
    public StreamScript stalledFirst() {
        var longer = new ArrayList<>(steps);
        longer.add(!steps.isEmpty() && steps.getFirst() instanceof Step.Headers ? 1 : 0, new Step.Stall());
        return new StreamScript(longer);
    }

    List<Step> steps() {
        return steps;
    }

    /** After how many bytes the connection breaks. */
    long cutAfter() {
        long least = Long.MAX_VALUE;
        for (Step step : steps) {
            if (step instanceof Step.CutAfter(long bytes)) {
                least = Math.min(least, bytes);
            }
        }
        return least;
    }

    private StreamScript then(Step step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new StreamScript(longer);
    }

    private static String textEvent(String delta) {
        return chunk("{\"content\":" + quote(delta) + "}");
    }

    private static String chunk(String delta) {
        return "{\"id\":\"scripted\",\"object\":\"chat.completion.chunk\",\"model\":\"scripted\",\"choices\":[{"
                + "\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]}";
    }

    private static String quote(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** One thing that the server does. */
    sealed interface Step {
        /** Status 200 and the headers of a chunked body. */
        record Headers(String contentType) implements Step {}

        /** One event. */
        record Data(String data) implements Step {}

        /** One event, made when it is sent. */
        record MadeData(Supplier<String> data) implements Step {}

        /** The same event for ever. */
        record Endless(String data) implements Step {}

        /** These bytes: as a chunk, or outside of any body. */
        record Bytes(String text, boolean chunk) implements Step {}

        /** A whole answer of a known length. */
        record Refuse(int status, String contentType, List<String> headers, String body) implements Step {}

        record Stall() implements Step {}

        record Pause(Duration time) implements Step {}

        record Cut() implements Step {}

        record Close() implements Step {}

        record CutAfter(long bytes) implements Step {}
    }
}
