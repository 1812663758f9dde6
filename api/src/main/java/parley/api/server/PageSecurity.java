package parley.api.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The headers under which the page lives: only its own scripts, no frames, the microphone for itself alone.
 *
 * <p>The page's one inline script is its import map; its hash is taken from the page itself when the server starts, so
 * that the two can't fall apart.
 */
final class PageSecurity {
    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

    private PageSecurity() {}

    /** The headers of every answer, for a page whose HTML is {@code page}. */
    static Map<String, String> headers(String page) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Security-Policy", policy(page));
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Permissions-Policy", "microphone=(self), camera=(), geolocation=(), payment=(), usb=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        return headers;
    }

    private static String policy(String page) {
        String scripts = INLINE_SCRIPT
                .matcher(page)
                .results()
                .map(found -> " 'sha256-" + sha256(found.group(1)) + "'")
                .collect(Collectors.joining());
        return "default-src 'none'; script-src 'self'" + scripts
                + "; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'"
                + "; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** The page's HTML from the class path. */
    static String page() {
        try (InputStream in = PageSecurity.class.getResourceAsStream("/web/index.html")) {
            if (in == null) {
                throw new IllegalStateException("The page web/index.html is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            // Browsers hash the text as the parser sees it: line ends are one newline each.
            byte[] seen = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(seen));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
