package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault;
import parley.tutor.models.ModelFault.Kind;

/** The errors of known providers, in the shapes in which they send them (their messages shortened). */
class ProviderFaultsTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-05T08:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    CONTEXT_LENGTH | 400 | {"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","code":"context_length_exceeded"}}
                    CONTEXT_LENGTH | 400 | {"error":{"message":"This model's maximum context length is 65536 tokens. However, you requested","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}
                    CONTEXT_LENGTH | 400 | {"error":{"message":"Range of input length should be [1, 30720]","type":"invalid_request_error","code":"invalid_parameter_error"}}
                    CONTEXT_LENGTH | 400 | {"error":{"code":"1261","message":"Prompt too long"}}
                    CONTEXT_LENGTH | 400 | {"error":{"message":"Invalid request: Your request exceeded model token limit: 8192","type":"invalid_request_error"}}
                    CONTEXT_LENGTH | 400 | {"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}
                    CONTEXT_LENGTH | 413 | <html>too large</html>
                    CONTENT_FILTER | 400 | {"error":{"message":"The response was filtered","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation"}}}
                    CONTENT_FILTER | 400 | {"error":{"message":"Content Exists Risk","type":"invalid_request_error","code":"invalid_request_error"}}
                    CONTENT_FILTER | 400 | {"error":{"code":"data_inspection_failed","message":"Input data may contain inappropriate content.","type":"data_inspection_failed"}}
                    CONTENT_FILTER | 400 | {"code":"DataInspectionFailed","message":"Input data may contain inappropriate content.","request_id":"x"}
                    CONTENT_FILTER | 400 | {"contentFilter":[{"level":1,"role":"user"}],"error":{"code":"1301","message":"unsafe"}}
                    CONTENT_FILTER | 400 | {"error":{"message":"The request was rejected because it was considered high risk","type":"content_filter"}}
                    CONTENT_FILTER | 400 | {"error":{"code":"InputTextSensitiveContentDetected","message":"m","type":"BadRequest"}}
                    UNAUTHORISED | 401 | {"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}
                    UNAUTHORISED | 400 | {"code":"InvalidApiKey","message":"Invalid API-key provided."}
                    UNAUTHORISED | 403 | {"error":{"message":"Not allowed"}}
                    NOT_FOUND | 404 | {"error":{"message":"The model `x` does not exist","code":"model_not_found"}}
                    NOT_FOUND | 404 | {"error":{"message":"model \\"x\\" not found, try pulling it first","type":"api_error"}}
                    NOT_FOUND | 400 | {"error":{"message":"x is not a valid model ID","code":400}}
                    NOT_FOUND | 400 | {"error":{"code":"1211","message":"no such model"}}
                    NOT_FOUND | 405 | Method Not Allowed
                    RATE_LIMITED | 429 | {"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}
                    RATE_LIMITED | 402 | {"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}}
                    RATE_LIMITED | 400 | {"code":"Arrearage","message":"Access denied"}
                    BAD_REQUEST | 400 | {"error":{"message":"Unsupported parameter","type":"invalid_request_error","code":"unsupported_parameter"}}
                    BAD_REQUEST | 422 | {"detail":[{"loc":["body"],"msg":"field required"}]}
                    SERVER_ERROR | 503 | upstream connect error
                    SERVER_ERROR | 529 | {"error":{"type":"overloaded_error"}}
                    SERVER_ERROR | 408 | {}
                    """)
    void statusAndCodeTellTheKind(Kind kind, int status, String body) {
        ModelFault fault = reasons("/v1").ofStatus(status, headers(Map.of()), body);
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.reason()).contains("(" + status).doesNotContain("provided", "unsafe", "Risk", "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    RATE_LIMITED | {"error":{"code":429,"message":"Rate limited"}}
                    SERVER_ERROR | {"error":{"code":"server_error","message":"Provider disconnected"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}
                    SERVER_ERROR | {"error":"boom"}
                    SERVER_ERROR | {"object":"error","message":"boom","type":"InternalServerError","code":500}
                    CONTENT_FILTER | {"error":{"code":"data_inspection_failed","message":"Output data may contain inappropriate content."}}
                    CONTEXT_LENGTH | {"error":{"code":"context_length_exceeded","message":"m"}}
                    SERVER_ERROR | not even JSON
                    """)
    void errorsInsideTheStreamHaveTheirKindToo(Kind kind, String data) {
        assertThat(reasons("/v1").ofInBandError(data).kind()).isEqualTo(kind);
    }

    @Test
    void codesThatMightBeSecretsAreNotTold() {
        ModelFault fault = reasons("/v1")
                .ofStatus(400, headers(Map.of()), "{\"error\":{\"code\":\"sk-123456\",\"message\":\"sk-123456\"}}");
        assertThat(fault.reason()).isEqualTo("the endpoint refused the request (400)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    retry-after    | 7                             | PT7S
                    retry-after    | 1.5                           | PT1.5S
                    retry-after    | 0                             | PT0S
                    Retry-After    | Mon, 05 Jan 2026 08:02:00 GMT | PT2M
                    Retry-After    | Mon, 05 Jan 2026 07:00:00 GMT | PT0S
                    retry-after    | 999999999                     | PT24H
                    retry-after-ms | 250                           | PT0.25S
                    retry-after    | soon                          | -
                    retry-after    | -5                            | -
                    x-other        | 7                             | -
                    """)
    void retryAfterIsReadInAllItsShapes(String name, String value, @Nullable Duration expected) {
        assertThat(reasons("/v1").ofStatus(429, headers(Map.of(name, List.of(value))), "{}"))
                .extracting(ModelFault::kind, ModelFault::retryAfter)
                .containsExactly(Kind.RATE_LIMITED, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'',it has no path",
        "/,it has no path",
        "/v1/chat/completions,it ends before /chat/completions",
        "/v1,check the base URL and the model's name"
    })
    void aWrongBaseUrlIsTold(String path, String hint) {
        assertThat(reasons(path).ofStatus(404, headers(Map.of()), "<html>").reason())
                .contains("no such model or URL (404)")
                .endsWith(hint + (hint.startsWith("it has") ? ", and most endpoints want one such as /v1" : ""));
    }

    private static ProblemReasons reasons(String path) {
        return new ProblemReasons(ModelEndpoint.of("m", URI.create("http://localhost" + path), "", "m"), NOW);
    }

    private static HttpHeaders headers(Map<String, List<String>> of) {
        return HttpHeaders.of(of, (name, value) -> true);
    }
}
