package parley.api.config;

import java.util.List;

/** Settings that can't be used; each line of the message names a place, a key and what was expected there. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConfigException(List<String> lines) {
        super(String.join("\n", lines));
    }

    public ConfigException(String line) {
        super(line);
    }
}
