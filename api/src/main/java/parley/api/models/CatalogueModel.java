package parley.api.models;

import parley.tutor.models.ModelEntry;

/**
 * A model of the catalogue, where it was configured, and whether its key is there.
 *
 * @param single whether it is the one of the section {@code model} or of the environment
 * @param keyVariable the environment variable that holds its key; empty when it wants none
 */
public record CatalogueModel(ModelEntry entry, boolean single, String keyVariable, Key key) {
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

    /** Its name at the endpoint, and the endpoint, without a path: some gateways keep a key in it. */
    public String place() {
        return entry.endpoint().model() + " at " + entry.endpoint().origin();
    }
}
