package parley.tutor.models.tools;

/**
 * A tool as a model sees it.
 *
 * @param name 1 to 64 of {@code A-Z a-z 0-9 _ -}
 * @param description what it does and when to use it, for the model
 * @param parametersSchema a JSON Schema object for its arguments, as JSON text
 */
public record ToolSpec(String name, String description, String parametersSchema) {
    public ToolSpec {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("A tool's name has 1 to 64 letters, digits, _ or -");
        }
    }
}
