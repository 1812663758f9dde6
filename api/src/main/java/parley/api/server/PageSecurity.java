package parley.api.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The headers under which the pages live: only its own scripts, no frames, the microphone for itself alone.
 *
 * <p>A page's one inline script is its import map; its hash is taken from the page itself when the server starts, so that
 * the two can't fall apart.
 */
final class PageSecurity {
    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

    private PageSecurity() {}

    /** The headers of every answer, for pages whose HTML is {@code pages}. */
    static Map<String, String> headers(List<String> pages) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Security-Policy", policy(pages));
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Permissions-Policy", "microphone=(self), camera=(), geolocation=(), payment=(), usb=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        return headers;
    }

    private static String policy(List<String> pages) {
        String scripts = pages.stream()
                .flatMap(page -> INLINE_SCRIPT.matcher(page).results())
                .map(found -> " 'sha256-" + sha256(found.group(1)) + "'")
                .distinct()
                .collect(Collectors.joining());
        return "default-src 'none'; script-src 'self'" + scripts
                + "; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; media-src 'self'"
                + "; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** A page's HTML from the class path. */
    static String page(String file) {
        try (InputStream in = PageSecurity.class.getResourceAsStream("/web/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The page web/" + file + " is missing from the build");
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
