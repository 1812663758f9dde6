package parley.tutor.models.routing;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.scripted.ScriptedStreamServer.Security;
import parley.tutor.models.scripted.StreamScript;

/** What may go wrong with an endpoint, as a scripted server does it, and as what it may be told. */
enum Fault {
    REFUSED(Kind.UNREACHABLE),
    TLS_REFUSED(Kind.TLS),
    TLS_CUT(Kind.TLS),
    TLS_PLAIN_TEXT(Kind.TLS),
    UNAUTHORISED_401(Kind.UNAUTHORISED),
    NOT_FOUND_404(Kind.NOT_FOUND),
    RATE_LIMITED_429_WITH_RETRY_AFTER(Kind.RATE_LIMITED),
    RATE_LIMITED_429_WITHOUT_RETRY_AFTER(Kind.RATE_LIMITED),
    SERVER_ERROR_500(Kind.SERVER_ERROR),
    HEADERS_WITHOUT_END(Kind.FIRST_TOKEN_TIMEOUT),
    STALL_BEFORE_FIRST_TOKEN(Kind.FIRST_TOKEN_TIMEOUT),
    STALL_MID_STREAM(Kind.IDLE_TIMEOUT),
    CUT_MID_CHUNK(Kind.CUT),
    EOF_WITHOUT_FINISH(Kind.CUT),
    IN_BAND_ERROR(Kind.SERVER_ERROR),
    MALFORMED_JSON(Kind.MALFORMED),
    WRONG_CONTENT_TYPE(Kind.MALFORMED),
    EMPTY_STREAM(Kind.EMPTY),
    EMPTY_WITHOUT_FINISH(Kind.CUT),
    CONTENT_FILTER(Kind.CONTENT_FILTER),
    LENGTH,
    HALF_TOOL_CALL(Kind.TOOL_CALL);

    /** A whole sentence before the fault, unlike any other. */
    static final String SENTENCE = "Onwards we march together. ";

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Kind> kinds;

    Fault(Kind... kinds) {
        this.kinds = Set.of(kinds);
    }

    /** What the transport may call it. */
    Set<Kind> kinds() {
        return kinds;
    }

    /** Whether the learner gets a sentence before it. */
    boolean saysASentence() {
        return switch (this) {
            case STALL_MID_STREAM, EOF_WITHOUT_FINISH, CONTENT_FILTER, LENGTH -> true;
            default -> false;
        };
    }

    /** Whether it takes the endpoint's first-token limit until it shows. */
    boolean waitsForFirstToken() {
        return this == HEADERS_WITHOUT_END || this == STALL_BEFORE_FIRST_TOKEN;
    }

    Security security() {
        return switch (this) {
            case TLS_REFUSED -> Security.HANDSHAKE_REFUSED;
            case TLS_CUT -> Security.HANDSHAKE_CUT;
            case TLS_PLAIN_TEXT -> Security.PLAIN_TEXT;
            default -> Security.NONE;
        };
    }

    /**
     * What the server does; null for nothing, since nobody listens.
     *
     * @param half the beginning of a sentence
     */
    @Nullable
    StreamScript script(String half) {
        return switch (this) {
            case REFUSED -> null;
            case TLS_REFUSED, TLS_CUT, TLS_PLAIN_TEXT -> StreamScript.answer("never sent");
            case UNAUTHORISED_401 -> StreamScript.refusal(401, "{\"error\":{\"code\":\"invalid_api_key\"}}");
            case NOT_FOUND_404 -> StreamScript.refusal(404, "{\"error\":{\"code\":\"model_not_found\"}}");
            case RATE_LIMITED_429_WITH_RETRY_AFTER ->
                StreamScript.refusal(429, "{\"error\":{\"code\":\"rate_limit_exceeded\"}}", List.of("Retry-After: 7"));
            case RATE_LIMITED_429_WITHOUT_RETRY_AFTER ->
                StreamScript.refusal(429, "{\"error\":{\"code\":\"rate_limit_exceeded\"}}");
            case SERVER_ERROR_500 -> StreamScript.refusal(500, "{\"error\":{\"code\":\"server_error\"}}");
            case HEADERS_WITHOUT_END -> StreamScript.headersWithoutEnd();
            case STALL_BEFORE_FIRST_TOKEN -> StreamScript.stream().stall();
            case STALL_MID_STREAM -> StreamScript.stream().texts(SENTENCE, half).stall();
            case CUT_MID_CHUNK -> StreamScript.stream().text(half).cut();
            case EOF_WITHOUT_FINISH -> StreamScript.stream().texts(SENTENCE, half);
            case IN_BAND_ERROR -> StreamScript.stream().text(half).error("server_error", "overloaded");
            case MALFORMED_JSON -> StreamScript.stream().text(half).data("{\"choices\": [{\"delta\"");
            case WRONG_CONTENT_TYPE -> StreamScript.page(200, "text/html", "<html><p>Welcome</p></html>");
            case EMPTY_STREAM -> StreamScript.stream().finish("stop").done();
            case EMPTY_WITHOUT_FINISH -> StreamScript.stream();
            case CONTENT_FILTER ->
                StreamScript.stream()
                        .texts(SENTENCE, half)
                        .finish("content_filter")
                        .done();
            case LENGTH ->
                StreamScript.stream().texts(SENTENCE, half).finish("length").done();
            case HALF_TOOL_CALL ->
                StreamScript.stream()
                        .toolCallBegins(0, "call_1", "look_up_concept")
                        .toolArguments(0, "{\"name\": \"we")
                        .finish("tool_calls")
                        .done();
        };
    }
}
