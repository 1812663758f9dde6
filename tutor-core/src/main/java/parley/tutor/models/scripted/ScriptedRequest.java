package parley.tutor.models.scripted;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request to a {@link ScriptedStreamServer}, as it came.
 *
 * @param headers by lower-case name
 */
public record ScriptedRequest(String method, String path, Map<String, String> headers, String body) {
    public ScriptedRequest {
        headers = Map.copyOf(headers);
    }

    /**
     * Reads one; null when the connection ended before it began.
     *
     * @throws IOException when it is no request, takes more than {@code mostBytes}, or the connection breaks
     */
    static @Nullable ScriptedRequest read(InputStream in, int mostBytes) throws IOException {
        List<String> lines = new ArrayList<>();
        int left = mostBytes;
        for (String line = line(in, left, mostBytes); !line.isEmpty(); line = line(in, left, mostBytes)) {
            left -= line.length();
            lines.add(line);
        }
        if (lines.isEmpty()) {
            return null;
        }
        String[] first = lines.getFirst().split(" ", 3);
        if (first.length < 2) {
            throw new IOException("Not an HTTP request");
        }
        var headers = new TreeMap<String, String>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length > left) {
            throw tooLong(mostBytes);
        }
        return new ScriptedRequest(
                first[0], first[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in, int left, int mostBytes) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() >= left) {
                throw tooLong(mostBytes);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static IOException tooLong(int mostBytes) {
        return new IOException("A request takes at most " + mostBytes + " bytes");
    }

    @Override
    public String toString() {
        return "ScriptedRequest[" + method + " " + path + ", " + body.length() + " characters]";
    }
}
