package parley.tutor.models.tools;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.tutor.models.tools.ToolJson.Arguments;

/**
 * The tools that a model may use, by name. Every call is answered: with what the tool found, or with a line that says what
 * was wrong, so that the model can mend it or do without. A tool that does not heed its interrupt keeps its thread until it
 * is done; while {@value #MOST_RUNNING} run, further calls are answered by saying that there is no place. Thread-safe.
 */
public final class ToolRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ToolRegistry.class);

    /** Tools that run at the same time, of all replies that share a limit. Each ends within a second when all is well. */
    public static final int MOST_RUNNING = 64;

    private static final Duration NO_HURRY = Duration.ofDays(1);

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final ToolJson json;
    private final Semaphore places;

    /**
     * A tool.
     *
     * @param limit how long it may take; past it the model is told so
     * @param maxAnswerChars a longer answer is not given, and the model is told so
     */
    public record Tool(ToolSpec spec, Handler handler, Duration limit, int maxAnswerChars) {
        public Tool {
            if (limit.isNegative() || limit.isZero() || maxAnswerChars < 100) {
                throw new IllegalArgumentException("A tool has time, and 100 characters or more for its answer");
            }
        }
    }

    /** What a tool does. Called on a thread of its own, which is interrupted when its time is over. */
    @FunctionalInterface
    public interface Handler {
        /** The answer as plain data (texts, numbers, booleans, lists, maps). */
        Map<String, ?> use(Arguments.Valid arguments) throws InterruptedException;
    }

    /** Tools that share their places with no others. */
    public ToolRegistry(List<Tool> tools, ToolJson json) {
        this(tools, json, new Semaphore(MOST_RUNNING));
    }

    /**
     * Tools that share their places with others.
     *
     * @param places one for each tool that may run at the same time
     */
    public ToolRegistry(List<Tool> tools, ToolJson json, Semaphore places) {
        this.json = json;
        this.places = places;
        for (Tool tool : tools) {
            if (this.tools.put(tool.spec().name(), tool) != null) {
                throw new IllegalArgumentException(
                        "There are two tools " + tool.spec().name());
            }
        }
    }

    /** The tools as a model sees them, in order. */
    public List<ToolSpec> specs() {
        return tools.values().stream().map(Tool::spec).toList();
    }

    /** Whether there is a tool of this name. */
    public boolean has(String name) {
        return tools.containsKey(name);
    }

    /**
     * Uses a tool; JSON text that answers {@code call}, with {@code "error"} when it could not be used.
     *
     * @throws InterruptedException when the caller is interrupted; the tool is, too
     */
    public String answer(ToolCall call) throws InterruptedException {
        return answer(call, NO_HURRY);
    }

    /**
     * The same in less time.
     *
     * @param within how long it may take, unless the tool's own limit is shorter
     */
    public String answer(ToolCall call, Duration within) throws InterruptedException {
        Tool tool = tools.get(call.name());
        if (tool == null) {
            return refusal("there is no such tool; there are " + String.join(", ", tools.keySet()));
        }
        return switch (json.arguments(tool.spec(), call.arguments())) {
            case Arguments.Invalid(String why) -> refusal(why);
            case Arguments.Valid arguments -> use(tool, arguments, within);
        };
    }

    /** An answer that says why there is no other. */
    String refusal(String why) {
        return json.write(Map.of("error", why));
    }

    private String use(Tool tool, Arguments.Valid arguments, Duration within) throws InterruptedException {
        if (!places.tryAcquire()) {
            LOG.warn(
                    "The tool {} was not used: as many as may run are running",
                    tool.spec().name());
            return refusal("it is busy; do without");
        }
        var task = new FutureTask<Map<String, ?>>(() -> tool.handler().use(arguments));
        Thread.ofVirtual().name("tool-" + tool.spec().name()).start(() -> {
            try {
                task.run();
            } finally {
                // Not when it is given up: what goes on all the same keeps its place.
                places.release();
            }
        });
        Duration limit = within.compareTo(tool.limit()) < 0 ? within : tool.limit();
        try {
            String answer = json.write(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
            return answer.length() <= tool.maxAnswerChars() ? answer : refusal("there is too much; ask for less");
        } catch (TimeoutException e) {
            return refusal("it took too long; do without");
        } catch (ExecutionException | IllegalArgumentException e) {
            // A bug in a tool. Without its message, which may quote the learner.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.error(
                    "The tool {} failed: {}",
                    tool.spec().name(),
                    cause.getClass().getName());
            return refusal("it failed; do without");
        } finally {
            task.cancel(true);
        }
    }
}
