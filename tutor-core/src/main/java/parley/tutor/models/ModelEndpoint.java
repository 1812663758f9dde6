package parley.tutor.models;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Where a language model answers, and how long it may take.
 *
 * <p>The waits nest: no wait may be longer than {@code totalTimeout}. {@link #toString} never shows the key.
 *
 * @param name what learners and operators see, 1 to 64 characters
 * @param baseUrl the part before {@code /chat/completions}, such as {@code http://localhost:11434/v1}; http or https,
 *     without user, query or fragment
 * @param apiKey sent as a bearer token; empty for an endpoint that wants none
 * @param model the endpoint's own name of the model
 * @param connectTimeout until the connection stands
 * @param firstTokenTimeout from the request until the first words, the connection included
 * @param idleTimeout between words
 * @param totalTimeout from the request until the last word
 * @param maxOutputTokens the longest answer, 1 to 32,000 tokens
 * @param temperature 0 (the same words each time) to 2
 */
public record ModelEndpoint(
        String name,
        URI baseUrl,
        String apiKey,
        String model,
        Duration connectTimeout,
        Duration firstTokenTimeout,
        Duration idleTimeout,
        Duration totalTimeout,
        int maxOutputTokens,
        double temperature) {
    /** A local network answers in milliseconds, the far side of the world in half a second. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Longer than this a learner takes silence for a fault; the authored tutor answers instead. */
    public static final Duration DEFAULT_FIRST_TOKEN_TIMEOUT = Duration.ofSeconds(4);

    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration DEFAULT_TOTAL_TIMEOUT = Duration.ofSeconds(60);

    /** A spoken reply has a few sentences; this is about 400 English words. */
    public static final int DEFAULT_MAX_OUTPUT_TOKENS = 600;

    public static final double DEFAULT_TEMPERATURE = 0.5;

    private static final int MAX_NAME_CHARS = 64;
    private static final int MAX_KEY_CHARS = 4_096;
    private static final int MAX_PORT = 65_535;
    private static final int MOST_OUTPUT_TOKENS = 32_000;

    public ModelEndpoint {
        requireText("name", name, MAX_NAME_CHARS);
        requireText("model", model, 256);
        requireBaseUrl(baseUrl);
        requireKey(apiKey);
        requireWait("connect timeout", connectTimeout, totalTimeout);
        requireWait("first-token timeout", firstTokenTimeout, totalTimeout);
        requireWait("idle timeout", idleTimeout, totalTimeout);
        if (maxOutputTokens < 1 || maxOutputTokens > MOST_OUTPUT_TOKENS) {
            throw new IllegalArgumentException(
                    "The model's most output tokens lie between 1 and " + MOST_OUTPUT_TOKENS);
        }
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("The model's temperature lies between 0 and 2");
        }
    }

    /** An endpoint with the default waits and limits. */
    public static ModelEndpoint of(String name, URI baseUrl, String apiKey, String model) {
        return new ModelEndpoint(
                name,
                baseUrl,
                apiKey,
                model,
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_FIRST_TOKEN_TIMEOUT,
                DEFAULT_IDLE_TIMEOUT,
                DEFAULT_TOTAL_TIMEOUT,
                DEFAULT_MAX_OUTPUT_TOKENS,
                DEFAULT_TEMPERATURE);
    }

    /** Scheme, host and port: what may be told to an operator, since some gateways keep a key in the path. */
    public String origin() {
        return baseUrl.getScheme() + "://" + baseUrl.getAuthority();
    }

    @Override
    public String toString() {
        return "ModelEndpoint[" + name + ", " + model + " at " + origin() + (apiKey.isEmpty() ? "" : ", with a key")
                + "]";
    }

    private static void requireText(String field, String value, int mostChars) {
        if (value.isBlank() || value.length() > mostChars || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The model's " + field + " has 1 to " + mostChars + " characters on one line");
        }
    }

    private static void requireBaseUrl(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "The model's base URL begins with http:// or https:// and a host, as in http://localhost:11434/v1");
        }
        if (url.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("The model's base URL has a port of at most " + MAX_PORT);
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The model's base URL has no user, password, query or fragment; give the key as the key");
        }
    }

    private static void requireKey(String key) {
        // Printable ASCII alone can stand in a header; a pasted line break or blank is a frequent slip.
        if (key.length() > MAX_KEY_CHARS || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("The model's key holds a blank, a line break or another character that a"
                    + " key cannot hold; copy it again");
        }
        if (key.length() > 1 && "\"'".indexOf(key.charAt(0)) >= 0 && key.endsWith(key.substring(0, 1))) {
            throw new IllegalArgumentException("The model's key stands in quotation marks; leave them out");
        }
    }

    private static void requireWait(String field, Duration wait, Duration total) {
        if (wait.isZero() || wait.isNegative() || wait.compareTo(total) > 0) {
            throw new IllegalArgumentException(
                    "The model's " + field + " is more than 0 and at most the total timeout (" + total + ")");
        }
    }
}
