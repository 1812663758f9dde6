package parley.prompts.template.handlebars;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Said;

/** Works out what an expression stands for at its place. Used in one render. */
final class Values {

    /** JavaScript's own limit for the indentation of JSON. */
    private static final int MAX_INDENT = 10;

    private final Dialect dialect;
    private final Budget budget;

    Values(Dialect dialect, Budget budget) {
        this.dialect = dialect;
        this.budget = budget;
    }

    @Nullable
    Object of(Expression expression, Scope scope) {
        return switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.Path path -> at(path, scope);
            case Expression.Call call -> helper(call, scope);
        };
    }

    /** The value of a name=value, {@link JsValue#UNDEFINED} when there is none of the name. */
    @Nullable
    Object named(Expression.Call call, String name, Scope scope) {
        Object value = JsValue.UNDEFINED;
        for (Expression.Named named : call.hash()) {
            if (named.name().equals(name)) {
                value = of(named.value(), scope);
            }
        }
        return value;
    }

    Map<String, @Nullable Object> hash(List<Expression.Named> hash, Scope scope) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Expression.Named named : hash) {
            values.put(named.name(), of(named.value(), scope));
        }
        return values;
    }

    @Nullable
    Object at(Expression.Path path, Scope scope) {
        budget.step(path.offset());
        List<String> parts = path.parts();
        int from = 0;
        Object value;
        if (path.data()) {
            Scope.Frame frame = scope.frame().outer(path.depth());
            if (frame == null || parts.isEmpty()) {
                return JsValue.UNDEFINED;
            }
            String name = parts.getFirst();
            value = name.equals("partial-block") ? (Object) (scope.block() != null) : frame.get(name);
            from = 1;
        } else {
            Scope.BlockParams holder = path.depth() == 0 && !path.scoped() && !parts.isEmpty()
                    ? holder(scope.blockParams(), parts.getFirst())
                    : null;
            if (holder != null) {
                int index = holder.names().indexOf(parts.getFirst());
                value = index < holder.values().size() ? holder.values().get(index) : JsValue.UNDEFINED;
                from = 1;
            } else {
                value = context(scope, path.depth());
            }
        }
        for (int i = from; i < parts.size(); i++) {
            if (JsValue.isNothing(value)) {
                return i == from && from == 0 ? JsValue.UNDEFINED : value;
            }
            value = JsValue.property(value, parts.get(i));
        }
        return value;
    }

    private static @Nullable Object context(Scope scope, int depth) {
        if (depth == 0) {
            return scope.context();
        }
        Scope.Contexts contexts = scope.contexts();
        for (int i = 0; i < depth; i++) {
            contexts = contexts.outer();
            if (contexts == null) {
                return JsValue.UNDEFINED;
            }
        }
        return contexts.context();
    }

    private static Scope.@Nullable BlockParams holder(Scope.@Nullable BlockParams innermost, String name) {
        for (Scope.BlockParams params = innermost; params != null; params = params.outer()) {
            if (params.names().contains(name)) {
                return params;
            }
        }
        return null;
    }

    /** The value of a helper that gives one: {@code lookup} and {@code json}. */
    @Nullable
    Object helper(Expression.Call call, Scope scope) {
        budget.step(call.offset());
        return switch (call.callee().parts().getFirst()) {
            case "lookup" -> {
                Object owner = of(call.params().get(0), scope);
                Object field = of(call.params().get(1), scope);
                yield JsValue.isTrue(owner) ? JsValue.property(owner, JsValue.textWithNothing(field)) : owner;
            }
            case "json" -> json(call, scope);
            case "log" -> {
                call.params().forEach(param -> of(param, scope));
                yield JsValue.UNDEFINED;
            }
            default ->
                throw new BodyProblem(
                        call.offset(), Said.of("there is no helper {}", call.written()), "check its name");
        };
    }

    private String json(Expression.Call call, Scope scope) {
        Object value = of(call.params().getFirst(), scope);
        if (value instanceof JsValue.Undefined) {
            if (dialect == Dialect.STRICT) {
                throw missing(call.offset(), call.params().getFirst().written());
            }
            return "undefined";
        }
        Object indent = named(call, "indent", scope);
        String step = switch (indent) {
            case Number number -> " ".repeat((int) Math.clamp(number.doubleValue(), 0, MAX_INDENT));
            case String text -> text.substring(0, Math.min(text.length(), MAX_INDENT));
            case null, default -> "";
        };
        return JsonText.of(value, step, budget.roomForOneMore());
    }

    static BodyProblem missing(int offset, String name) {
        return new BodyProblem(
                BodyProblem.Kind.MISSING_VARIABLE,
                offset,
                Said.of("the variable {} is missing", name),
                Said.of("give it a value, or a default under input.default, or put it into {{#if {}}}", name));
    }
}
