package parley.api;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import parley.api.config.Settings;

/** {@code parley serve} as a process of its own, which can be killed. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it without speech on any free port; returns when it says that it is ready. */
    static ServerProcess start(Path data, Map<String, String> environment) throws Exception {
        Path settings = data.resolveSibling("settings.yaml");
        Files.writeString(settings, Settings.shippedText().replace("enabled: true", "enabled: false"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java,
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "parley.api.Main",
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--config",
                        settings.toString())
                .redirectError(new File(data + ".stderr"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("Parley is ready: ")) {
                return new ServerProcess(
                        process,
                        URI.create(line.substring("Parley is ready: ".length())).getPort());
            }
        }
        throw new AssertionError("The server did not start: " + Files.readString(Path.of(data + ".stderr")));
    }

    int port() {
        return port;
    }

    /** SIGKILL: nothing in the process gets to know of it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; the exit code, once it has ended by itself. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("The server did not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
