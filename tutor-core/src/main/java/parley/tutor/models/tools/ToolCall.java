package parley.tutor.models.tools;

/**
 * A model's wish to use a tool.
 *
 * @param id the endpoint's name of this call; its answer carries it, and it is done at most once
 * @param arguments JSON text as the model wrote it; not validated yet
 */
public record ToolCall(String id, String name, String arguments) {
    @Override
    public String toString() {
        return "ToolCall[" + name + ", " + arguments.length() + " characters of arguments]";
    }
}
