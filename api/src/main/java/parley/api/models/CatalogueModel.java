package parley.api.models;

import parley.tutor.models.ModelEntry;

/**
 * A model of the catalogue, and whether its key is there.
 *
 * @param keyVariable the environment variable that holds its key; empty when it wants none
 */
public record CatalogueModel(ModelEntry entry, String keyVariable, Key key) {
    /** Whether a key is there. */
    public enum Key {
        /** None is wanted. */
        NONE,
        SET,
        /** One is wanted, and its variable is not set. */
        MISSING
    }

    public String name() {
        return entry.name();
    }
}
