package parley.tutor.models.langchain4j;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel.Finish;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.StreamEnd.Done;
import parley.tutor.models.LanguageModel.StreamEnd.Failed;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.Purpose;
import parley.tutor.models.Usage;

/** Statuses and headers as a server sends them that we did not write. */
@Timeout(120)
class StatusAndHeaderTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final String PATH = "/v1/chat/completions";
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-05T08:00:00Z"), ZoneOffset.UTC);
    private static final ModelCall CALL =
            ModelCall.of(Purpose.CHAT, Caller.NOBODY, List.of(Message.of(Role.USER, "Hello")));
    private static final String ANSWER = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Yes.\"}}]}\n\n"
            + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n";

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    400, -,                             BAD_REQUEST,    -
                    401, -,                             UNAUTHORISED,   -
                    402, -,                             RATE_LIMITED,   -
                    403, -,                             UNAUTHORISED,   -
                    404, -,                             NOT_FOUND,      -
                    405, -,                             NOT_FOUND,      -
                    408, -,                             SERVER_ERROR,   -
                    413, -,                             CONTEXT_LENGTH, -
                    422, -,                             BAD_REQUEST,    -
                    429, -,                             RATE_LIMITED,   -
                    429, 7,                             RATE_LIMITED,   PT7S
                    429, 'Mon, 05 Jan 2026 08:01:30 GMT', RATE_LIMITED, PT1M30S
                    503, 2,                             SERVER_ERROR,   PT2S
                    500, -,                             SERVER_ERROR,   -
                    502, -,                             SERVER_ERROR,   -
                    504, -,                             SERVER_ERROR,   -
                    529, -,                             SERVER_ERROR,   -
                    204, -,                             CUT,            -
                    301, -,                             MALFORMED,      -
                    307, -,                             MALFORMED,      -
                    """)
    void eachStatusHasItsKindAndItsWait(int status, @Nullable String retryAfter, Kind kind, @Nullable Duration expected)
            throws InterruptedException {
        ResponseDefinitionBuilder answer =
                aResponse().withStatus(status).withHeader("Content-Type", "text/event-stream");
        if (status / 100 == 3) {
            answer.withHeader("Location", server.baseUrl() + "/elsewhere");
        }
        if (retryAfter != null) {
            answer.withHeader("Retry-After", retryAfter);
        }
        server.stubFor(post(PATH).willReturn(answer));

        ModelFault fault = fault(stream("/v1"));
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.retryAfter()).isEqualTo(expected);
        // Neither tried again nor sent elsewhere with the key.
        assertThat(server.getAllServeEvents()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "text/event-stream,true",
        "Text/Event-Stream;charset=UTF-8,true",
        "application/json,false",
        "text/html,false",
        "text/plain,false"
    })
    void onlyAStreamOfEventsIsOne(String type, boolean taken) throws InterruptedException {
        server.stubFor(post(PATH)
                .willReturn(aResponse().withHeader("Content-Type", type).withBody(ANSWER)));
        StreamEnd end = stream("/v1");
        if (taken) {
            assertThat(end).isEqualTo(new Done("m", Finish.STOP, new Usage(5, 2, true), List.of()));
            assertThat(heard).containsExactly("Yes.");
        } else {
            assertThat(fault(end).kind()).isEqualTo(Kind.MALFORMED);
        }
    }

    /** As gateways slice what they pass on: by bytes and not by events. */
    @Test
    void aBodyInSlicesIsTheSame() throws InterruptedException {
        server.stubFor(post(PATH)
                .willReturn(aResponse()
                        .withHeader("Content-Type", "text/event-stream")
                        .withBody(ANSWER)
                        .withChunkedDribbleDelay(23, 30)));
        assertThat(stream("/v1")).isInstanceOf(Done.class);
        assertThat(heard).containsExactly("Yes.");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aBrokenConnectionIsACutOrUnreadable(Fault fault) throws InterruptedException {
        server.stubFor(post(PATH).willReturn(aResponse().withFault(fault)));
        assertThat(fault(stream("/v1")).kind()).isIn(Kind.CUT, Kind.MALFORMED);
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/v1", "/v1/"})
    void theBaseUrlMayEndInASlash(String path) throws InterruptedException {
        server.stubFor(post(PATH)
                .willReturn(aResponse()
                        .withHeader("Content-Type", "text/event-stream")
                        .withBody(ANSWER)));
        assertThat(stream(path)).isInstanceOf(Done.class);
        server.verify(postRequestedFor(urlEqualTo(PATH))
                .withHeader("Authorization", equalTo("Bearer sk-key"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(matchingJsonPath("$.stream_options[?(@.include_usage == true)]")));
    }

    private StreamEnd stream(String path) throws InterruptedException {
        heard.clear();
        URI url = URI.create("http://127.0.0.1:" + server.port() + path);
        try (var model = new OpenAiCompatibleModel(
                new ModelEndpoint("m", url, "sk-key", "some-model", AMPLE, AMPLE, AMPLE, AMPLE, 600, 0.5), NOW)) {
            return model.stream(CALL, heard::add);
        }
    }

    private static ModelFault fault(StreamEnd end) {
        return ((Failed) end).fault();
    }
}
