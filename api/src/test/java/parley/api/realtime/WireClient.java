package parley.api.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of {@code /v1/realtime} on the JDK's own WebSocket, for tests. */
public final class WireClient implements AutoCloseable {
    /** Generous, for a machine that is busy; a test that passes never waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final boolean reading;
    private volatile String closeReason = "";

    private WireClient(int port, String query, @Nullable String origin, boolean reading) {
        this.reading = reading;
        var builder = http.newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/realtime" + query), new Listener())
                .join();
    }

    public static WireClient connect(int port) {
        return new WireClient(port, "?model=parley&conversation=current", null, true);
    }

    /** In a new conversation on {@code course}. */
    public static WireClient connectTo(int port, String course) {
        return new WireClient(port, "?conversation=new&course=" + course, null, true);
    }

    static WireClient connectNew(int port) {
        return new WireClient(port, "?conversation=new", null, true);
    }

    static WireClient connectFrom(int port, String origin) {
        return new WireClient(port, "", origin, true);
    }

    /** A client that reads nothing until {@link #readOn}. */
    static WireClient connectWithoutReading(int port) {
        return new WireClient(port, "?conversation=new", null, false);
    }

    void readOn() {
        socket.request(Long.MAX_VALUE);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            if (reading) {
                opened.request(1);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                try {
                    events.add(json.readTree(part.toString()));
                } catch (JsonProcessingException e) {
                    throw new CompletionException(e);
                }
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeReason = reason;
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    /** Sends a text frame as it is. */
    public void send(String frame) {
        socket.sendText(frame, true).join();
    }

    /** Sends a binary frame. */
    public void send(byte[] frame) {
        socket.sendBinary(ByteBuffer.wrap(frame), true).join();
    }

    /** Says something in text, under {@code id}; asks for no reply. */
    public void say(String id, String text) {
        var node =
                json.createObjectNode().put("type", "conversation.item.create").put("event_id", "create_" + id);
        var item = node.putObject("item").put("id", id).put("type", "message").put("role", "user");
        item.putArray("content").addObject().put("type", "input_text").put("text", text);
        send(node.toString());
    }

    /** Says something and reads all events until the reply is done. */
    public List<JsonNode> converse(String id, String text) {
        say(id, text);
        send("{\"type\":\"response.create\"}");
        return until("response.done");
    }

    /** The next event of {@code type}; those before it are dropped. */
    public JsonNode next(String type) {
        return until(type).getLast();
    }

    /** The next event, whatever it is. */
    public JsonNode next() {
        return until(event -> true, "event").getLast();
    }

    /** The events up to and with the next of {@code type}. */
    List<JsonNode> until(String type) {
        return until(event -> event.path("type").asText().equals(type), type);
    }

    List<JsonNode> until(Predicate<JsonNode> wanted, String what) {
        var seen = new ArrayList<JsonNode>();
        try {
            while (true) {
                JsonNode event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (event == null) {
                    throw new AssertionError("No " + what + " came; seen: " + types(seen));
                }
                seen.add(event);
                if (wanted.test(event)) {
                    return seen;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }

    /** The text of the reply that {@code response.done} ends. */
    static String text(JsonNode done) {
        return done.at("/response/output/0/content/0/text").asText();
    }

    /** The code with which the server closed. */
    int closeCode() {
        return closed.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    String closeReason() {
        return closeReason;
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
