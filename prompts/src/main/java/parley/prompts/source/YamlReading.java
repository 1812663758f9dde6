package parley.prompts.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of reading YAML: a tree, or the findings that say why there is none.
 *
 * @param tree null exactly when a finding is an error
 */
public record YamlReading(@Nullable YamlTree tree, List<Finding> findings) {

    public YamlReading {
        findings = List.copyOf(findings);
    }

    /**
     * The tree.
     *
     * @throws AuthoringException when there is none
     */
    public YamlTree orThrow() {
        if (tree == null) {
            throw new AuthoringException(findings);
        }
        return tree;
    }
}
