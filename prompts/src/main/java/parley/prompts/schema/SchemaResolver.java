package parley.prompts.schema;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where named schemas come from. */
@FunctionalInterface
public interface SchemaResolver {

    /** No named schemas. */
    SchemaResolver NONE = name -> Optional.empty();

    /**
     * The JSON Schema of this name, as plain data; the name may be anything.
     *
     * @throws SchemaException when there is one that cannot be used
     */
    Optional<Map<String, @Nullable Object>> find(String name) throws SchemaException;
}
