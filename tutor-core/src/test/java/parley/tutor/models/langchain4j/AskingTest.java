package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

@Timeout(120)
class AskingTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    /** As when the headers come at the moment of an interrupt: nobody looked at the body yet. */
    @Test
    void whatIsLeftOnceItsHeadersCameIsClosed() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.stream().stall());
                HttpClient client = client()) {
            Asking asking = begin(server, client);
            assertThat(asking.await(AMPLE.toNanos()).statusCode()).isEqualTo(200);
            asking.leave();
            server.take(AMPLE).clientGone().get(AMPLE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void whatIsLeftBeforeItsHeadersIsClosed() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.silence());
                HttpClient client = client()) {
            Asking asking = begin(server, client);
            var exchange = server.take(AMPLE);
            asking.leave();
            exchange.clientGone().get(AMPLE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void whatIsLeftBeforeItIsSentIsNeverSent() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.answer("Yes."));
                HttpClient client = client()) {
            Runnable[] later = new Runnable[1];
            Asking asking = Asking.begin(client, request(server), task -> later[0] = task);
            asking.leave();
            later[0].run();
            begin(server, client).await(AMPLE.toNanos());
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    private static Asking begin(ScriptedStreamServer server, HttpClient client) throws Exception {
        return Asking.begin(client, request(server), task -> Thread.ofVirtual().start(task));
    }

    private static HttpRequest request(ScriptedStreamServer server) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + "/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
