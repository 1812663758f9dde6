package parley.tutor.models.scripted;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible endpoint on a loopback port that answers as it was told to: whole, late, cut, refused or
 * stalled. It speaks plain HTTP/1.1 on sockets, so that it can do what HTTP libraries are made to prevent, and sees when
 * a client goes away. Thread-safe; each connection has a virtual thread for what comes and one for what goes, and serves
 * requests one after another as long as their answers end whole.
 *
 * <p>A request is answered by the script of its number, by the oldest script that waits, or by the server's standing
 * one, in this order. At most {@value #MAX_WAITING} scripts and as many unread exchanges are kept: another script is
 * refused with an exception, another exchange is served but not kept. A request takes at most
 * {@value #MAX_REQUEST_BYTES} bytes.
 */
public final class ScriptedStreamServer implements AutoCloseable {
    public static final int MAX_WAITING = 1_024;
    public static final int MAX_REQUEST_BYTES = 1 << 20;

    /** Connections that may wait to be accepted; a thousand clients that come at once are not turned away. */
    private static final int BACKLOG = 4_096;

    /** What becomes of TLS. Anything but NONE has a base URL with https and never answers a request. */
    public enum Security {
        /** Plain HTTP. */
        NONE,
        /** Answers the handshake in plain text, as a server does whose port speaks no TLS. */
        PLAIN_TEXT,
        /** Speaks TLS and refuses the handshake by an alert, for it has no certificate. */
        HANDSHAKE_REFUSED,
        /** Closes the connection in the middle of the handshake. */
        HANDSHAKE_CUT
    }

    private final ServerSocket socket;
    private final Security security;
    private final StreamScript otherwise;
    private final BlockingQueue<StreamScript> scripts = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Map<Integer, StreamScript> byNumber = new ConcurrentHashMap<>();
    private final BlockingQueue<Exchange> exchanges = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    @SuppressWarnings("UnnecessaryLambda") // the name says what it does
    private volatile BiConsumer<Exchange, Long> onGone = (exchange, nanos) -> {};

    private ScriptedStreamServer(ServerSocket socket, Security security, StreamScript otherwise) {
        this.socket = socket;
        this.security = security;
        this.otherwise = otherwise;
    }

    /**
     * Starts a server on a free port of the loopback address.
     *
     * @param otherwise what it answers when no script is waiting
     */
    public static ScriptedStreamServer start(StreamScript otherwise) throws IOException {
        return start(Security.NONE, otherwise);
    }

    /** Starts a server on a free port of the loopback address whose TLS fails in the given way, or that has none. */
    public static ScriptedStreamServer start(Security security, StreamScript otherwise) throws IOException {
        var socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        var server = new ScriptedStreamServer(socket, security, otherwise);
        Thread.ofVirtual().name("scripted-stream-server").start(server::accept);
        return server;
    }

    /** A base URL at which nothing listened a moment ago: connections to it are refused. */
    public static URI refusingUrl() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return url("http", free);
        }
    }

    /** The base URL to configure. */
    public URI baseUrl() {
        return url(security == Security.NONE ? "http" : "https", socket);
    }

    private static URI url(String scheme, ServerSocket socket) {
        return URI.create(scheme + "://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + socket.getLocalPort() + "/v1");
    }

    /** Answers the next request that has no script yet with {@code script}. */
    public ScriptedStreamServer next(StreamScript script) {
        scripts.add(script);
        return this;
    }

    /** Answers the {@code number}th request, counted from 1, with {@code script}. */
    public ScriptedStreamServer onRequest(int number, StreamScript script) {
        if (number < 1 || byNumber.size() >= MAX_WAITING) {
            throw new IllegalArgumentException("Requests are counted from 1, and few have a script of their own");
        }
        byNumber.put(number, script);
        return this;
    }

    /** Told, on a thread of the server, of each client that goes away and of {@link System#nanoTime} then. */
    public ScriptedStreamServer onGone(BiConsumer<Exchange, Long> listener) {
        onGone = listener;
        return this;
    }

    /** Connections accepted so far. */
    public int connections() {
        return connections.get();
    }

    /** Requests read so far. */
    public int requests() {
        return requests.get();
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
                connections.incrementAndGet();
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
            switch (security) {
                case NONE -> exchange(client);
                case PLAIN_TEXT -> {
                    client.getInputStream().read();
                    ScriptedAnswer.refuseInPlainText(client.getOutputStream());
                }
                case HANDSHAKE_REFUSED -> refuseHandshake(client);
                case HANDSHAKE_CUT -> client.getInputStream().read();
            }
        } catch (IOException | GeneralSecurityException e) {
            // The client went away, or TLS failed as it should.
            return;
        } finally {
            open.remove(client);
        }
    }

    private static void refuseHandshake(Socket client) throws IOException, GeneralSecurityException {
        SSLContext keyless = SSLContext.getInstance("TLS");
        keyless.init(null, null, null);
        try (var tls = (SSLSocket) keyless.getSocketFactory().createSocket(client, null, true)) {
            tls.setUseClientMode(false);
            tls.startHandshake();
        }
    }

    /** One request after another. What comes is read here, so that a client that leaves is seen at once. */
    private void exchange(Socket client) throws IOException {
        var in = new BufferedInputStream(client.getInputStream());
        while (true) {
            ScriptedRequest request = ScriptedRequest.read(in, MAX_REQUEST_BYTES);
            if (request == null) {
                return;
            }
            var exchange = new Exchange(requests.incrementAndGet(), request);
            exchanges.offer(exchange);
            StreamScript own = byNumber.get(exchange.number());
            StreamScript next = own == null ? scripts.poll() : own;
            var answer = new ScriptedAnswer(next == null ? otherwise : next, exchange, client);
            Thread answering = Thread.ofVirtual().name("scripted-answer").start(answer);
            if (!another(in)) {
                long nanos = System.nanoTime();
                exchange.gone(nanos);
                onGone.accept(exchange, nanos);
                return;
            }
            try {
                answering.join();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Waits for the first byte of another request; false when the client is gone. */
    private static boolean another(BufferedInputStream in) {
        try {
            in.mark(1);
            if (in.read() < 0) {
                return false;
            }
            in.reset();
            return true;
        } catch (IOException e) {
            // Broken rather than ended: gone all the same.
            return false;
        }
    }

    /** One request and what became of its client. Thread-safe. */
    public static final class Exchange {
        private final int number;
        private final ScriptedRequest request;
        private final long receivedNanos = System.nanoTime();
        private final CompletableFuture<Void> released = new CompletableFuture<>();
        private final CompletableFuture<Long> gone = new CompletableFuture<>();
        // A stall takes one of these; whoever goes away or is released for good leaves plenty.
        private final Semaphore steps = new Semaphore(0);

        Exchange(int number, ScriptedRequest request) {
            this.number = number;
            this.request = request;
        }

        /** Which request of the server it is, counted from 1. */
        public int number() {
            return number;
        }

        public ScriptedRequest request() {
            return request;
        }

        /** When the request was read, by {@link System#nanoTime}. */
        public long receivedNanos() {
            return receivedNanos;
        }

        /** Ends this exchange's stalls, those to come as well. */
        public void release() {
            released.complete(null);
            steps.release(1 << 20);
        }

        /** Ends one stall: the one it stands at, or else the next. */
        public void step() {
            steps.release();
        }

        /** Completes when the client has closed its connection, or the script has. */
        public CompletableFuture<Void> clientGone() {
            return gone.thenAccept(nanos -> {});
        }

        /** When the client was seen to have closed its connection, by {@link System#nanoTime}. */
        public OptionalLong goneNanos() {
            @Nullable Long nanos = gone.getNow(null);
            return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
        }

        void gone(long nanos) {
            gone.complete(nanos);
            steps.release(1 << 20);
        }

        boolean isGone() {
            return gone.isDone();
        }

        void awaitStep() throws InterruptedException {
            if (!released.isDone()) {
                steps.acquire();
            }
        }

        /** Waits for a time of the real clock, or until the client is gone. */
        void pause(Duration wait) throws InterruptedException {
            try {
                gone.get(wait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // The pause is over.
                return;
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
