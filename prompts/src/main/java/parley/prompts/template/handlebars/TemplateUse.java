package parley.prompts.template.handlebars;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import parley.prompts.source.SourcePosition;

/**
 * What a template's body and its partials use, with the places: for checks and for completion. Immutable.
 *
 * <p>A partial that is put in several times is told once for each place where it is put in, since it sees other values
 * there; its positions are in its own file.
 */
public record TemplateUse(List<Variable> variables, List<Named> helpers, List<Named> partials) {

    /** What becomes of a variable's value. */
    public enum Purpose {
        /** Printed as an author's words. */
        PRINTED,
        /** Printed inside a learner's fence. */
        FENCED,
        /** Put into a marker: what a role says of its message, or a medium's address. */
        MARKED,
        /** Looked at by a condition, a loop, or a helper or partial that it is given to. */
        GIVEN
    }

    /**
     * A variable's place.
     *
     * @param path the way to it from the inputs, such as {@code moves[].task}; {@code []} is any item of a list or map.
     *     It begins with {@code @} for a context variable, and is {@code ?} and the rest where only the values can tell
     *     the way
     * @param written as it stands in the template, such as {@code task}
     */
    public record Variable(String path, String written, Purpose purpose, SourcePosition at) {

        /** The input that it belongs to; empty for a context variable, for all inputs at once, and for the unknown. */
        public String input() {
            if (path.startsWith("@") || path.startsWith("?")) {
                return "";
            }
            int end = 0;
            while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                end++;
            }
            return path.substring(0, end);
        }
    }

    /** A helper's or partial's place. */
    public record Named(String name, SourcePosition at) {}

    public TemplateUse {
        variables = List.copyOf(variables);
        helpers = List.copyOf(helpers);
        partials = List.copyOf(partials);
    }

    /** The names of the inputs that are used, in the order of the template. */
    public Set<String> inputs() {
        Set<String> names = new LinkedHashSet<>();
        for (Variable variable : variables) {
            if (!variable.input().isEmpty()) {
                names.add(variable.input());
            }
        }
        return names;
    }

    /** Whether some tag takes all inputs at once, such as {@code {{json this}}}, so that none is unused. */
    public boolean takesAllInputs() {
        return variables.stream().anyMatch(variable -> variable.path().isEmpty());
    }
}
