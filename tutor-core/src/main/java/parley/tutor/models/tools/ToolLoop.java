package parley.tutor.models.tools;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Usage;

/**
 * A model that may use tools while it answers: each wish for tools is granted and the model asked again with what they
 * answered, at most {@value #MAX_STEPS} times; then once without tools, so that there is an answer. What was said before a
 * tool was used stays said, and is not asked for again.
 *
 * <p>An answer uses tools at most {@value #MAX_CALLS} times; further wishes are answered by a refusal. A wish that comes
 * twice under one id is granted once; one for a tool that there is not counts, but nobody hears of it, and the name that
 * the model made up goes no further: it may be one that no endpoint takes back.
 *
 * <p>All steps and tools together have as long until the first text as one question to the model has; each gets what is
 * left. Made for one answer; not thread-safe.
 */
public final class ToolLoop implements LanguageModel {
    public static final int MAX_STEPS = 3;
    public static final int MAX_CALLS = 6;

    /** A longer name of a call is an endpoint's nonsense, and not kept. */
    private static final int MAX_ID_CHARS = 64;

    private static final int MAX_ARGUMENTS_CHARS = 4_000;

    /** What stands in the prompt for the name of a tool that there is not. */
    static final String UNKNOWN_TOOL = "unknown_tool";

    /** In less no model begins to answer. */
    private static final Duration LEAST_TIME = Duration.ofMillis(100);

    private final LanguageModel model;
    private final ToolRegistry tools;
    private final Listener listener;
    private final LongSupplier nanos;
    private final Map<String, Granted> granted = new HashMap<>();

    private record Granted(ToolCall call, String answer) {}

    /** Hears of each use, once, before the model is asked again. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A tool was used.
         *
         * @throws InterruptedException when the answer is no longer wanted
         */
        void used(ToolCall call, String answer) throws InterruptedException;
    }

    public ToolLoop(LanguageModel model, ToolRegistry tools, Listener listener) {
        this(model, tools, listener, System::nanoTime);
    }

    /**
     * With a clock of one's own.
     *
     * @param nanos as {@link System#nanoTime}
     */
    public ToolLoop(LanguageModel model, ToolRegistry tools, Listener listener, LongSupplier nanos) {
        this.model = model;
        this.tools = tools;
        this.listener = listener;
        this.nanos = nanos;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public @Nullable Duration firstTextWithin() {
        return model.firstTextWithin();
    }

    @Override
    public StreamEnd stream(ModelCall call, TextSink sink) throws InterruptedException {
        var deadline = new Deadline(call);
        List<Message> messages = new ArrayList<>(call.messages());
        Usage usage = new Usage(0, 0, true);
        String passedOn = "";
        boolean textSeen = false;
        for (int step = 0; ; step++) {
            boolean last = step == MAX_STEPS;
            var heard = new StepSink(sink, passedOn, step == 0);
            ModelCall asked = call.withMessages(messages).withTools(last ? List.of() : tools.specs());
            if (step > 0 && !textSeen) {
                asked = deadline.over(asked);
            }
            StreamEnd end = model.stream(asked, heard);
            textSeen |= heard.said.length() > 0;
            switch (end) {
                case StreamEnd.Failed failed -> {
                    return new StreamEnd.Failed(
                            failed.model(), failed.fault(), textSeen || failed.textSeen(), sum(usage, failed.usage()));
                }
                case StreamEnd.Done done -> {
                    usage = sum(usage, done.usage());
                    if (done.finish() != Finish.TOOL_CALLS) {
                        return new StreamEnd.Done(done.model(), done.finish(), usage, List.of());
                    }
                    if (last || done.toolCalls().isEmpty()) {
                        return new StreamEnd.Failed(
                                done.model(),
                                ModelFault.of(
                                        ModelFault.Kind.TOOL_CALL,
                                        last ? "it asked for tools where there are none" : "its tool call is empty"),
                                textSeen,
                                usage);
                    }
                    sink.flush();
                    String all = sink.takeBack();
                    passedOn = all == null ? "" : all;
                    grant(heard.said.toString(), done.toolCalls(), messages, textSeen ? null : deadline);
                    if (!textSeen && deadline.isOver()) {
                        return new StreamEnd.Failed(
                                done.model(),
                                ModelFault.of(
                                        ModelFault.Kind.FIRST_TOKEN_TIMEOUT,
                                        "it used tools until the time for its first words was over"),
                                false,
                                usage);
                    }
                }
            }
        }
    }

    /** The time until the first text of the whole answer; no end without a limit. */
    private final class Deadline {
        private final @Nullable Duration whole;
        private final long started = nanos.getAsLong();

        Deadline(ModelCall call) {
            Duration own = call.firstTokenWithin();
            Duration usual = model.firstTextWithin();
            this.whole = own == null || (usual != null && usual.compareTo(own) < 0) ? usual : own;
        }

        @Nullable
        Duration left() {
            return whole == null ? null : whole.minusNanos(nanos.getAsLong() - started);
        }

        boolean isOver() {
            Duration left = left();
            return left != null && left.compareTo(LEAST_TIME) < 0;
        }

        ModelCall over(ModelCall call) {
            Duration left = left();
            return left == null ? call : call.within(left);
        }
    }

    private void grant(String before, List<ToolCall> wishes, List<Message> messages, @Nullable Deadline deadline)
            throws InterruptedException {
        List<ToolCall> calls = new ArrayList<>();
        List<Message> answers = new ArrayList<>();
        for (ToolCall wish : wishes) {
            ToolCall call = named(wish);
            calls.add(call);
            answers.add(new Message.ToolAnswered(call.id(), call.name(), answer(call, deadline)));
        }
        messages.add(new Message.CalledTools(before, calls));
        messages.addAll(answers);
    }

    /** Once for each id; what is beyond the limits is refused, and heard of by nobody. */
    private String answer(ToolCall call, @Nullable Deadline deadline) throws InterruptedException {
        Granted before = granted.get(call.id());
        if (before != null) {
            return before.answer();
        }
        if (granted.size() >= MAX_CALLS) {
            return tools.refusal("no more tools can be used for this answer");
        }
        Duration left = deadline == null ? null : deadline.left();
        String answer = left == null ? tools.answer(call) : tools.answer(call, left);
        granted.put(call.id(), new Granted(call, answer));
        if (tools.has(call.name())) {
            listener.used(call, answer);
        }
        return answer;
    }

    /** Some endpoints number the calls of each stream anew: another wish under a known id gets one of its own. */
    private ToolCall named(ToolCall wish) {
        boolean known = tools.has(wish.name());
        String name = known ? wish.name() : UNKNOWN_TOOL;
        String arguments =
                !known || wish.arguments().isBlank() || wish.arguments().length() > MAX_ARGUMENTS_CHARS
                        ? "{}"
                        : wish.arguments();
        String id = wish.id().isBlank() || wish.id().length() > MAX_ID_CHARS ? "call" : wish.id();
        String own = id;
        for (int n = 2; ; n++) {
            var call = new ToolCall(own, name, arguments);
            Granted other = granted.get(own);
            if (other == null || other.call().equals(call)) {
                return call;
            }
            own = id + "-" + n;
        }
    }

    private static Usage sum(Usage one, Usage other) {
        return new Usage(
                Usage.sum(one.promptTokens(), other.promptTokens()),
                Usage.sum(one.completionTokens(), other.completionTokens()),
                one.reported() && other.reported());
    }

    /** One step's text: what was passed on before the step is none of its model's business. Used by one thread. */
    private static final class StepSink implements TextSink {
        private final TextSink sink;
        private final String before;
        private final boolean tellsOpened;
        private final StringBuilder said = new StringBuilder();

        StepSink(TextSink sink, String before, boolean tellsOpened) {
            this.sink = sink;
            this.before = before;
            this.tellsOpened = tellsOpened;
        }

        @Override
        public void text(String delta) throws InterruptedException {
            said.append(delta);
            sink.text(delta);
        }

        @Override
        public void opened() {
            if (tellsOpened) {
                sink.opened();
            }
        }

        @Override
        public void flush() throws InterruptedException {
            sink.flush();
        }

        @Override
        public @Nullable String takeBack() {
            String all = sink.takeBack();
            if (all == null) {
                return null;
            }
            String own = all.substring(Math.min(before.length(), all.length()));
            said.setLength(0);
            said.append(own);
            return own;
        }
    }
}
