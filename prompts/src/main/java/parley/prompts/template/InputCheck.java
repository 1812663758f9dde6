package parley.prompts.template;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;

/** Holds the inputs of a render against what its template declares, and lets through plain data only. */
final class InputCheck {

    /** The deepest nesting of an input. Also bounds one that contains itself. */
    private static final int MAX_DEPTH = 20;

    /** The most values in all inputs together. */
    private static final int MAX_VALUES = 100_000;

    private final String file;
    private final List<Finding> findings;
    private int values;

    private InputCheck(String file, List<Finding> findings) {
        this.file = file;
        this.findings = findings;
    }

    static void check(String file, FrontMatter front, Map<String, Object> inputs, List<Finding> findings) {
        InputCheck check = new InputCheck(file, findings);
        for (String name : front.required()) {
            if (inputs.get(name) == null) {
                check.error(name, "the variable is missing", "give it a value, or a default under input.default");
            }
        }
        for (Map.Entry<String, Object> input : inputs.entrySet()) {
            String name = input.getKey();
            if (front.declaresInputs()
                    && !front.required().contains(name)
                    && !front.optional().contains(name)
                    && !front.defaults().containsKey(name)) {
                check.error(name, "the template declares no such variable", "add it to input.schema");
            }
            check.plain(name, input.getValue(), 0);
        }
    }

    private void plain(String name, @Nullable Object value, int depth) {
        if (++values == MAX_VALUES) {
            error(name, "the inputs hold more than " + MAX_VALUES + " values", "give fewer");
        }
        if (values >= MAX_VALUES) {
            return;
        }
        if (depth > MAX_DEPTH) {
            error(name, "the value is nested deeper than " + MAX_DEPTH + " levels", "flatten it");
            return;
        }
        switch (value) {
            case null -> {}
            case String ignored -> {}
            case Number ignored -> {}
            case Boolean ignored -> {}
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    if (!(entry.getKey() instanceof String)) {
                        error(name, "a key is no text", "use texts as keys");
                        return;
                    }
                    plain(name, entry.getValue(), depth + 1);
                }
            }
            case Collection<?> items -> {
                for (Object item : items) {
                    plain(name, item, depth + 1);
                }
            }
            default -> error(name, "the value is no plain data", "give texts, numbers, booleans, lists and maps");
        }
    }

    private void error(String name, String message, String hint) {
        findings.add(Finding.error(SourcePosition.wholeFile(file), name, message, hint));
    }
}
