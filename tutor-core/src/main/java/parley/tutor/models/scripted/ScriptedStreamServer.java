package parley.tutor.models.scripted;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An OpenAI-compatible endpoint on a loopback port that answers as it was told to: whole, late, cut, refused or
 * stalled. It speaks plain HTTP/1.1 on sockets, so that it can do what HTTP libraries are made to prevent, and sees when
 * a client goes away. Thread-safe; each connection has a virtual thread and serves one request.
 *
 * <p>At most {@value #MAX_WAITING} scripts and as many unread exchanges are kept: another script is refused with an
 * exception, another exchange is served but not kept. A request takes at most {@value #MAX_REQUEST_BYTES} bytes.
 */
public final class ScriptedStreamServer implements AutoCloseable {
    public static final int MAX_WAITING = 1_024;
    public static final int MAX_REQUEST_BYTES = 1 << 20;

    private final ServerSocket socket;
    private final StreamScript otherwise;
    private final BlockingQueue<StreamScript> scripts = new ArrayBlockingQueue<>(MAX_WAITING);
    private final BlockingQueue<Exchange> exchanges = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private ScriptedStreamServer(ServerSocket socket, StreamScript otherwise) {
        this.socket = socket;
        this.otherwise = otherwise;
    }

    /**
     * Starts a server on a free port of the loopback address.
     *
     * @param otherwise what it answers when no script is waiting
     */
    public static ScriptedStreamServer start(StreamScript otherwise) throws IOException {
        var server = new ScriptedStreamServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), otherwise);
        Thread.ofVirtual().name("scripted-stream-server").start(server::accept);
        return server;
    }

    /** The base URL to configure. */
    public URI baseUrl() {
        return URI.create(
                "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + socket.getLocalPort() + "/v1");
    }

    /** Answers the next request that has no script yet with {@code script}. */
    public ScriptedStreamServer next(StreamScript script) {
        scripts.add(script);
        return this;
    }

    /**
     * The oldest exchange not taken yet; waits for one.
     *
     * @throws TimeoutException when none began within {@code limit}
     */
    public Exchange take(Duration limit) throws InterruptedException, TimeoutException {
        Exchange exchange = exchanges.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (exchange == null) {
            throw new TimeoutException("No request came within " + limit);
        }
        return exchange;
    }

    /** Stops at once; clients see their connections break. */
    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket each : open) {
            each.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                Thread.ofVirtual().name("scripted-stream").start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed: nobody else is served.
            return;
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = new BufferedInputStream(client.getInputStream());
            var exchange = new Exchange(Request.read(in));
            exchanges.offer(exchange);
            StreamScript script = scripts.poll();
            Thread.ofVirtual().name("scripted-stream-watch").start(() -> watch(in, exchange));
            perform(script == null ? otherwise : script, exchange, client.getOutputStream());
        } catch (IOException e) {
            // The client went away; its exchange says so.
            return;
        } finally {
            open.remove(client);
        }
    }

    /** A client says nothing after its request, so the first thing that is read is its end. */
    private static void watch(InputStream in, Exchange exchange) {
        try {
            while (in.read() >= 0) {
                // A second request on the same connection is not served.
            }
        } catch (IOException e) {
            // Broken rather than ended: gone all the same.
        }
        exchange.gone.complete(null);
    }

    private static void perform(StreamScript script, Exchange exchange, OutputStream out) throws IOException {
        boolean chunked = false;
        for (StreamScript.Step step : script.steps()) {
            switch (step) {
                case StreamScript.Step.Headers headers -> {
                    chunked = true;
                    send(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Type: " + headers.contentType()
                                    + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
                }
                case StreamScript.Step.Data data -> sendChunk(out, "data: " + data.data() + "\n\n");
                case StreamScript.Step.Refuse refuse -> {
                    byte[] body = refuse.body().getBytes(StandardCharsets.UTF_8);
                    send(
                            out,
                            "HTTP/1.1 " + refuse.status() + " Scripted\r\nContent-Type: " + refuse.contentType()
                                    + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n");
                    out.write(body);
                    out.flush();
                }
                case StreamScript.Step.Stall stall ->
                    CompletableFuture.anyOf(exchange.released, exchange.gone).join();
                case StreamScript.Step.Cut cut -> {
                    send(out, "ffff\r\ndata: {\"choi");
                    return;
                }
            }
        }
        if (chunked) {
            send(out, "0\r\n\r\n");
        }
    }

    private static void sendChunk(OutputStream out, String text) throws IOException {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        send(out, Integer.toHexString(length) + "\r\n" + text + "\r\n");
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** One request and what became of its client. Thread-safe. */
    public static final class Exchange {
        private final Request request;
        private final CompletableFuture<Void> released = new CompletableFuture<>();
        private final CompletableFuture<Void> gone = new CompletableFuture<>();

        Exchange(Request request) {
            this.request = request;
        }

        public Request request() {
            return request;
        }

        /** Ends this exchange's stalls. */
        public void release() {
            released.complete(null);
        }

        /** Completes when the client has closed its connection. */
        public CompletableFuture<Void> clientGone() {
            return gone.copy();
        }
    }

    /**
     * A request as it came.
     *
     * @param headers by lower-case name
     */
    public record Request(String method, String path, Map<String, String> headers, String body) {
        public Request {
            headers = Map.copyOf(headers);
        }

        static Request read(InputStream in) throws IOException {
            List<String> lines = new ArrayList<>();
            int left = MAX_REQUEST_BYTES;
            for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
                left -= line.length();
                lines.add(line);
            }
            String[] first = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ", 3);
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
                throw new IOException("A request takes at most " + MAX_REQUEST_BYTES + " bytes");
            }
            return new Request(first[0], first[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }

        private static String line(InputStream in, int mostBytes) throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                if (line.length() >= mostBytes) {
                    throw new IOException("A request takes at most " + MAX_REQUEST_BYTES + " bytes");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
