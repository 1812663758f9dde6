package parley.api.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import parley.api.Serving;
import parley.api.config.Settings;
import parley.api.server.ParleyServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley serve}: the tutor in the browser. */
@Command(
        name = "serve",
        description = "Serves the tutor to a browser on this machine, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    /** Beyond the settings' own limit for work in hand: the store and the speech parts are closed after it. */
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    private @Nullable Integer port;

    @Option(names = "--port", paramLabel = "N", description = "Port to listen on (default: 8080); 0 takes a free one.")
    void port(int number) {
        if (number < 0 || number > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port: expected 0 to 65535");
        }
        port = number;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = installation.settings();
        Settings chosen = port == null ? settings : settings.onPort(port);
        InstallationOptions.prepared(chosen);
        Duration stopLimit = chosen.config().server().stopLimit().plus(CLOSING_LIMIT);
        var stopAsked = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        try (Serving serving = start(chosen)) {
            // The process ends when its hooks have: this one holds it until everything is closed.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopWaiting(stopAsked, stopped, stopLimit), "stop"));
            out.println("Parley is ready: " + serving.url());
            out.println(
                    chosen.config().speech().enabled()
                            ? "You can type now; speech is ready in a few seconds. Ctrl-C stops."
                            : "Speech is switched off in the settings. Ctrl-C stops.");
            out.flush();
            stopAsked.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private static void stopWaiting(CountDownLatch stopAsked, CountDownLatch stopped, Duration stopLimit) {
        stopAsked.countDown();
        try {
            stopped.await(stopLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Serving start(Settings settings) throws CliFailure {
        try {
            return Serving.start(InstallationOptions.open(settings, true));
        } catch (ParleyServer.CannotListen e) {
            throw new CliFailure(InstallationOptions.message(e), e);
        }
    }
}
