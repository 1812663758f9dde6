package parley.tutor.models.scripted;

import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link ScriptedStreamServer} does with one request, step by step. Immutable; made by one of the static methods
 * and lengthened by the others. After the last step the answer ends properly, unless the step was {@link #cut}.
 */
public final class StreamScript {
    private final List<Step> steps;

    private StreamScript(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Begins a stream of events with status 200. */
    public static StreamScript stream() {
        return new StreamScript(List.of(new Step.Headers("text/event-stream; charset=utf-8")));
    }

    /** A whole answer: the pieces, a finish reason, the mark of the end. */
    public static StreamScript answer(String... deltas) {
        StreamScript script = stream();
        for (String delta : deltas) {
            script = script.text(delta);
        }
        return script.finish("stop").done();
    }

    /** Refuses with {@code status} and a body of JSON. */
    public static StreamScript refusal(int status, String body) {
        return new StreamScript(List.of(new Step.Refuse(status, "application/json", body)));
    }

    /** Answers with a whole body of another kind than events. */
    public static StreamScript page(int status, String contentType, String body) {
        return new StreamScript(List.of(new Step.Refuse(status, contentType, body)));
    }

    /** Takes the request and waits, even with the headers, until it is released or the client goes away. */
    public static StreamScript silence() {
        return new StreamScript(List.of(new Step.Stall()));
    }

    /** Sends a piece of the answer. */
    public StreamScript text(String delta) {
        return data("{\"id\":\"scripted\",\"object\":\"chat.completion.chunk\",\"model\":\"scripted\",\"choices\":[{"
                + "\"index\":0,\"delta\":{\"content\":" + quote(delta) + "},\"finish_reason\":null}]}");
    }

    /** Sends the finish reason ({@code stop}, {@code length}, {@code content_filter}) and the usage. */
    public StreamScript finish(String reason) {
        return data("{\"id\":\"scripted\",\"object\":\"chat.completion.chunk\",\"model\":\"scripted\",\"choices\":[{"
                        + "\"index\":0,\"delta\":{},\"finish_reason\":" + quote(reason) + "}]}")
                .data("{\"id\":\"scripted\",\"object\":\"chat.completion.chunk\",\"model\":\"scripted\",\"choices\":[],"
                        + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}");
    }

    /** Sends the mark of the end. */
    public StreamScript done() {
        return data("[DONE]");
    }

    /** Sends {@code data} as one event, whatever it is. */
    public StreamScript data(String data) {
        return then(new Step.Data(data));
    }

    /** Waits until the exchange is released or the client goes away. */
    public StreamScript stall() {
        return then(new Step.Stall());
    }

    /** Breaks the connection in the middle of a chunk. */
    public StreamScript cut() {
        return then(new Step.Cut());
    }

    List<Step> steps() {
        return steps;
    }

    private StreamScript then(Step step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new StreamScript(longer);
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
        record Headers(String contentType) implements Step {}

        record Data(String data) implements Step {}

        record Refuse(int status, String contentType, String body) implements Step {}

        record Stall() implements Step {}

        record Cut() implements Step {}
    }
}
