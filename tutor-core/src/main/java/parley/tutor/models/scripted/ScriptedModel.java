package parley.tutor.models.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Usage;
import parley.tutor.models.tools.ToolCall;

/**
 * A language model that plays scripts, one for each call in the order in which they were given; without one it fails.
 * It never sleeps: a script waits only for a latch that a test opens. Thread-safe; keeps the prompts of its last
 * {@value #KEPT_PROMPTS} calls.
 */
public final class ScriptedModel implements LanguageModel {
    static final int KEPT_PROMPTS = 100;

    /** What a script does next. */
    public sealed interface Action {
        /** Streams a piece of text. */
        record Say(String delta) implements Action {}

        /** Waits until {@code latch} is open, or until the caller is interrupted. */
        record Await(CountDownLatch latch) implements Action {}

        /** Ends the stream with a wish for tools; what follows is never played. */
        record CallTools(List<ToolCall> calls) implements Action {
            public CallTools {
                calls = List.copyOf(calls);
            }
        }

        /** Ends the stream with a failure; what follows is never played. */
        record Fail(String reason) implements Action {}
    }

    private final String name;
    private final ConcurrentLinkedQueue<List<Action>> scripts = new ConcurrentLinkedQueue<>();
    private final ArrayList<ModelCall> asked = new ArrayList<>();
    private final Semaphore calls = new Semaphore(0);

    public ScriptedModel(String name) {
        this.name = name;
    }

    /** Adds the script of one more call. */
    public ScriptedModel then(Action... actions) {
        scripts.add(List.of(actions));
        return this;
    }

    /** Adds a call that streams {@code deltas} and is done. */
    public ScriptedModel thenSays(String... deltas) {
        scripts.add(List.of(deltas).stream().<Action>map(Action.Say::new).toList());
        return this;
    }

    /** Adds a call that ends with a wish for a tool, with {@code arguments} as JSON text. */
    public ScriptedModel thenCalls(String id, String tool, String arguments) {
        return then(new Action.CallTools(List.of(new ToolCall(id, tool, arguments))));
    }

    /** Adds a call that fails before any text. */
    public ScriptedModel thenFails(String reason) {
        return then(new Action.Fail(reason));
    }

    /** The prompts of the calls so far, oldest first. */
    public List<List<Message>> prompts() {
        return calls().stream().map(ModelCall::messages).toList();
    }

    /** The calls so far, oldest first. */
    public List<ModelCall> calls() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    /** Waits until the model was called once more than this was waited for. */
    public void awaitCall() throws InterruptedException {
        calls.acquire();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StreamEnd stream(ModelCall call, TextSink sink) throws InterruptedException {
        List<Action> script;
        synchronized (asked) {
            if (asked.size() == KEPT_PROMPTS) {
                asked.removeFirst();
            }
            asked.add(call);
            // With the call, and before anybody is told of it: else a later call might take this one's script.
            script = scripts.poll();
        }
        calls.release();
        if (script == null) {
            return failed("the script has ended", false);
        }
        boolean textSeen = false;
        long said = 0;
        for (Action action : script) {
            switch (action) {
                case Action.Say(String delta) -> {
                    sink.text(delta);
                    textSeen = true;
                    said++;
                }
                case Action.Await(CountDownLatch latch) -> latch.await();
                case Action.CallTools(List<ToolCall> wanted) -> {
                    return new StreamEnd.Done(
                            name, Finish.TOOL_CALLS, new Usage(call.messages().size(), said, true), wanted);
                }
                case Action.Fail(String reason) -> {
                    return failed(reason, textSeen);
                }
            }
        }
        return new StreamEnd.Done(name, Finish.STOP, new Usage(call.messages().size(), said, true), List.of());
    }

    private StreamEnd failed(String reason, boolean textSeen) {
        return new StreamEnd.Failed(name, ModelFault.of(ModelFault.Kind.SERVER_ERROR, reason), textSeen);
    }
}
