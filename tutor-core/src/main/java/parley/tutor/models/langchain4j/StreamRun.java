package parley.tutor.models.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.LanguageModel.Finish;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.TextSink;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.Usage;
import parley.tutor.models.tools.ToolCall;

/**
 * One stream: what came of it, and how it ended. All of it happens on the thread that asked: langchain4j calls the
 * transport, the transport waits for bytes, and words go straight to whoever wants them, with no queue between. The
 * first end wins; whatever langchain4j tells after it is ignored, for it reports some cut streams as failed and then as
 * complete. Not thread-safe.
 */
final class StreamRun implements StreamingChatResponseHandler {
    /** No tokenizer makes longer tokens on average; an answer of more was not bounded by the endpoint as it was told. */
    static final int MAX_CHARS_A_TOKEN = 16;

    private static final String CUT = "the answer was cut before its end";

    private final String model;
    private final Deadlines deadlines;
    private final TextSink sink;
    private final int maxTokens;
    private final boolean toolsOffered;

    private boolean ended;
    private @Nullable ModelFault fault;
    private @Nullable InterruptedException interruption;
    private @Nullable RuntimeException thrown;
    private @Nullable ChatResponse response;

    private final ThoughtFilter thoughts = new ThoughtFilter();
    private boolean textSeen;
    private boolean toolsSeen;
    private long chars;
    private String finish = "";
    private Usage usage = Usage.UNKNOWN;
    private long silentNanos;

    StreamRun(String model, Deadlines deadlines, TextSink sink, int maxTokens, boolean toolsOffered) {
        this.model = model;
        this.deadlines = deadlines;
        this.sink = sink;
        this.maxTokens = maxTokens;
        this.toolsOffered = toolsOffered;
        this.silentNanos = deadlines.startedNanos();
    }

    /** Nanoseconds until the wait for what comes next is over; zero or less when it is. */
    long remainingNanos() {
        return deadlines.dueNanos(phase(), silentNanos) - System.nanoTime();
    }

    private Deadlines.Phase phase() {
        if (!finish.isEmpty()) {
            return Deadlines.Phase.FINISHED;
        }
        return textSeen || toolsSeen ? Deadlines.Phase.WORDS : Deadlines.Phase.BEFORE_WORDS;
    }

    /** Whether nothing more is wanted. */
    boolean isOver() {
        return ended;
    }

    /** The longest answer, in bytes of the stream: each token in an event of its own, and a prompt's worth beside. */
    long maxBytes() {
        return (1L << 20) + 512L * maxTokens;
    }

    /** The request goes out; told by a thread of the JDK's. */
    void sent() {
        sink.sent();
    }

    void opened() {
        try {
            sink.opened();
        } catch (RuntimeException e) {
            thrown = e;
            ended = true;
        }
    }

    /** A piece of the answer's text; empty ones are none, and what the model thinks aloud before its answer is not told. */
    void text(String delta) {
        if (ended || delta.isEmpty()) {
            return;
        }
        chars += delta.length();
        if (chars > (long) MAX_CHARS_A_TOKEN * maxTokens) {
            fail(ModelFault.of(
                    Kind.TOO_LARGE, "the endpoint sent more text than the " + maxTokens + " tokens it was asked for"));
            return;
        }
        tell(thoughts.words(delta));
    }

    private void tell(String words) {
        if (words.isEmpty()) {
            return;
        }
        textSeen = true;
        try {
            // A NUL ends texts in some of the places where words go, and means nothing in any.
            sink.text(words.indexOf('\0') < 0 ? words : words.replace("\0", ""));
        } catch (InterruptedException e) {
            interrupt(e);
        } catch (RuntimeException e) {
            thrown = e;
            ended = true;
        }
        silentNanos = System.nanoTime();
    }

    /** What an event said beside text. */
    void told(AnswerChunk chunk) {
        if (chunk.tools()) {
            toolsSeen = true;
            silentNanos = System.nanoTime();
        }
        if (!chunk.finish().isEmpty() && !ended) {
            tell(thoughts.end());
            finish = chunk.finish();
            silentNanos = System.nanoTime();
        }
        Usage told = chunk.usage();
        if (told != null) {
            usage = told;
        }
    }

    /** Nothing came until the wait was over. A finished answer is whole even if its connection stays open. */
    void expire() {
        if (finish.isEmpty()) {
            fail(deadlines.expired(phase(), silentNanos));
        }
    }

    /** The connection broke. A finished answer is whole all the same. */
    void broke(ModelFault because) {
        if (finish.isEmpty()) {
            fail(because);
        }
    }

    void fail(ModelFault because) {
        if (!ended) {
            ended = true;
            fault = because;
        }
    }

    void interrupt(InterruptedException e) {
        if (!ended) {
            ended = true;
            interruption = e;
        }
    }

    @Override
    public void onPartialResponse(String delta) {
        // The words of an event that langchain4j was given for its tool call were taken already.
    }

    @Override
    public void onCompleteResponse(ChatResponse whole) {
        if (!ended) {
            ended = true;
            response = whole;
        }
    }

    @Override
    public void onError(Throwable error) {
        fail(ProblemReasons.ofAnswer(error));
    }

    /** How it ended; to be asked once langchain4j came back. */
    StreamEnd end() throws InterruptedException {
        if (interruption != null) {
            throw interruption;
        }
        if (thrown != null) {
            throw thrown;
        }
        if (fault != null) {
            return new StreamEnd.Failed(model, fault, textSeen, usage);
        }
        return switch (finish.toLowerCase(Locale.ROOT)) {
            case "" -> toolsSeen ? halfToolCall() : failed(Kind.CUT, CUT);
            case "length", "max_tokens", "model_context_window_exceeded" ->
                toolsSeen ? halfToolCall() : done(Finish.LENGTH);
            // "sensitive" is Zhipu's word for it.
            case "content_filter", "sensitive", "safety" ->
                failed(Kind.CONTENT_FILTER, "the endpoint's content filter stopped the answer");
            // vLLM's, Zhipu's, DeepSeek's and OpenRouter's words for an answer they could not go on with.
            case "abort", "network_error", "insufficient_system_resource", "error" ->
                failed(Kind.SERVER_ERROR, "the endpoint failed in the middle of the answer");
            // Some servers say "stop" after a tool call.
            default -> toolsSeen ? toolCalls() : done(Finish.STOP);
        };
    }

    private StreamEnd done(Finish why) {
        return textSeen ? new StreamEnd.Done(model, why, usage, List.of()) : failed(Kind.EMPTY, "the answer was empty");
    }

    private StreamEnd toolCalls() {
        if (!toolsOffered) {
            return failed(Kind.TOOL_CALL, "the model called a tool though none was offered");
        }
        ChatResponse whole = response;
        List<ToolExecutionRequest> requests =
                whole == null ? List.of() : whole.aiMessage().toolExecutionRequests();
        List<ToolCall> calls = new ArrayList<>();
        for (ToolExecutionRequest request : requests) {
            String arguments =
                    request.arguments() == null || request.arguments().isBlank() ? "{}" : request.arguments();
            if (request.name() == null || request.name().isBlank() || !isObject(arguments)) {
                return halfToolCall();
            }
            // Some local servers give no ids; a call's answer has to name one.
            String id = request.id() == null || request.id().isBlank() ? "call_" + calls.size() : request.id();
            calls.add(new ToolCall(id, request.name(), arguments));
        }
        return calls.isEmpty() ? halfToolCall() : new StreamEnd.Done(model, Finish.TOOL_CALLS, usage, calls);
    }

    private static boolean isObject(String arguments) {
        try {
            JsonScanner json = JsonScanner.of(arguments);
            if (json.peek() != '{') {
                return false;
            }
            json.skip();
            json.requireEnd();
            return true;
        } catch (JsonScanner.Malformed e) {
            return false;
        }
    }

    private StreamEnd halfToolCall() {
        return failed(Kind.TOOL_CALL, "the model's tool call is half or cannot be read");
    }

    private StreamEnd failed(Kind kind, String reason) {
        return new StreamEnd.Failed(model, ModelFault.of(kind, reason), textSeen, usage);
    }
}
