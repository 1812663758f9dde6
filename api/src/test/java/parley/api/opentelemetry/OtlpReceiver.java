package parley.api.opentelemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes what is sent to {@code /v1/traces} of a port of its own, as a collector would. */
final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

    /**
     * One request.
     *
     * @param body protobuf, whose strings stand in it as they are
     */
    record Sent(String path, String contentType, String authorization, String body) {}

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            sent.add(new Sent(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(headers.getFirst("Content-Type")),
                    String.valueOf(headers.getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    Sent take() throws InterruptedException {
        Sent taken = sent.poll(30, TimeUnit.SECONDS);
        if (taken == null) {
            throw new AssertionError("Nothing was sent");
        }
        return taken;
    }

    boolean isQuiet() {
        return sent.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
