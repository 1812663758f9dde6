package parley.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Parley server run as a user would, by the launcher, on a data folder and a port of its own. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final URI address;

    private ServerProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one from the checkout at {@code root} and waits until it prints its address. */
    static ServerProcess start(Path root, Path data, int limitSeconds) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        List.of(root.resolve("parley").toString(), "serve", "--port", "0", "--data", data.toString()))
                .redirectError(data.resolve("stderr.txt").toFile());
        // A benchmark measures the embedded parts; a configured model would be another machine's speed.
        builder.environment().keySet().removeIf(key -> key.startsWith("PARLEY_MODEL") || key.equals("OPENAI_API_KEY"));
        Process process = builder.start();
        var found = new CompletableFuture<URI>();
        Thread.ofVirtual().start(() -> {
            try (BufferedReader output = process.inputReader()) {
                String line;
                while ((line = output.readLine()) != null) {
                    Matcher address = ADDRESS.matcher(line);
                    if (address.find()) {
                        found.complete(URI.create("http://127.0.0.1:" + address.group(1)));
                    }
                }
                found.completeExceptionally(new IOException(
                        "The server ended before it was ready:\n" + Files.readString(data.resolve("stderr.txt"))));
            } catch (IOException e) {
                found.completeExceptionally(e);
            }
        });
        try {
            return new ServerProcess(process, found.get(limitSeconds, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("No server within " + limitSeconds + " s: " + e, e);
        }
    }

    URI address() {
        return address;
    }

    /** Peak resident memory so far in megabytes (10⁶ bytes), as Linux counts it. */
    double peakMegabytes() throws IOException {
        return status("VmHWM");
    }

    /** Resident memory now in megabytes (10⁶ bytes). */
    double residentMegabytes() throws IOException {
        return status("VmRSS");
    }

    private double status(String key) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith(key + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1_024 / 1e6;
            }
        }
        return Double.NaN;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
