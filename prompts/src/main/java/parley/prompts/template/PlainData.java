package parley.prompts.template;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;

/** Lets through plain data only: texts, numbers, booleans, lists and maps with text keys, within limits. */
final class PlainData {

    /** The deepest nesting of an input. Also bounds one that contains itself. */
    private static final int MAX_DEPTH = 20;

    /** The most values in all inputs together. */
    private static final int MAX_VALUES = 100_000;

    private final String file;
    private final List<Finding> findings;
    private int values;

    private PlainData(String file, List<Finding> findings) {
        this.file = file;
        this.findings = findings;
    }

    static void check(String file, Map<String, ?> inputs, List<Finding> findings) {
        PlainData check = new PlainData(file, findings);
        inputs.forEach((name, value) -> check.plain(name, value, 0));
    }

    private void plain(String name, @Nullable Object value, int depth) {
        if (++values == MAX_VALUES) {
            error(name, Said.of("the inputs hold more than {} values", MAX_VALUES), "give fewer");
        }
        if (values >= MAX_VALUES) {
            return;
        }
        if (depth > MAX_DEPTH) {
            error(name, Said.of("the value is nested deeper than {} levels", MAX_DEPTH), "flatten it");
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

    private void error(String name, CharSequence message, CharSequence hint) {
        findings.add(Finding.error(SourcePosition.wholeFile(file), name, message, hint));
    }
}
