package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.tutor.Caller;
import parley.tutor.TutorFailure;
import parley.tutor.models.LanguageModel.Finish;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.StreamEnd.Done;
import parley.tutor.models.LanguageModel.StreamEnd.Failed;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault;
import parley.tutor.models.Purpose;
import parley.tutor.models.Usage;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.ScriptedStreamServer.Exchange;
import parley.tutor.models.scripted.StreamScript;

/** The adapter against real sockets that misbehave. */
@Timeout(120)
class OpenAiCompatibleModelTest {
    /** Longer than any machine needs; a wait that a test expects to end by itself. */
    private static final Duration AMPLE = Duration.ofSeconds(30);

    private static final Duration TINY = Duration.ofMillis(50);

    private static final String KEY = "sk-secret-key";
    private static final List<Message> MESSAGES = List.of(
            Message.of(Role.SYSTEM, "You are a tutor."),
            Message.of(Role.ASSISTANT, "What did you do?"),
            Message.of(Role.ASSISTANT, ""),
            Message.of(Role.USER, "I \"went\" home, 老师 👋 secret words"));

    private static final ModelCall CALL = ModelCall.of(Purpose.CHAT, Caller.NOBODY, MESSAGES);

    private final List<String> heard = new ArrayList<>();
    private ScriptedStreamServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedStreamServer.start(StreamScript.refusal(500, "{}"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void streamsWordsAsTheyComeAndSendsWhatItWasGiven() throws Exception {
        server.next(StreamScript.stream()
                .text("Well ")
                .stall()
                .text("done, 老师!\n")
                .finish("stop")
                .done());
        try (var model = new OpenAiCompatibleModel(endpoint(AMPLE, AMPLE))) {
            StreamEnd end = model.stream(CALL, delta -> {
                heard.add(delta);
                if (heard.size() == 1) {
                    // The rest is sent only now, so these words did not wait for the end.
                    taken().release();
                }
            });
            assertThat(end).isEqualTo(new Done("Some Model", Finish.STOP, new Usage(11, 7, true), List.of()));
        }
        assertThat(heard).containsExactly("Well ", "done, 老师!\n");
    }

    @Test
    void sendsKeyModelMessagesAndLimitsOverHttp11() throws Exception {
        server.next(StreamScript.answer("Yes."));
        assertThat(stream(endpoint(AMPLE, AMPLE))).isInstanceOf(Done.class);

        var request = taken().request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer " + KEY)
                .doesNotContainKey("upgrade");
        assertThat(request.body().replaceAll("\\s*([:,{}\\[\\]])\\s*", "$1"))
                .contains("\"model\":\"some-model\"", "\"stream\":true", "\"max_tokens\":600", "\"temperature\":0.5")
                .contains("\"role\":\"system\"", "\"role\":\"assistant\"", "\"role\":\"user\"")
                .contains("老师 👋")
                .doesNotContain("\"content\":\"\"");
    }

    @Test
    void anEndpointWithoutAKeyGetsNone() throws Exception {
        server.next(StreamScript.answer("Yes."));
        var keyless = ModelEndpoint.of("Keyless", server.baseUrl(), "", "m");
        try (var model = new OpenAiCompatibleModel(slow(keyless))) {
            assertThat(model.stream(CALL, heard::add)).isInstanceOf(Done.class);
        }
        assertThat(taken().request().headers()).doesNotContainKey("authorization");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    400 | the endpoint refused the request (400, invalid_request)
                    401 | the key was refused (401, invalid_request)
                    403 | the key was refused (403, invalid_request)
                    404 | no such model or URL (404, invalid_request): check the base URL and the model's name
                    429 | too many requests, or the quota is used up (429, invalid_request)
                    500 | the endpoint failed (500, invalid_request)
                    503 | the endpoint failed (503, invalid_request)
                    302 | the endpoint sends elsewhere (302, invalid_request): check the base URL
                    """)
    void refusalsAreNamedWithoutRepeatingWhatTheProviderWrote(int status, String reason) throws Exception {
        server.next(StreamScript.refusal(
                status,
                "{\"error\":{\"message\":\"bad key " + KEY + " for secret words\",\"code\":\"invalid_request\"}}"));
        assertUnavailable(stream(endpoint(AMPLE, AMPLE)), reason, false);
    }

    @Test
    void aWebPageIsNoModel() throws Exception {
        server.next(StreamScript.page(200, "text/html; charset=utf-8", "<html>Welcome</html>"));
        assertUnavailable(
                stream(endpoint(AMPLE, AMPLE)), "the endpoint sent no stream of events: check the base URL", false);
    }

    @Test
    void aStreamCutInAChunkIsAFailureWithItsWordsKept() throws Exception {
        // Cut only once the words were read: a reset may take unread bytes with it, which is the network's affair.
        server.next(StreamScript.stream().text("Half of").stall().cut());
        try (var model = new OpenAiCompatibleModel(endpoint(AMPLE, AMPLE))) {
            StreamEnd end = model.stream(CALL, delta -> {
                heard.add(delta);
                taken().release();
            });
            assertUnavailable(end, "the connection was cut", true);
        }
        assertThat(heard).containsExactly("Half of");
    }

    @Test
    void anEndWithoutAFinishReasonIsACut() throws Exception {
        server.next(StreamScript.stream().text("Half of"));
        assertUnavailable(stream(endpoint(AMPLE, AMPLE)), "the answer was cut before its end", true);

        server.next(StreamScript.stream().text("Half of").done());
        assertUnavailable(stream(endpoint(AMPLE, AMPLE)), "the answer was cut before its end", true);
    }

    @Test
    void anErrorInsideTheStreamIsAFailure() throws Exception {
        server.next(StreamScript.stream()
                .text("Half of")
                .data("{\"error\":{\"message\":\"secret words\",\"type\":\"server_error\"}}")
                .done());
        assertUnavailable(
                stream(endpoint(AMPLE, AMPLE)), "the endpoint failed in the middle of the answer (server_error)", true);
    }

    /** Some gateways name the error in every event and leave it null. */
    @Test
    void anErrorThatIsNullIsNone() throws Exception {
        server.next(StreamScript.stream()
                .data("{\"error\": null, \"choices\":[{\"index\":0,\"delta\":{\"content\":\"Yes.\"}}]}")
                .finish("stop")
                .done());
        assertThat(stream(endpoint(AMPLE, AMPLE))).isInstanceOf(Done.class);
        assertThat(heard).containsExactly("Yes.");
    }

    @Test
    void malformedJsonIsAFailure() throws Exception {
        server.next(StreamScript.stream()
                .text("Half of")
                .data("{\"choices\":[{\"delta\": secret words")
                .finish("stop"));
        assertUnavailable(stream(endpoint(AMPLE, AMPLE)), "the endpoint sent something that cannot be read", true);
    }

    @Test
    void anEmptyAnswerAndAFilteredOneAreUnusable() throws Exception {
        server.next(StreamScript.stream().finish("stop").done());
        assertThat(stream(endpoint(AMPLE, AMPLE)))
                .isEqualTo(new Failed(
                        "Some Model",
                        ModelFault.of(ModelFault.Kind.EMPTY, "the answer was empty"),
                        false,
                        new Usage(11, 7, true)));

        server.next(StreamScript.stream().text("I").finish("content_filter").done());
        assertThat(stream(endpoint(AMPLE, AMPLE)))
                .isEqualTo(new Failed(
                        "Some Model",
                        ModelFault.of(
                                ModelFault.Kind.CONTENT_FILTER, "the endpoint's content filter stopped the answer"),
                        true,
                        new Usage(11, 7, true)));
    }

    /** Some servers keep the connection open after the mark of the end; the answer is whole all the same. */
    @Test
    void aConnectionLeftOpenAfterTheEndDoesNotHoldTheAnswerBack() throws Exception {
        server.next(StreamScript.answer("Yes.").stall());
        assertThat(stream(endpoint(AMPLE, AMPLE)))
                .isEqualTo(new Done("Some Model", Finish.STOP, new Usage(11, 7, true), List.of()));
        taken().clientGone().get(AMPLE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whether the request had left when the wait was over hangs on the machine; what is told does not. */
    @Test
    void silenceBeforeTheHeadersEndsTheWait() throws Exception {
        server.next(StreamScript.silence());
        assertUnavailable(stream(endpoint(TINY, AMPLE)), "no words within 50 ms", false);
    }

    @Test
    void silenceBeforeTheFirstWordEndsTheWait() throws Exception {
        server.next(StreamScript.stream().stall());
        assertUnavailable(stream(endpoint(TINY, AMPLE)), "no words within 50 ms", false);
        assertThat(heard).isEmpty();
    }

    @Test
    void silenceBetweenWordsEndsTheWaitAndTheConnection() throws Exception {
        server.next(StreamScript.stream()
                .text("Half of")
                .stall()
                .text(" late")
                .finish("stop")
                .done());
        assertUnavailable(stream(endpoint(AMPLE, TINY)), "no more words within 50 ms", true);
        taken().clientGone().get(AMPLE.toSeconds(), TimeUnit.SECONDS);
        assertThat(heard).containsExactly("Half of");
    }

    @Test
    void interruptionClosesTheSocketBeforeTheHeaders() throws Exception {
        interruptedDuring(StreamScript.silence(), new CountDownLatch(0));
    }

    @Test
    void interruptionClosesTheSocketBetweenWords() throws Exception {
        interruptedDuring(StreamScript.stream().text("Half of").stall().text(" late"), new CountDownLatch(1));
        assertThat(heard).containsExactly("Half of");
    }

    private void interruptedDuring(StreamScript script, CountDownLatch words) throws Exception {
        server.next(script);
        var outcome = new CompletableFuture<Object>();
        try (var model = new OpenAiCompatibleModel(endpoint(AMPLE, AMPLE))) {
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    outcome.complete(model.stream(CALL, delta -> {
                        heard.add(delta);
                        words.countDown();
                    }));
                } catch (InterruptedException e) {
                    outcome.complete(e);
                }
            });
            Exchange exchange = taken();
            words.await();
            caller.interrupt();
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
            // Before the model is closed, so that it is the interruption which closes the socket.
            exchange.clientGone().get(AMPLE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void aReaderThatGivesUpEndsTheStream() throws Exception {
        server.next(StreamScript.stream().text("Half of").stall());
        try (var model = new OpenAiCompatibleModel(endpoint(AMPLE, AMPLE))) {
            assertThatThrownBy(() -> model.stream(CALL, delta -> {
                        throw new InterruptedException();
                    }))
                    .isInstanceOf(InterruptedException.class);
            taken().clientGone().get(AMPLE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void nobodyListeningIsNamed() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var endpoint = slow(ModelEndpoint.of("Some Model", URI.create("http://127.0.0.1:" + port + "/v1"), KEY, "m"));
        assertUnavailable(stream(endpoint), "nothing answers at http://127.0.0.1:" + port, false);
    }

    /** As the JDK tells it, without asking a name server, which may take its time. */
    @Test
    void anUnknownHostIsNamed() {
        var unknown = new ConnectException();
        unknown.initCause(new ConnectException().initCause(new UnresolvedAddressException()));
        var reasons = new ProblemReasons(
                ModelEndpoint.of("m", URI.create("http://no-such-host.invalid/v1"), KEY, "m"), Clock.systemUTC());
        assertThat(reasons.ofConnection(unknown).reason())
                .isEqualTo("the host of http://no-such-host.invalid is not known");
    }

    private Exchange taken() throws InterruptedException {
        try {
            return server.take(AMPLE);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private StreamEnd stream(ModelEndpoint endpoint) throws InterruptedException {
        heard.clear();
        try (var model = new OpenAiCompatibleModel(endpoint)) {
            return model.stream(CALL, heard::add);
        }
    }

    private static void assertUnavailable(StreamEnd end, String reason, boolean textSeen) {
        assertThat(end).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.model()).isEqualTo("Some Model");
            assertThat(failed.fault().reason()).isEqualTo(reason);
            assertThat(failed.fault().asFailure("m"))
                    .isInstanceOfAny(TutorFailure.ModelUnavailable.class, TutorFailure.ModelMisconfigured.class);
            assertThat(failed.textSeen()).isEqualTo(textSeen);
        });
    }

    private ModelEndpoint endpoint(Duration firstToken, Duration idle) {
        return new ModelEndpoint(
                "Some Model",
                server.baseUrl(),
                KEY,
                "some-model",
                AMPLE,
                firstToken,
                idle,
                AMPLE.multipliedBy(2),
                600,
                0.5);
    }

    private static ModelEndpoint slow(ModelEndpoint of) {
        return new ModelEndpoint(
                of.name(), of.baseUrl(), of.apiKey(), of.model(), AMPLE, AMPLE, AMPLE, AMPLE, 600, 0.5);
    }
}
