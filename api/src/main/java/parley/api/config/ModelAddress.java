package parley.api.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** What may be wrong with a model's address or name before anything is asked there. Never repeats the address. */
final class ModelAddress {
    private static final String EXPECTED = "expected an address such as http://127.0.0.1:11434/v1";
    private static final int MOST_CHARS = 2_000;
    private static final int MOST_NAME_CHARS = 64;
    private static final int MOST_PORT = 65_535;

    private ModelAddress() {}

    /**
     * What is wrong with {@code text} as the address of an endpoint; empty when nothing is.
     *
     * @param keyVariable where its key belongs
     */
    static String problem(String text, String keyVariable) {
        if (text.length() > MOST_CHARS) {
            return EXPECTED + ", not one this long";
        }
        if (!text.equals(text.strip())) {
            return EXPECTED + ", without blanks around it";
        }
        if (!text.contains("://")) {
            return EXPECTED + ": it begins with http:// or https://";
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https"))) {
                return EXPECTED + ": it begins with http:// or https://";
            }
            if (uri.getHost() == null) {
                return EXPECTED;
            }
            if (uri.getRawUserInfo() != null) {
                return "keys don't belong in the address: set " + keyVariable + " instead";
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                return EXPECTED + ", without ? or #; a key belongs in " + keyVariable;
            }
            if (uri.getPort() > MOST_PORT) {
                return EXPECTED + ": a port is at most " + MOST_PORT;
            }
            return pathProblem(uri.getPath().replaceAll("/+$", "").toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return EXPECTED;
        }
    }

    /** The request's own part of the path is the most frequent slip: it stands in every provider's example. */
    private static String pathProblem(String path) {
        for (String own : new String[] {
            "/chat/completions",
            "/chat",
            "/completions",
            "/responses",
            "/models",
            "/audio/transcriptions",
            "/audio/speech"
        }) {
            if (path.endsWith(own)) {
                return "the address ends before " + own + ", which Parley adds where it is needed";
            }
        }
        return "";
    }

    /** What is wrong with {@code name} as the name of the one model of the settings; empty when nothing is. */
    static String nameProblem(String name) {
        return name.isBlank() || name.length() > MOST_NAME_CHARS || name.chars().anyMatch(Character::isISOControl)
                ? "expected the model's name, at most " + MOST_NAME_CHARS
                        + " characters on one line; a longer one goes into models.catalogue"
                : "";
    }
}
