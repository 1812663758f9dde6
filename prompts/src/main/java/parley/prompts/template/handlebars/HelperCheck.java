package parley.prompts.template.handlebars;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Said;

/** Holds a body's tags against the helpers there are, before anything is rendered. Used once. */
final class HelperCheck {

    private final Dialect dialect;
    private final Deque<List<String>> blockParams = new ArrayDeque<>();

    HelperCheck(Dialect dialect) {
        this.dialect = dialect;
    }

    /** @throws BodyProblem at the first helper that does not exist or stands where it cannot */
    void check(Node.@Nullable Program program) {
        if (program == null) {
            return;
        }
        blockParams.push(program.blockParams());
        for (Node node : program.body()) {
            switch (node) {
                case Node.Content ignored -> {}
                case Node.Comment ignored -> {}
                case Node.Mustache mustache -> mustache(mustache);
                case Node.Partial partial -> partial(partial.call);
                case Node.PartialBlock partial -> {
                    partial(partial.call());
                    check(partial.program());
                }
                case Node.Inline inline -> check(inline.program());
                case Node.Block block -> block(block);
            }
        }
        blockParams.pop();
    }

    private void mustache(Node.Mustache mustache) {
        Expression.Call call = mustache.call();
        arguments(call);
        String helper = helper(call);
        if (helper == null) {
            return;
        }
        if (Dialect.isBlockHelper(helper)) {
            throw new BodyProblem(
                    BodyProblem.Kind.BLOCK,
                    call.offset(),
                    Said.of("{{{}}} needs a block", helper),
                    Said.of("write {{#{} …}} … {{/{}}}", helper, helper));
        }
        int most = mostParams(helper);
        if (call.params().size() < leastParams(helper)
                || (dialect == Dialect.STRICT && call.params().size() > most)) {
            throw wrongCount(call, helper);
        }
        if (dialect == Dialect.STRICT) {
            strictMarker(call, helper);
        }
    }

    private static void strictMarker(Expression.Call call, String helper) {
        boolean fixed = helper.equals("role") || helper.equals("section");
        if (fixed
                && !(call.params().getFirst() instanceof Expression.Literal literal
                        && literal.value() instanceof String)) {
            throw new BodyProblem(
                    call.offset(),
                    helper.equals("role") ? "there is no such role" : "the section's name is no text",
                    Said.of("write {{{} \"…\"}} with its name in quotes, so that no variable can choose it", helper));
        }
        if (helper.equals("role")
                && call.params().getFirst() instanceof Expression.Literal literal
                && literal.value() instanceof String role
                && !Dialect.ROLES.contains(role)) {
            throw new BodyProblem(
                    call.offset(),
                    Said.of("there is no such role: {}", role),
                    Said.of(
                            "write one of {}",
                            String.join(", ", Dialect.ROLES.stream().sorted().toList())));
        }
        if (helper.equals("media")
                && call.hash().stream().noneMatch(named -> named.name().equals("url"))) {
            throw new BodyProblem(call.offset(), "{{media}} has no url", "write {{media url=…}}");
        }
    }

    private void block(Node.Block block) {
        Expression.Call call = block.call;
        arguments(call);
        String helper = helper(call);
        if (helper != null) {
            boolean strict = dialect == Dialect.STRICT;
            if (!Dialect.isBlockHelper(helper) && (strict || Dialect.isMarker(helper))) {
                throw new BodyProblem(
                        BodyProblem.Kind.BLOCK,
                        call.offset(),
                        Said.of("{{{}}} can be no block", helper),
                        "let it stand by itself, without the #");
            }
            int params = call.params().size();
            boolean exact = helper.equals("if") || helper.equals("unless") || helper.equals("with");
            if (params < leastParams(helper) || ((strict || exact) && params > mostParams(helper))) {
                throw wrongCount(call, helper);
            }
        }
        check(block.program);
        check(block.inverse);
    }

    private void partial(Node.PartialCall call) {
        if (call.name() instanceof Expression.Call name) {
            if (dialect == Dialect.STRICT) {
                throw new BodyProblem(
                        name.offset(), "the partial's name is worked out while rendering", "write the name itself");
            }
            subExpression(name);
        }
        call.params().forEach(this::argument);
        call.hash().forEach(named -> argument(named.value()));
    }

    private void arguments(Expression.Call call) {
        call.params().forEach(this::argument);
        call.hash().forEach(named -> argument(named.value()));
    }

    private void argument(Expression argument) {
        if (argument instanceof Expression.Call call) {
            subExpression(call);
        }
    }

    private void subExpression(Expression.Call call) {
        arguments(call);
        String name = call.callee().written();
        if (!call.callee().isName() || !dialect.hasHelper(name)) {
            throw unknown(call);
        }
        if (Dialect.isBlockHelper(name) || Dialect.isMarker(name)) {
            throw new BodyProblem(call.offset(), Said.of("{{{}}} can be no argument", name), "let it stand by itself");
        }
        if (call.params().size() < leastParams(name)) {
            throw wrongCount(call, name);
        }
    }

    /** The helper that a tag calls, null when it prints a variable. */
    private @Nullable String helper(Expression.Call call) {
        Expression.Path callee = call.callee();
        boolean parameter = callee.isName()
                && blockParams.stream()
                        .anyMatch(names -> names.contains(callee.parts().getFirst()));
        if (callee.isName() && !parameter && dialect.hasHelper(callee.parts().getFirst())) {
            return callee.parts().getFirst();
        }
        if (call.hasArguments()) {
            throw unknown(call);
        }
        return null;
    }

    private BodyProblem unknown(Expression.Call call) {
        String name = call.written();
        if (dialect == Dialect.PLAIN && name.equals("learner")) {
            return new BodyProblem(
                    BodyProblem.Kind.UNKNOWN_HELPER,
                    call.offset(),
                    "there is no helper learner in plain Dotprompt",
                    "render it with Parley's library");
        }
        List<String> known = dialect.helpers().stream().sorted().toList();
        String near = nearest(name, known);
        return new BodyProblem(
                BodyProblem.Kind.UNKNOWN_HELPER,
                call.offset(),
                Said.of("there is no helper {}", name),
                near.isEmpty() ? Said.of("there are {}", String.join(", ", known)) : Said.of("did you mean {}?", near));
    }

    private static String nearest(String name, List<String> known) {
        return Collections.min(
                        known.stream()
                                .map(candidate -> new Near(candidate, distance(name, candidate)))
                                .toList(),
                        java.util.Comparator.comparingInt(Near::distance))
                .orNothing();
    }

    private record Near(String name, int distance) {
        String orNothing() {
            return distance <= 2 ? name : "";
        }
    }

    /** The Levenshtein distance, for names of at most 40 characters. */
    static int distance(String a, String b) {
        if (a.length() > 40) {
            return a.length();
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static int leastParams(String helper) {
        return switch (helper) {
            case "ifEquals", "unlessEquals", "lookup" -> 2;
            case "history", "media", "log" -> 0;
            default -> 1;
        };
    }

    private static int mostParams(String helper) {
        return helper.equals("log") ? Integer.MAX_VALUE : leastParams(helper);
    }

    private static BodyProblem wrongCount(Expression.Call call, String helper) {
        int count = leastParams(helper);
        return new BodyProblem(
                call.offset(),
                Said.of(
                        "{{{}}} takes {}, not {}",
                        helper,
                        count == 0 ? "no argument" : count == 1 ? "one argument" : "two arguments",
                        call.params().size()),
                "see the helpers in docs/authoring.md");
    }
}
