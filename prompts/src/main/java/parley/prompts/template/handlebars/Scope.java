package parley.prompts.template.handlebars;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tag can see at its place in a render. Immutable but for a loop's own frame. */
record Scope(
        @Nullable Object context,
        Contexts contexts,
        Frame frame,
        @Nullable BlockParams blockParams,
        ParsedBody body,
        @Nullable Inlines inlines,
        @Nullable PartialBody block,
        @Nullable PartialStack partials) {

    /** The contexts from the innermost outwards. */
    record Contexts(@Nullable Object context, @Nullable Contexts outer) {}

    /** The {@code @} variables; a name that is not here is sought outside. */
    static final class Frame {
        private final Map<String, @Nullable Object> values;
        private final @Nullable Frame outer;

        Frame(Map<String, ? extends @Nullable Object> values, @Nullable Frame outer) {
            this.values = new HashMap<>(values);
            this.outer = outer;
        }

        void set(String name, @Nullable Object value) {
            values.put(name, value);
        }

        @Nullable
        Object get(String name) {
            for (Frame frame = this; frame != null; frame = frame.outer) {
                if (frame.values.containsKey(name)) {
                    return frame.values.get(name);
                }
            }
            return JsValue.UNDEFINED;
        }

        @Nullable
        Frame outer(int levels) {
            Frame frame = this;
            for (int i = 0; i < levels && frame != null; i++) {
                frame = frame.outer;
            }
            return frame;
        }
    }

    /** The names that a block gives to what it goes through, and those of the blocks around it. */
    record BlockParams(
            List<String> names,
            List<@Nullable Object> values,
            @Nullable BlockParams outer) {}

    /** Partials that the template names itself. */
    record Inlines(
            Map<String, Node.Program> programs,
            ParsedBody body,
            @Nullable Inlines outer) {}

    /** The block that was given to a partial, with what it sees. */
    record PartialBody(Node.Program program, Scope scope) {}

    /** The partials that are being put in, the innermost first. */
    record PartialStack(String name, @Nullable PartialStack outer) {}

    Scope with(Node.Program program) {
        return program.inlines().isEmpty()
                ? this
                : new Scope(
                        context,
                        contexts,
                        frame,
                        blockParams,
                        body,
                        new Inlines(program.inlines(), body, inlines),
                        block,
                        partials);
    }

    /** The scope of a block's program over another context. */
    Scope inside(@Nullable Object newContext, Frame newFrame, @Nullable BlockParams newParams) {
        Contexts newContexts =
                looselySame(newContext, contexts.context()) ? contexts : new Contexts(newContext, contexts);
        return new Scope(newContext, newContexts, newFrame, newParams, body, inlines, block, partials);
    }

    /** JavaScript's {@code ==} as far as it tells whether a block has a context of its own. */
    private static boolean looselySame(@Nullable Object a, @Nullable Object b) {
        if (JsValue.isNothing(a) || JsValue.isNothing(b)) {
            return JsValue.isNothing(a) && JsValue.isNothing(b);
        }
        return JsValue.same(a, b);
    }
}
