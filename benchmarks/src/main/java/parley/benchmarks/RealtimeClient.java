package parley.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of {@code /v1/realtime} that notes when each event arrived. */
final class RealtimeClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event and the {@link System#nanoTime} of its arrival. */
    record Arrived(JsonNode event, long atNanos) {
        String type() {
            return event.path("type").asText();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Arrived> events = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    RealtimeClient(URI server) {
        URI address = URI.create("ws://" + server.getAuthority() + "/v1/realtime?model=parley&conversation=new");
        this.socket =
                http.newWebSocketBuilder().buildAsync(address, new Listener()).join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                long now = System.nanoTime();
                try {
                    events.add(new Arrived(JSON.readTree(message.toString()), now));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("The server sent what is not JSON", e);
                }
                message.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }

    void send(String json) {
        socket.sendText(json, true).join();
    }

    /** Sends PCM16 at the session's input rate. */
    void sendAudio(short[] samples, int from, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            int at = from + i;
            bytes.putShort(at < samples.length ? samples[at] : 0);
        }
        socket.sendBinary(bytes.flip(), true).join();
    }

    /** The next event, or null when none comes in time. */
    @Nullable
    Arrived next(long limitMillis) throws InterruptedException {
        return events.poll(limitMillis, TimeUnit.MILLISECONDS);
    }

    /** The next event that {@code wanted} accepts; others are passed over. Null when none comes in time. */
    @Nullable
    Arrived await(Predicate<Arrived> wanted, long limitMillis) throws InterruptedException {
        long end = System.nanoTime() + limitMillis * 1_000_000;
        while (true) {
            Arrived event = next(Math.max(0, (end - System.nanoTime()) / 1_000_000));
            if (event == null || wanted.test(event)) {
                return event;
            }
        }
    }

    @Nullable
    Arrived await(String type, long limitMillis) throws InterruptedException {
        return await(event -> event.type().equals(type), limitMillis);
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
