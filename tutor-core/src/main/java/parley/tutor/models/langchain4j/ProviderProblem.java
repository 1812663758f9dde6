package parley.tutor.models.langchain4j;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.tutor.models.ModelFault.Kind;

/**
 * What a provider says went wrong, in any of the shapes that compatible endpoints use: an {@code error} object or text,
 * or the fields at the top (DashScope, Mistral, vLLM). The message is only searched, never shown.
 *
 * @param isError whether it looks like an error at all
 * @param code the provider's code or type when it is made of letters and underscores, or a short number, as codes are
 *     and keys are not; else empty
 * @param parameter the request's parameter that was refused, when it is named as parameters are; else empty
 * @param status an HTTP status told as the code, or 500
 * @param words all of it in small letters
 */
record ProviderProblem(boolean isError, String code, String parameter, int status, String words) {
    /** A parameter of the protocol, such as {@code messages[0].content}; never long enough for a key. */
    private static final Pattern SAFE_PARAMETER =
            Pattern.compile("[a-z_]{3,24}(?:\\[[0-9]{1,3}])?(?:\\.[a-z_]{2,24})?");

    private static final Pattern SAFE_CODE = Pattern.compile("[A-Za-z_.]{3,40}|[0-9]{3,5}");

    /*
     * Codes and phrases as documented by: OpenAI, Azure OpenAI, DeepSeek, DashScope (Qwen), Zhipu (four-digit codes),
     * Moonshot, Ark (Doubao), OpenRouter, vLLM, llama.cpp. Phrases stand where a provider has no code of its own.
     */
    private static final Pattern CONTEXT_LENGTH = Pattern.compile("context_length_exceeded|maximum context length"
            + "|exceed_context_size|available context size|exceeded model token limit|range of input length"
            + "|prompt is too long|string_above_max_length|exceeds? (?:the )?max(?:imum)? (?:message |input )?tokens"
            + "|\"code\"\\s*:\\s*\"?1261\\b");
    private static final Pattern CONTENT_FILTER = Pattern.compile("\"(?:code|type)\"\\s*:\\s*\"(?:content_filter"
            + "|content_policy_violation|data_?inspection_?failed|[a-z]*sensitivecontentdetected[a-z.]*"
            + "|responsibleaipolicyviolation|1301)\"|content exists risk");
    private static final Pattern NO_MODEL = Pattern.compile(
            "model_not_found|modelnotfound|not a valid model"
                    + "|invalidendpointormodel|\"code\"\\s*:\\s*\"?1211\\b|model \\\\?[\"'`][^\"'`\\\\]{1,80}\\\\?[\"'`] not found");
    private static final Pattern KEY = Pattern.compile("\"(?:code|type)\"\\s*:\\s*\"(?:invalid_?api_?key"
            + "|authentication_error|invalid_authentication_error|incorrect_api_key_error|100[0-4])\"");
    private static final Pattern QUOTA = Pattern.compile("\"(?:code|type)\"\\s*:\\s*\"(?:insufficient_quota"
            + "|insufficient_balance|arrearage|exceeded_current_quota_error|rate_limit_exceeded|rate_limit_error"
            + "|rate_limit_reached_error|engine_overloaded_error|1113|130[2-5])\"");

    static ProviderProblem read(String body) {
        String words = body.toLowerCase(Locale.ROOT);
        Object root = parse(body);
        if (!(root instanceof Map<?, ?> object)) {
            // Half an object, or none: its words may still tell.
            return new ProviderProblem(words.contains("\"error\""), "", "", 500, words);
        }
        Object error = object.get("error");
        boolean isError = (error != null && !Boolean.FALSE.equals(error))
                || "error".equals(object.get("object"))
                || (object.get("code") != null && object.get("message") != null)
                || object.get("error_code") != null;
        Map<?, ?> told = error instanceof Map<?, ?> inner ? inner : object;
        String code = safe(told.get("code"));
        String type = safe(told.get("type"));
        return new ProviderProblem(
                isError, code.isEmpty() ? type : code, parameter(told.get("param")), status(code), words);
    }

    /** What kind of fault it is in an answer with {@code httpStatus}. */
    Kind kind(int httpStatus) {
        if (CONTEXT_LENGTH.matcher(words).find() || httpStatus == 413) {
            return Kind.CONTEXT_LENGTH;
        }
        if (CONTENT_FILTER.matcher(words).find()) {
            return Kind.CONTENT_FILTER;
        }
        if (NO_MODEL.matcher(words).find()) {
            return Kind.NOT_FOUND;
        }
        if (QUOTA.matcher(words).find()) {
            return Kind.RATE_LIMITED;
        }
        if (KEY.matcher(words).find()) {
            return Kind.UNAUTHORISED;
        }
        return switch (httpStatus) {
            case 401, 403 -> Kind.UNAUTHORISED;
            case 404, 405 -> Kind.NOT_FOUND;
            case 402, 429 -> Kind.RATE_LIMITED;
            case 408 -> Kind.SERVER_ERROR;
            default -> httpStatus >= 500 ? Kind.SERVER_ERROR : httpStatus >= 400 ? Kind.BAD_REQUEST : Kind.MALFORMED;
        };
    }

    private static @Nullable Object parse(String body) {
        try {
            JsonScanner json = JsonScanner.of(body);
            return json.value();
        } catch (JsonScanner.Malformed e) {
            return null;
        }
    }

    private static String parameter(@Nullable Object told) {
        return told instanceof String text && SAFE_PARAMETER.matcher(text).matches() ? text : "";
    }

    private static String safe(@Nullable Object code) {
        String text = code == null ? "" : code.toString();
        return SAFE_CODE.matcher(text).matches() ? text : "";
    }

    private static int status(String code) {
        if (code.matches("[45][0-9][0-9]")) {
            return Integer.parseInt(code);
        }
        return 500;
    }
}
