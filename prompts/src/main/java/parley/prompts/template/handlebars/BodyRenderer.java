package parley.prompts.template.handlebars;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Said;

/** Carries out a body's tags. Used for one render, by one thread. */
final class BodyRenderer {

    private final Dialect dialect;
    private final Budget budget;
    private final Values values;
    private final MarkerHelpers markers;
    private final Function<String, @Nullable ParsedBody> partials;

    BodyRenderer(Dialect dialect, RenderLimits limits, Function<String, @Nullable ParsedBody> partials) {
        this.dialect = dialect;
        this.budget = new Budget(limits);
        this.values = new Values(dialect, budget);
        this.markers = new MarkerHelpers(dialect, values, budget);
        this.partials = partials;
    }

    List<BodyPart> render(ParsedBody body, @Nullable Object input, Map<String, ? extends @Nullable Object> data) {
        Scope.Frame given = new Scope.Frame(data, null);
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("root", data.containsKey("root") ? data.get("root") : input);
        Scope scope = new Scope(
                input, new Scope.Contexts(input, null), new Scope.Frame(root, given), null, body, null, null, null);
        PartSink out = new PartSink();
        inBody(scope, () -> program(body.program(), scope, out));
        return List.copyOf(out.parts());
    }

    /** Turns a problem inside a body into a finding of that body's file. */
    private static void inBody(Scope scope, Runnable render) {
        try {
            render.run();
        } catch (BodyProblem problem) {
            throw scope.body().finding(problem);
        }
    }

    private void program(Node.@Nullable Program program, Scope outside, PartSink out) {
        if (program == null || program.body().isEmpty()) {
            return;
        }
        budget.enter(program.body().getFirst().offset());
        Scope scope = outside.with(program);
        for (Node node : program.body()) {
            budget.step(node.offset());
            switch (node) {
                case Node.Content content -> print(content.text, content.offset(), out);
                case Node.Comment ignored -> {}
                case Node.Inline ignored -> {}
                case Node.Mustache mustache -> mustache(mustache.call(), scope, out);
                case Node.Block block -> block(block, scope, out);
                case Node.Partial partial -> partial(partial, scope, out);
                case Node.PartialBlock partial -> partialBlock(partial, scope, out);
            }
        }
        budget.leave();
    }

    private void print(String text, int offset, PartSink out) {
        budget.characters(text.length(), offset);
        out.text(text);
    }

    private void printValue(@Nullable Object value, Expression.Call call, PartSink out) {
        if (value instanceof Map && dialect == Dialect.STRICT) {
            throw new BodyProblem(
                    call.offset(),
                    Said.of("the variable {} is no text", call.written()),
                    "print its fields, or {{json …}}");
        }
        print(JsValue.text(value), call.offset(), out);
    }

    private void mustache(Expression.Call call, Scope scope, PartSink out) {
        String helper = helper(call, scope);
        if (helper == null) {
            Object value = values.at(call.callee(), scope);
            if (dialect == Dialect.STRICT && JsValue.isNothing(value)) {
                throw Values.missing(call.offset(), call.written());
            }
            printValue(value, call, out);
            return;
        }
        switch (helper) {
            case "role" -> markers.role(call, scope, out);
            case "history" -> out.part(new BodyPart.HistoryMarker());
            case "section" -> markers.section(call, scope, out);
            case "media" -> markers.media(call, scope, out);
            case "learner" -> markers.learner(call, scope, out);
            default -> printValue(values.helper(call, scope), call, out);
        }
    }

    private @Nullable String helper(Expression.Call call, Scope scope) {
        Expression.Path callee = call.callee();
        if (!callee.isName() || !dialect.hasHelper(callee.parts().getFirst())) {
            return null;
        }
        String name = callee.parts().getFirst();
        for (Scope.BlockParams params = scope.blockParams(); params != null; params = params.outer()) {
            if (params.names().contains(name)) {
                return null;
            }
        }
        return name;
    }

    private void block(Node.Block block, Scope scope, PartSink out) {
        Expression.Call call = block.call;
        String helper = helper(call, scope);
        if (helper == null) {
            section(block, values.at(call.callee(), scope), scope, out);
            return;
        }
        switch (helper) {
            case "if" -> branch(block, holds(call, scope), scope, out);
            case "unless" -> branch(block, !holds(call, scope), scope, out);
            case "ifEquals" -> branch(block, equal(call, scope), scope, out);
            case "unlessEquals" -> branch(block, !equal(call, scope), scope, out);
            case "with" -> {
                Object value = values.of(call.params().getFirst(), scope);
                if (JsValue.isEmpty(value)) {
                    branch(block, false, scope, out);
                } else {
                    into(block.program, value, scope.frame(), Collections.singletonList(value), scope, out);
                }
            }
            case "each" -> each(block, values.of(call.params().getFirst(), scope), scope, out);
            default -> printValue(values.helper(call, scope), call, out);
        }
    }

    private boolean holds(Expression.Call call, Scope scope) {
        Object value = values.of(call.params().getFirst(), scope);
        boolean zeroCounts = JsValue.isTrue(values.named(call, "includeZero", scope));
        return !JsValue.isEmpty(value) && (zeroCounts || JsValue.isTrue(value));
    }

    private boolean equal(Expression.Call call, Scope scope) {
        return JsValue.same(
                values.of(call.params().get(0), scope), values.of(call.params().get(1), scope));
    }

    private void branch(Node.Block block, boolean first, Scope scope, PartSink out) {
        into(first ? block.program : block.inverse, scope.context(), scope.frame(), List.of(), scope, out);
    }

    /** A block whose name is a variable's: by its value shown or not, repeated, or gone into. */
    private void section(Node.Block block, @Nullable Object value, Scope scope, PartSink out) {
        if (value instanceof Boolean truth) {
            branch(block, truth, scope, out);
        } else if (JsValue.isNothing(value)) {
            branch(block, false, scope, out);
        } else if (value instanceof Collection<?> items) {
            if (items.isEmpty()) {
                branch(block, false, scope, out);
            } else {
                each(block, value, scope, out);
            }
        } else {
            into(block.program, value, scope.frame(), List.of(), scope, out);
        }
    }

    private void each(Node.Block block, @Nullable Object value, Scope scope, PartSink out) {
        int size =
                value instanceof Collection<?> items ? items.size() : value instanceof Map<?, ?> map ? map.size() : 0;
        if (size == 0) {
            branch(block, false, scope, out);
            return;
        }
        Scope.Frame frame = new Scope.Frame(Map.of(), scope.frame());
        long index = 0;
        if (value instanceof Collection<?> items) {
            for (Object item : items) {
                round(block, index, index, size, item, frame, scope, out);
                index++;
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                round(block, String.valueOf(entry.getKey()), index, size, entry.getValue(), frame, scope, out);
                index++;
            }
        }
    }

    private void round(
            Node.Block block,
            Object key,
            long index,
            int size,
            @Nullable Object item,
            Scope.Frame frame,
            Scope scope,
            PartSink out) {
        budget.step(block.offset());
        frame.set("key", key);
        frame.set("index", index);
        frame.set("first", index == 0);
        frame.set("last", index == size - 1);
        List<@Nullable Object> params = new ArrayList<>(2);
        params.add(item);
        params.add(key);
        into(block.program, item, frame, params, scope, out);
    }

    private void into(
            Node.@Nullable Program program,
            @Nullable Object context,
            Scope.Frame frame,
            List<@Nullable Object> params,
            Scope scope,
            PartSink out) {
        if (program == null) {
            return;
        }
        Scope.BlockParams blockParams = program.blockParams().isEmpty()
                ? scope.blockParams()
                : new Scope.BlockParams(program.blockParams(), params, scope.blockParams());
        program(program, scope.inside(context, frame, blockParams), out);
    }

    private void partial(Node.Partial partial, Scope scope, PartSink out) {
        if (partial.indent.isEmpty()) {
            putIn(partial.call, null, scope, partial.offset(), out);
            return;
        }
        PartSink inner = new PartSink();
        putIn(partial.call, null, scope, partial.offset(), inner);
        out.addIndented(inner, partial.indent, budget, partial.offset());
    }

    private void partialBlock(Node.PartialBlock partial, Scope scope, PartSink out) {
        putIn(partial.call(), partial.program(), scope, partial.offset(), out);
    }

    private void putIn(Node.PartialCall call, Node.@Nullable Program block, Scope scope, int offset, PartSink out) {
        budget.partial(offset);
        String fixed = call.fixedName();
        String name = fixed != null ? fixed : JsValue.textWithNothing(values.of(call.name(), scope));
        Object context = call.params().isEmpty()
                ? scope.context()
                : values.of(call.params().getFirst(), scope);
        if (!call.hash().isEmpty()) {
            context = merged(context, values.hash(call.hash(), scope));
        }
        if (budget.isAtDepth()) {
            throw tooDeep(scope.partials(), name, offset);
        }
        Scope.PartialBody given = block == null ? scope.block() : new Scope.PartialBody(block, scope);
        if (name.equals("@partial-block")) {
            Scope.PartialBody body = scope.block();
            if (body != null) {
                blockOfPartial(body, context, scope, out);
                return;
            }
        }
        Scope.Inlines inlines = block == null || block.inlines().isEmpty()
                ? scope.inlines()
                : new Scope.Inlines(block.inlines(), scope.body(), scope.inlines());
        for (Scope.Inlines known = inlines; known != null; known = known.outer()) {
            Node.Program program = known.programs().get(name);
            if (program != null) {
                Scope inside = entering(context, scope, known.body(), inlines, given, name);
                inBody(inside, () -> program(program, inside, out));
                return;
            }
        }
        ParsedBody body = partials.apply(name);
        if (body != null) {
            Scope inside = entering(context, scope, body, inlines, given, name);
            inBody(inside, () -> program(body.program(), inside, out));
        } else if (block != null) {
            Object blockContext = context;
            program(block, scope.inside(blockContext, scope.frame(), scope.blockParams()), out);
        } else {
            throw new BodyProblem(
                    BodyProblem.Kind.UNKNOWN_PARTIAL,
                    offset,
                    Said.of("there is no partial {}", name),
                    "check its name");
        }
    }

    private void blockOfPartial(Scope.PartialBody body, @Nullable Object context, Scope caller, PartSink out) {
        Scope home = body.scope();
        Scope inside = new Scope(
                context,
                home.inside(context, home.frame(), null).contexts(),
                caller.frame(),
                home.blockParams(),
                home.body(),
                home.inlines(),
                home.block(),
                caller.partials());
        inBody(inside, () -> program(body.program(), inside, out));
    }

    private Scope entering(
            @Nullable Object context,
            Scope scope,
            ParsedBody body,
            Scope.@Nullable Inlines inlines,
            Scope.@Nullable PartialBody block,
            String name) {
        // A partial sees the contexts around it only where both it and its caller go up at all.
        Scope.Contexts contexts = scope.body().goesUp() && body.goesUp()
                ? scope.inside(context, scope.frame(), null).contexts()
                : new Scope.Contexts(context, null);
        return new Scope(
                context,
                contexts,
                scope.frame(),
                null,
                body,
                inlines,
                block,
                new Scope.PartialStack(name, scope.partials()));
    }

    private static Map<String, @Nullable Object> merged(
            @Nullable Object context, Map<String, @Nullable Object> arguments) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        if (context instanceof Map<?, ?> map) {
            map.forEach((key, value) -> merged.put(String.valueOf(key), value));
        }
        merged.putAll(arguments);
        return merged;
    }

    /** Names the circle when the partials go in one, which is why they nest so deeply. */
    private BodyProblem tooDeep(Scope.@Nullable PartialStack stack, String name, int offset) {
        List<String> circle = new ArrayList<>(List.of(name));
        for (Scope.PartialStack outer = stack; outer != null; outer = outer.outer()) {
            circle.addFirst(outer.name());
            if (outer.name().equals(name)) {
                return new BodyProblem(
                        BodyProblem.Kind.CIRCULAR_PARTIAL,
                        offset,
                        Said.of("the partials go in a circle: {}", String.join(" → ", circle)),
                        "break the circle");
            }
        }
        return new BodyProblem(
                BodyProblem.Kind.BLOCK,
                offset,
                Said.of(
                        "blocks and partials are nested deeper than {} levels",
                        budget.limits().depth()),
                "flatten them");
    }

    /** Says that rendering ran out of stack, which the limits should have prevented. */
    static AuthoringException tooDeep(ParsedBody body) {
        return body.finding(
                new BodyProblem(BodyProblem.Kind.BLOCK, -1, "the body is nested too deeply", "flatten its blocks"));
    }
}
