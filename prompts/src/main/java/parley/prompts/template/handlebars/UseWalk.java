package parley.prompts.template.handlebars;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.template.handlebars.TemplateUse.Purpose;

/** Follows a body's tags without values, telling of each variable which input it comes from. Used once. */
final class UseWalk {

    /** The most uses that are told; partials in partials could make them without end. */
    private static final int MAX_USES = 20_000;

    private static final String UNKNOWN = "?";

    /** The way to what is no input: a literal, a loop's key. */
    private static final String FIXED = "=";

    /**
     * What a name means at a place.
     *
     * @param base the way to the context from the inputs
     * @param names names that a block or a partial's arguments give, each with its way
     */
    private record View(
            String base,
            Map<String, String> names,
            @Nullable View outer) {}

    private final Dialect dialect;
    private final Map<String, ParsedBody> partials;
    private final List<TemplateUse.Variable> variables = new ArrayList<>();
    private final List<TemplateUse.Named> helpers = new ArrayList<>();
    private final List<TemplateUse.Named> named = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private int depth;

    UseWalk(Dialect dialect, Map<String, ParsedBody> partials) {
        this.dialect = dialect;
        this.partials = partials;
    }

    TemplateUse of(ParsedBody root) {
        program(root.program(), root, new View("", Map.of(), null));
        return new TemplateUse(variables, helpers, named);
    }

    private void program(Node.@Nullable Program program, ParsedBody body, View view) {
        if (program == null || depth >= CompiledBody.MAX_DEPTH) {
            // What is nested deeper is refused when it is rendered.
            return;
        }
        depth++;
        nodes(program, body, view);
        depth--;
    }

    private void nodes(Node.Program program, ParsedBody body, View view) {
        for (Node node : program.body()) {
            if (variables.size() + helpers.size() + named.size() > MAX_USES) {
                return;
            }
            switch (node) {
                case Node.Content ignored -> {}
                case Node.Comment ignored -> {}
                case Node.Mustache mustache -> mustache(mustache.call(), body, view);
                case Node.Block block -> block(block, body, view);
                case Node.Inline inline -> program(inline.program(), body, new View(UNKNOWN, Map.of(), view));
                case Node.Partial partial -> partial(partial.call, body, view);
                case Node.PartialBlock partial -> {
                    partial(partial.call(), body, view);
                    program(partial.program(), body, view);
                }
            }
        }
    }

    private void mustache(Expression.Call call, ParsedBody body, View view) {
        String helper = helper(call, view);
        if (helper == null) {
            use(call.callee(), Purpose.PRINTED, body, view);
            return;
        }
        helpers.add(new TemplateUse.Named(helper, body.position(call.offset())));
        switch (helper) {
            case "learner" -> arguments(call, Purpose.FENCED, Purpose.GIVEN, body, view);
            case "json" -> arguments(call, Purpose.PRINTED, Purpose.GIVEN, body, view);
            case "lookup" -> lookup(call, Purpose.PRINTED, body, view);
            case "role", "media" -> arguments(call, Purpose.GIVEN, Purpose.MARKED, body, view);
            default -> arguments(call, Purpose.GIVEN, Purpose.GIVEN, body, view);
        }
    }

    /** Looks one field up, which is used as the tag or helper around it says; its key is used for nothing else. */
    private void lookup(Expression.Call call, Purpose purpose, ParsedBody body, View view) {
        String way = way(call, view);
        if (fixedKey(call) && !way.equals(FIXED)) {
            variables.add(new TemplateUse.Variable(
                    way, call.params().getFirst().written(), purpose, body.position(call.offset())));
        } else {
            argument(call.params().getFirst(), purpose, body, view);
        }
        for (Expression key : call.params().subList(1, call.params().size())) {
            argument(key, Purpose.GIVEN, body, view);
        }
        call.hash().forEach(named -> argument(named.value(), Purpose.GIVEN, body, view));
    }

    private static boolean fixedKey(Expression.Call call) {
        return call.params().size() > 1 && call.params().get(1) instanceof Expression.Literal;
    }

    private void block(Node.Block block, ParsedBody body, View view) {
        Expression.Call call = block.call;
        String helper = helper(call, view);
        if (helper == null) {
            use(call.callee(), Purpose.GIVEN, body, view);
            // A list's items, an object, or the same values again for a truth: whichever, they come from there.
            program(block.program, body, new View(way(call.callee(), view), Map.of(), view));
            program(block.inverse, body, view);
            return;
        }
        helpers.add(new TemplateUse.Named(helper, body.position(call.offset())));
        arguments(call, Purpose.GIVEN, Purpose.GIVEN, body, view);
        program(block.program, body, inside(block, helper, view));
        program(block.inverse, body, view);
    }

    private View inside(Node.Block block, String helper, View view) {
        if (!helper.equals("each") && !helper.equals("with")) {
            return view;
        }
        String value = way(block.call.params().getFirst(), view);
        String base = helper.equals("with") ? value : itemOf(value);
        Map<String, String> names = new HashMap<>(view.names());
        if (block.program != null) {
            List<String> given = block.program.blockParams();
            for (int i = 0; i < given.size(); i++) {
                names.put(given.get(i), i == 0 ? base : FIXED);
            }
        }
        return new View(base, names, view);
    }

    private void partial(Node.PartialCall call, ParsedBody body, View view) {
        call.params().forEach(param -> argument(param, Purpose.GIVEN, body, view));
        call.hash().forEach(argument -> argument(argument.value(), Purpose.GIVEN, body, view));
        String name = call.fixedName();
        if (name == null) {
            argument(call.name(), Purpose.GIVEN, body, view);
            return;
        }
        named.add(new TemplateUse.Named(name, body.position(call.name().offset())));
        ParsedBody partial = partials.get(name);
        if (partial == null || open.contains(name)) {
            return;
        }
        String base = call.params().isEmpty() ? view.base() : way(call.params().getFirst(), view);
        Map<String, String> names = new HashMap<>();
        for (Expression.Named argument : call.hash()) {
            names.put(argument.name(), way(argument.value(), view));
        }
        open.addLast(name);
        program(partial.program(), partial, new View(base, names, view));
        open.removeLast();
    }

    private void arguments(Expression.Call call, Purpose params, Purpose hash, ParsedBody body, View view) {
        call.params().forEach(param -> argument(param, params, body, view));
        call.hash().forEach(named -> argument(named.value(), hash, body, view));
    }

    private void argument(Expression argument, Purpose purpose, ParsedBody body, View view) {
        switch (argument) {
            case Expression.Literal ignored -> {}
            case Expression.Path path -> use(path, purpose, body, view);
            case Expression.Call call -> {
                helpers.add(new TemplateUse.Named(call.written(), body.position(call.offset())));
                if (call.written().equals("lookup") && !call.params().isEmpty()) {
                    lookup(call, purpose, body, view);
                } else {
                    arguments(call, purpose, Purpose.GIVEN, body, view);
                }
            }
        }
    }

    private void use(Expression.Path path, Purpose purpose, ParsedBody body, View view) {
        String way = way(path, view);
        if (!way.equals(FIXED)) {
            variables.add(new TemplateUse.Variable(way, path.written(), purpose, body.position(path.offset())));
        }
    }

    private static String way(Expression expression, View view) {
        return switch (expression) {
            case Expression.Literal ignored -> FIXED;
            case Expression.Call call -> way(call, view);
            case Expression.Path path -> way(path, view);
        };
    }

    /** The way to a helper's result where it is an input's value or is made of one. */
    private static String way(Expression.Call call, View view) {
        if (call.params().isEmpty()) {
            return UNKNOWN;
        }
        String from = way(call.params().getFirst(), view);
        return switch (call.written()) {
            case "json" -> from;
            case "lookup" ->
                fixedKey(call)
                                && call.params().get(1) instanceof Expression.Literal key
                                && key.value() instanceof String name
                        ? joined(from, List.of(name))
                        : itemOf(from);
            default -> UNKNOWN;
        };
    }

    private static String itemOf(String way) {
        return way.equals(UNKNOWN) || way.equals(FIXED) ? way : way + "[]";
    }

    private static String way(Expression.Path path, View view) {
        List<String> parts = path.parts();
        if (path.data()) {
            if (parts.isEmpty()) {
                return UNKNOWN;
            }
            return parts.getFirst().equals("root")
                    ? joined("", parts.subList(1, parts.size()))
                    : "@" + String.join(".", parts);
        }
        View at = view;
        for (int i = 0; i < path.depth(); i++) {
            at = at.outer();
            if (at == null) {
                return UNKNOWN;
            }
        }
        if (path.depth() == 0 && !path.scoped() && !parts.isEmpty()) {
            String given = at.names().get(parts.getFirst());
            if (given != null) {
                return joined(given, parts.subList(1, parts.size()));
            }
        }
        return joined(at.base(), parts);
    }

    private static String joined(String base, List<String> parts) {
        if (base.equals(FIXED)) {
            return FIXED;
        }
        StringBuilder way = new StringBuilder(base);
        for (String part : parts) {
            way.append(way.isEmpty() ? "" : ".").append(part);
        }
        return way.toString();
    }

    private @Nullable String helper(Expression.Call call, View view) {
        Expression.Path callee = call.callee();
        return callee.isName()
                        && dialect.hasHelper(callee.parts().getFirst())
                        && !view.names().containsKey(callee.parts().getFirst())
                ? callee.parts().getFirst()
                : null;
    }
}
