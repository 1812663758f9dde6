package parley.tutor.models.tools;

import java.util.Map;

/** Reads a model's arguments against a tool's schema, and writes what a tool answers. Thread-safe. */
public interface ToolJson {
    /** Reads and checks {@code json}; no text, however odd, makes it fail. */
    Arguments arguments(ToolSpec tool, String json);

    /** Plain data (texts, numbers, booleans, lists, maps) as JSON text. */
    String write(Map<String, ?> value);

    /** What a model gave a tool. */
    sealed interface Arguments {
        /** As the schema wants them: plain data by name. */
        record Valid(Map<String, Object> values) implements Arguments {
            /** A text, or empty when it was not given. */
            public String text(String name) {
                return values.get(name) instanceof String text ? text : "";
            }

            @Override
            public String toString() {
                return "Valid[" + values.keySet() + "]";
            }
        }

        /**
         * They can't be used.
         *
         * @param why one line for the model, which may mend it
         */
        record Invalid(String why) implements Arguments {}
    }
}
