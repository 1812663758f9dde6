package parley.prompts.template;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who says a message to a model, by the names of the Dotprompt format. */
public enum Role {
    SYSTEM,
    USER,
    MODEL,
    TOOL;

    /** The names that a template may use, {@code assistant} being another word for {@code model}. */
    static final Set<String> FILE_NAMES = Set.of("system", "user", "model", "assistant", "tool");

    /** The role's name in a template. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a name in a template; {@code assistant} is another word for {@code model}. */
    public static Optional<Role> named(String fileName) {
        return switch (fileName) {
            case "system" -> Optional.of(SYSTEM);
            case "user" -> Optional.of(USER);
            case "model", "assistant" -> Optional.of(MODEL);
            case "tool" -> Optional.of(TOOL);
            default -> Optional.empty();
        };
    }
}
