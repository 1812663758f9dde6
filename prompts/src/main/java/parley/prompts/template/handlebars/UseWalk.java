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

    /**
     * What a name means at a place.
     *
     * @param base the way to the context from the inputs
     * @param names names that a block or a partial's arguments give, each with its way; empty for a fixed value
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

    UseWalk(Dialect dialect, Map<String, ParsedBody> partials) {
        this.dialect = dialect;
        this.partials = partials;
    }

    TemplateUse of(ParsedBody root) {
        program(root.program(), root, new View("", Map.of(), null));
        return new TemplateUse(variables, helpers, named);
    }

    private void program(Node.@Nullable Program program, ParsedBody body, View view) {
        if (program == null) {
            return;
        }
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
        boolean prints = helper.equals("json") || helper.equals("lookup");
        arguments(
                call, helper.equals("learner") ? Purpose.FENCED : prints ? Purpose.PRINTED : Purpose.GIVEN, body, view);
    }

    private void block(Node.Block block, ParsedBody body, View view) {
        Expression.Call call = block.call;
        String helper = helper(call, view);
        if (helper == null) {
            use(call.callee(), Purpose.GIVEN, body, view);
            program(block.program, body, new View(UNKNOWN, Map.of(), view));
            program(block.inverse, body, view);
            return;
        }
        helpers.add(new TemplateUse.Named(helper, body.position(call.offset())));
        arguments(call, Purpose.GIVEN, body, view);
        program(block.program, body, inside(block, helper, view));
        program(block.inverse, body, view);
    }

    private View inside(Node.Block block, String helper, View view) {
        if (!helper.equals("each") && !helper.equals("with")) {
            return view;
        }
        String value = way(block.call.params().getFirst(), view);
        String base = helper.equals("with") || value.equals(UNKNOWN) ? value : value + "[]";
        Map<String, String> names = new HashMap<>(view.names());
        if (block.program != null) {
            List<String> given = block.program.blockParams();
            for (int i = 0; i < given.size(); i++) {
                names.put(given.get(i), i == 0 ? base : "");
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

    private void arguments(Expression.Call call, Purpose purpose, ParsedBody body, View view) {
        call.params().forEach(param -> argument(param, purpose, body, view));
        call.hash().forEach(named -> argument(named.value(), Purpose.GIVEN, body, view));
    }

    private void argument(Expression argument, Purpose purpose, ParsedBody body, View view) {
        switch (argument) {
            case Expression.Literal ignored -> {}
            case Expression.Path path -> use(path, purpose, body, view);
            case Expression.Call call -> {
                helpers.add(new TemplateUse.Named(call.written(), body.position(call.offset())));
                arguments(call, purpose, body, view);
            }
        }
    }

    private void use(Expression.Path path, Purpose purpose, ParsedBody body, View view) {
        if (fixed(path, view)) {
            return;
        }
        variables.add(new TemplateUse.Variable(way(path, view), path.written(), purpose, body.position(path.offset())));
    }

    /** Whether the name is that of a value which is no input: a partial's literal argument, a loop's key. */
    private static boolean fixed(Expression.Path path, View view) {
        return !path.data()
                && path.depth() == 0
                && !path.scoped()
                && !path.parts().isEmpty()
                && "".equals(view.names().get(path.parts().getFirst()));
    }

    private String way(Expression expression, View view) {
        return switch (expression) {
            case Expression.Literal ignored -> "";
            case Expression.Call ignored -> UNKNOWN;
            case Expression.Path path -> way(path, view);
        };
    }

    private static String way(Expression.Path path, View view) {
        List<String> parts = path.parts();
        if (path.data()) {
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
