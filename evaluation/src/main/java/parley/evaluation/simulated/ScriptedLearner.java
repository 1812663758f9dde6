package parley.evaluation.simulated;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import parley.prompts.course.Concept;
import parley.prompts.course.Item;

/** Gives responses in the order in which they were written down, and after the last one {@code then} for ever. */
public final class ScriptedLearner implements PlayedLearner {
    private final Deque<Response> script;
    private final Response then;

    public ScriptedLearner(List<Response> script, Response then) {
        this.script = new ArrayDeque<>(script);
        this.then = then;
    }

    @Override
    public Response respond(Concept concept, Item item, int hints, Instant now) {
        Response next = script.poll();
        return next == null ? then : next;
    }

    @Override
    public void concluded(Concept concept, boolean right, Instant now) {
        // A script learns nothing.
    }
}
