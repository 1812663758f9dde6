package parley.prompts.template;

import java.util.Locale;
import java.util.Optional;

/** Who says a message to a model, by the names of the Dotprompt format. */
public enum Role {
    SYSTEM,
    USER,
    MODEL,
    TOOL;

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
