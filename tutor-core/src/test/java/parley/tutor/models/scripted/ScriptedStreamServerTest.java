package parley.tutor.models.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.tutor.models.scripted.ScriptedStreamServer.Security;

/** The scripted server seen from a bare socket: what a script says is what is on the wire. */
@Timeout(60)
class ScriptedStreamServerTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    @Test
    void answersByNumberThenByTurnThenAsEver() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.refusal(500, "{}"))) {
            server.onRequest(2, StreamScript.page(200, "text/plain", "second"))
                    .next(StreamScript.page(200, "text/plain", "waiting"));
            assertThat(List.of(get(server.baseUrl()), get(server.baseUrl()), get(server.baseUrl())))
                    .containsExactly("waiting", "second", "{}");
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @Test
    void servesOneConnectionAgainAndAgain() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.page(200, "text/plain", "Yes."));
                var client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 3; i++) {
                client.send(HttpRequest.newBuilder(server.baseUrl()).build(), HttpResponse.BodyHandlers.ofString());
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @Test
    void refusesWithTheHeadersItWasGiven() throws Exception {
        var script = StreamScript.refusal(429, "{}", List.of("Retry-After: 7"));
        try (var server = ScriptedStreamServer.start(script);
                var client = HttpClient.newHttpClient()) {
            var response =
                    client.send(HttpRequest.newBuilder(server.baseUrl()).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("Retry-After")).contains("7");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 95, 120, 300})
    void cutsAtAnyByte(int bytes) throws Exception {
        try (var server = ScriptedStreamServer.start(
                        StreamScript.answer("Well ", "done.").cutAfter(bytes));
                var client = new Client(server.baseUrl())) {
            client.ask();
            assertThat(client.rest()).hasSize(bytes);
        }
    }

    @Test
    void holdsAtEachStallUntilSteppedOn() throws Exception {
        var script =
                StreamScript.answer("first").stall().bytes("second").stall().bytes("third");
        try (var server = ScriptedStreamServer.start(script);
                var client = new Client(server.baseUrl())) {
            client.ask();
            var exchange = server.take(AMPLE);
            assertThat(client.until("[DONE]")).contains("first").doesNotContain("second");
            exchange.step();
            assertThat(client.until("second")).doesNotContain("third");
            exchange.release();
            assertThat(client.until("third")).contains("third");
        }
    }

    @Test
    void aStallBeforeTheFirstEventComesAfterTheHeaders() throws Exception {
        try (var server =
                        ScriptedStreamServer.start(StreamScript.answer("first").stalledFirst());
                var client = new Client(server.baseUrl())) {
            client.ask();
            assertThat(client.until("chunked")).contains("200 OK").doesNotContain("first");
            server.take(AMPLE).release();
            assertThat(client.until("[DONE]")).contains("first");
        }
    }

    @Test
    void seesWhenAClientLeavesAnEndlessAnswer() throws Exception {
        var told = new AtomicInteger();
        try (var server = ScriptedStreamServer.start(StreamScript.stream().endless("and "))) {
            server.onGone((exchange, nanos) -> told.set(exchange.number()));
            var client = new Client(server.baseUrl());
            client.ask();
            client.until("and ");
            var exchange = server.take(AMPLE);
            assertThat(exchange.goneNanos()).isEmpty();
            client.close();
            exchange.clientGone().get(AMPLE.toSeconds(), TimeUnit.SECONDS);
            assertThat(exchange.goneNanos().orElseThrow() - exchange.receivedNanos())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyKindOfBrokenTlsIsATlsFailureOrAnEnd(Security security) throws Exception {
        try (var server = ScriptedStreamServer.start(security, StreamScript.answer("Never."))) {
            assertThat(server.baseUrl()).hasScheme("https");
            assertThatThrownBy(() -> get(server.baseUrl()))
                    .isInstanceOf(security == Security.HANDSHAKE_CUT ? IOException.class : SSLException.class);
        }
    }

    @Test
    void nobodyAnswersAtTheRefusingUrl() throws Exception {
        URI nobody = ScriptedStreamServer.refusingUrl();
        assertThatThrownBy(() -> get(nobody)).isInstanceOf(ConnectException.class);
    }

    private static String get(URI url) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Client(URI url) throws IOException {
            socket = new Socket(url.getHost(), url.getPort());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void ask() throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write("POST /v1/chat/completions HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        String until(String end) throws IOException {
            var seen = new StringBuilder();
            while (seen.indexOf(end) < 0) {
                int c = in.read();
                if (c < 0) {
                    throw new IOException("Ended before " + end);
                }
                seen.append((char) c);
            }
            return seen.toString();
        }

        String rest() throws IOException {
            var seen = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                seen.append((char) c);
            }
            return seen.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
