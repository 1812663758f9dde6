package parley.speech.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Fetches one large file, going on where an earlier attempt was cut off.
 *
 * <p>What has come stands in {@code NAME.part}, and in {@code NAME.part.tag} the server's mark (ETag or Last-Modified) of
 * what it is a part of. An attempt asks for the rest with {@code Range} and {@code If-Range}, so that a file which has
 * changed meanwhile is fetched anew and never pieced together of two. A body that breaks off is asked for again up to
 * {@value #ATTEMPTS} times, and that many again at the next call.
 */
public final class ModelDownload {
    /** Larger than the largest Vosk model, of 2.3 GiB. */
    static final long MOST_BYTES = 4L << 30;

    static final int ATTEMPTS = 3;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);
    private static final Duration HEADER_LIMIT = Duration.ofSeconds(30);
    private static final int MOST_SMALL_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_UNFIT = 416;

    /** Told what has come, of how much (-1: not known); on the calling thread, at each piece of at most 64 KiB. */
    @FunctionalInterface
    public interface Progress {
        void come(long bytes, long ofBytes);
    }

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_LIMIT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** A small text such as a list or a checksum; empty when there is none at this address. */
    Optional<String> small(URI address) throws InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(HEADER_LIMIT).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(MOST_SMALL_BYTES);
                return response.statusCode() == OK
                        ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                        : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Fetches {@code address} to {@code part}; what is there of it already is not fetched again.
     *
     * @throws InstallFailure when it can't be had; what has come stays for the next attempt
     */
    void fetch(URI address, Path part, Progress progress) throws InstallFailure, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                fetchOnce(address, part, progress);
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new InstallFailure("the download from " + address.getHost()
                            + " broke off; the same command goes on where it stopped");
                }
            }
        }
    }

    private void fetchOnce(URI address, Path part, Progress progress)
            throws IOException, InstallFailure, InterruptedException {
        Path tagFile = part.resolveSibling(part.getFileName() + ".tag");
        long there = Files.exists(part) ? Files.size(part) : 0;
        String tag = there > 0 && Files.exists(tagFile) ? Files.readString(tagFile) : "";
        var request = HttpRequest.newBuilder(address).timeout(HEADER_LIMIT);
        if (there > 0 && !tag.isEmpty()) {
            request.header("Range", "bytes=" + there + "-").header("If-Range", tag);
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (status == RANGE_UNFIT) {
                // There is more here than there: begin anew.
                Files.deleteIfExists(part);
                throw new IOException("the part does not fit");
            }
            if (status != OK && status != PARTIAL) {
                throw new InstallFailure(address.getHost() + " answered " + status + " for the model; expected a file");
            }
            boolean goesOn = status == PARTIAL;
            long begun = goesOn ? there : 0;
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            long whole = length < 0 ? -1 : begun + length;
            if (whole > MOST_BYTES) {
                throw new InstallFailure("the model is larger than " + (MOST_BYTES >> 30) + " GiB");
            }
            if (!goesOn) {
                Files.deleteIfExists(part);
                Files.writeString(tagFile, mark(response));
            }
            long come = copy(body, part, begun, whole, progress);
            if (whole >= 0 && come < whole) {
                throw new IOException("it broke off");
            }
        }
    }

    /** A weak ETag does not do for ranges (RFC 9110, 13.1.5). */
    private static String mark(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"))
                .orElse("");
    }

    private static long copy(InputStream body, Path part, long begun, long whole, Progress progress)
            throws IOException, InstallFailure {
        long come = begun;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                out.write(buffer, 0, read);
                come += read;
                if (come > MOST_BYTES) {
                    throw new InstallFailure("the model is larger than " + (MOST_BYTES >> 30) + " GiB");
                }
                progress.come(come, whole);
            }
        }
        return come;
    }
}
