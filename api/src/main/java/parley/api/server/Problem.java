package parley.api.server;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An error as RFC 9457 has it. Its texts are ours alone and repeat nothing that a client sent.
 *
 * @param type {@code about:blank}: the title says what the status means
 * @param detail what to do about it, or empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail) {
    static final String CONTENT_TYPE = "application/problem+json";

    static Problem of(int status, String detail) {
        return new Problem("about:blank", title(status), status, detail);
    }

    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 409 -> "Conflict";
            case 412 -> "Not released";
            case 413 -> "Content too large";
            case 414 -> "Address too long";
            case 415 -> "Unsupported media type";
            case 422 -> "Cannot be used";
            case 429 -> "Too many at once";
            case 431 -> "Headers too large";
            case 500 -> "Internal server error";
            case 503 -> "Service unavailable";
            default -> "Error " + status;
        };
    }
}
