package parley.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import parley.api.config.Settings;
import parley.speech.audio.WavWriter;

/** A fake of {@code /v1/audio/speech} on a real socket: a tone for each sentence, as long as it is told to be well. */
public final class SpeakingService implements AutoCloseable {
    public static final int RATE_HZ = 24_000;

    /** A request as it came. */
    public record Request(String path, String authorization, String model, String voice, String input, String format) {}

    private final HttpServer server;
    private final AtomicInteger wellFor;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private SpeakingService(HttpServer server, int wellFor) {
        this.server = server;
        this.wellFor = new AtomicInteger(wellFor);
    }

    /** Begins to listen; after {@code wellFor} sentences every further one breaks off in the middle of its sound. */
    public static SpeakingService start(int wellFor) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var service = new SpeakingService(server, wellFor);
        server.createContext("/", service::answer);
        server.start();
        return service;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The shipped settings, but with this service as the English voice, and any free port. */
    public String settings() {
        return Settings.shippedText()
                .replace("port: 8080", "port: 0")
                .replace("provider: embedded", "provider: service")
                .replaceFirst(
                        "(?s)(provider: service.*?base-url: )\"\"(.*?model: )\"\"(.*?voices: )\\{en: \"\"",
                        "$1\"" + baseUrl() + "\"$2speaker$3{en: nova");
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What it says, whatever it is asked to: a second of 440 Hz. */
    public static short[] tone() {
        var samples = new short[RATE_HZ];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (6_000 * Math.sin(2 * Math.PI * 440 * i / RATE_HZ));
        }
        return samples;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new ObjectMapper().readTree(exchange.getRequestBody());
            requests.add(new Request(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    body.path("model").asText(),
                    body.path("voice").asText(),
                    body.path("input").asText(),
                    body.path("response_format").asText()));
            byte[] wav = WavWriter.toBytes(tone(), RATE_HZ);
            exchange.getResponseHeaders().set("Content-Type", "audio/wav");
            exchange.sendResponseHeaders(200, wav.length);
            boolean well = wellFor.getAndDecrement() > 0;
            exchange.getResponseBody().write(well ? wav : Arrays.copyOf(wav, wav.length / 2));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
