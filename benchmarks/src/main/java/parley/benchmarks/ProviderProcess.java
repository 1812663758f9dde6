package parley.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link ScriptedProvider} in a process of its own. */
final class ProviderProcess implements AutoCloseable {
    private final Process process;
    private final List<URI> urls;
    private final Semaphore asked = new Semaphore(0);
    private final BlockingQueue<Long> gone = new LinkedBlockingQueue<>();

    private ProviderProcess(Process process, List<URI> urls) {
        this.process = process;
        this.urls = urls;
    }

    static ProviderProcess start(long thinksMillis, long everyMillis, int tokens) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScriptedProvider.class.getName(),
                        Long.toString(thinksMillis),
                        Long.toString(everyMillis),
                        Integer.toString(tokens))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        @Nullable String first = output.readLine();
        if (first == null) {
            throw new IOException("The scripted provider did not start");
        }
        var provider = new ProviderProcess(
                process, List.of(first.split(" ")).stream().map(URI::create).toList());
        Thread.ofVirtual().start(() -> provider.read(output));
        return provider;
    }

    private void read(BufferedReader output) {
        output.lines().forEach(line -> {
            if (line.equals("asked")) {
                asked.release();
            } else {
                gone.add(Long.parseLong(line.substring("gone ".length())));
            }
        });
    }

    URI talking() {
        return urls.get(0);
    }

    /** Never sends headers. */
    URI silent() {
        return urls.get(1);
    }

    /** Stalls before the first word. */
    URI wordless() {
        return urls.get(2);
    }

    /** Stalls after the first word. */
    URI halting() {
        return urls.get(3);
    }

    /** When the next client was seen to leave. */
    long awaitGone() throws InterruptedException, IOException {
        Long nanos = gone.poll(30, TimeUnit.SECONDS);
        if (nanos == null) {
            throw new IOException("The provider did not see the client leave within 30 s");
        }
        return nanos;
    }

    /** Waits until the silent server has one more request. */
    void awaitAsked() throws InterruptedException {
        asked.acquire();
    }

    void forgetGone() {
        gone.clear();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
