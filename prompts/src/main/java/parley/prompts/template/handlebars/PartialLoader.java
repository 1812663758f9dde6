package parley.prompts.template.handlebars;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Said;

/** Reads the partials that a body names, and theirs. Used once. */
final class PartialLoader {

    private final Dialect dialect;
    private final PartialSource source;
    private final Map<String, ParsedBody> loaded = new LinkedHashMap<>();
    private final Set<String> finished = new LinkedHashSet<>();

    PartialLoader(Dialect dialect, PartialSource source) {
        this.dialect = dialect;
        this.source = source;
    }

    Map<String, ParsedBody> load(ParsedBody root) {
        partialsOf(root, List.of(), 0);
        return Collections.unmodifiableMap(loaded);
    }

    private void partialsOf(ParsedBody body, List<String> path, int depth) {
        try {
            walk(body.program(), path, Set.of(), depth);
        } catch (BodyProblem problem) {
            throw body.finding(problem);
        }
    }

    private void walk(Node.@Nullable Program program, List<String> path, Set<String> inlines, int depth) {
        if (program == null) {
            return;
        }
        Set<String> known = inlines;
        if (!program.inlines().isEmpty()) {
            known = new LinkedHashSet<>(inlines);
            known.addAll(program.inlines().keySet());
        }
        for (Node node : program.body()) {
            switch (node) {
                case Node.Content ignored -> {}
                case Node.Comment ignored -> {}
                case Node.Mustache ignored -> {}
                case Node.Partial partial -> partial(partial.call, path, known, false, depth);
                case Node.PartialBlock partial -> {
                    Set<String> within = new LinkedHashSet<>(known);
                    within.addAll(partial.program().inlines().keySet());
                    partial(partial.call(), path, within, true, depth);
                    walk(partial.program(), path, known, deeper(depth, partial.offset()));
                }
                case Node.Inline inline -> walk(inline.program(), path, known, deeper(depth, inline.offset()));
                case Node.Block block -> {
                    walk(block.program, path, known, deeper(depth, block.offset()));
                    walk(block.inverse, path, known, deeper(depth, block.offset()));
                }
            }
        }
    }

    /** Partials nest as their blocks do, so both count together, as they do when they are rendered. */
    private static int deeper(int depth, int offset) {
        if (depth >= CompiledBody.MAX_DEPTH) {
            throw new BodyProblem(
                    BodyProblem.Kind.BLOCK,
                    offset,
                    Said.of("blocks and partials are nested deeper than {} levels", CompiledBody.MAX_DEPTH),
                    "flatten them");
        }
        return depth + 1;
    }

    private void partial(
            Node.PartialCall call, List<String> path, Set<String> inlines, boolean hasFallback, int depth) {
        String name = call.fixedName();
        if (name == null || inlines.contains(name) || name.equals("@partial-block")) {
            return;
        }
        int offset = call.name().offset();
        if (path.contains(name)) {
            if (dialect == Dialect.STRICT) {
                List<String> circle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
                circle.add(name);
                throw new BodyProblem(
                        BodyProblem.Kind.CIRCULAR_PARTIAL,
                        offset,
                        Said.of("the partials go in a circle: {}", String.join(" → ", circle)),
                        "break the circle");
            }
            return;
        }
        if (finished.contains(name)) {
            return;
        }
        if (path.size() >= BodyParser.MAX_BLOCK_DEPTH || loaded.size() >= CompiledBody.MAX_PARTIALS) {
            throw new BodyProblem(
                    offset,
                    Said.of(
                            "the template has more than {} partials, or they nest too deeply",
                            CompiledBody.MAX_PARTIALS),
                    "use fewer");
        }
        Optional<PartialSource.Text> text = source.find(name);
        if (text.isEmpty()) {
            if (dialect == Dialect.STRICT && !hasFallback) {
                throw new BodyProblem(
                        BodyProblem.Kind.UNKNOWN_PARTIAL,
                        offset,
                        Said.of("there is no partial {}", name),
                        "check its name");
            }
            return;
        }
        ParsedBody partial = CompiledBody.read(
                text.get().file(), text.get().text(), text.get().firstLine(), dialect);
        loaded.put(name, partial);
        List<String> deeper = new ArrayList<>(path);
        deeper.add(name);
        partialsOf(partial, deeper, deeper(depth, offset));
        finished.add(name);
    }
}
