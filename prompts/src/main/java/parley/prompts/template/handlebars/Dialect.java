package parley.prompts.template.handlebars;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a body is read and rendered. */
public enum Dialect {
    /** As the Dotprompt specification says: what does not exist is empty, and any role may be named. */
    PLAIN,

    /**
     * As Parley's library wants it: a variable that does not exist is an error, a role is one of the five and written
     * out, partials are there when the template is read and go in no circle, and {@code {{learner x}}} fences.
     */
    STRICT;

    private static final Set<String> BLOCKS = Set.of("if", "unless", "each", "with", "ifEquals", "unlessEquals");
    private static final Set<String> VALUES = Set.of("lookup", "json");
    private static final Set<String> FORMAT_MARKERS = Set.of("role", "history", "media", "section");
    private static final Set<String> MARKERS = both(FORMAT_MARKERS, Set.of("learner"));

    private static final Set<String> PLAIN_HELPERS = both(both(BLOCKS, VALUES), both(FORMAT_MARKERS, Set.of("log")));
    private static final Set<String> STRICT_HELPERS = both(both(BLOCKS, VALUES), MARKERS);

    /** The roles that a strict template may name, {@code assistant} being another word for {@code model}. */
    public static final Set<String> ROLES = Set.of("system", "user", "model", "assistant", "tool");

    /** Whether a name is a helper's. */
    public boolean hasHelper(String name) {
        return helpers().contains(name);
    }

    /** The names of all helpers. */
    public Set<String> helpers() {
        return this == STRICT ? STRICT_HELPERS : PLAIN_HELPERS;
    }

    /** Whether a helper has a block and stands nowhere else. */
    static boolean isBlockHelper(String name) {
        return BLOCKS.contains(name);
    }

    /** Whether a helper sets a marker or a fence and so stands by itself. */
    static boolean isMarker(String name) {
        return MARKERS.contains(name);
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
