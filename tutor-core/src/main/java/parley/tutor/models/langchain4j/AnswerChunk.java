package parley.tutor.models.langchain4j;

import org.jspecify.annotations.Nullable;
import parley.tutor.models.Usage;

/**
 * What one event of a stream says, as far as it matters here.
 *
 * @param text a piece of the answer, empty when there is none
 * @param finish why the model stopped, in the endpoint's own word; empty when it goes on
 * @param usage the tokens, when told
 * @param error whether it is an error and no piece of an answer
 * @param tools whether it holds a piece of a tool call
 */
record AnswerChunk(String text, String finish, @Nullable Usage usage, boolean error, boolean tools) {
    /** No window holds as many; more are a slip of the endpoint, and would spend a budget at once. */
    private static final long MAX_TOKENS = 10_000_000;

    /**
     * Reads the data of one event, and all of it: what is half is no event.
     *
     * @throws JsonScanner.Malformed when it is no JSON object
     */
    static AnswerChunk read(byte[] data, int from, int to) {
        var json = new JsonScanner(data, from, to);
        var reading = new Reading(json);
        reading.event();
        json.requireEnd();
        return new AnswerChunk(reading.text, reading.finish, reading.usage, reading.error, reading.tools);
    }

    /** Whether it is nothing but a piece of text, as all but a few events of a stream are. */
    boolean isTextAlone() {
        return !error && !tools && finish.isEmpty() && usage == null;
    }

    private static final class Reading {
        private final JsonScanner json;
        private String text = "";
        private String finish = "";
        private @Nullable Usage usage;
        private boolean error;
        private boolean tools;

        Reading(JsonScanner json) {
            this.json = json;
        }

        void event() {
            json.beginObject();
            while (json.nextName()) {
                if (json.nameIs("choices") && !json.isNull()) {
                    choices();
                } else if (json.nameIs("error")) {
                    // Some gateways name it in every event, as null or false.
                    int first = json.peek();
                    error |= first != 'n' && first != 'f';
                    json.skip();
                } else if (json.nameIs("object") && json.peek() == '"') {
                    // As vLLM once told its errors.
                    error |= json.string().equals("error");
                } else if (json.nameIs("usage")) {
                    usage();
                } else {
                    json.skip();
                }
            }
        }

        private void choices() {
            json.beginArray();
            boolean first = true;
            while (json.nextElement()) {
                if (first && json.peek() == '{') {
                    choice();
                } else {
                    json.skip();
                }
                first = false;
            }
        }

        private void choice() {
            json.beginObject();
            while (json.nextName()) {
                if (json.nameIs("delta") && json.peek() == '{') {
                    delta();
                } else if (json.nameIs("finish_reason") && json.peek() == '"') {
                    finish = json.string();
                } else if (json.nameIs("usage")) {
                    // Moonshot tells it here.
                    usage();
                } else {
                    json.skip();
                }
            }
        }

        private void delta() {
            json.beginObject();
            while (json.nextName()) {
                if (json.nameIs("content") && json.peek() == '"') {
                    text = json.string();
                } else if (json.nameIs("tool_calls") && json.peek() == '[') {
                    json.beginArray();
                    while (json.nextElement()) {
                        tools = true;
                        json.skip();
                    }
                } else {
                    json.skip();
                }
            }
        }

        private void usage() {
            if (json.peek() != '{') {
                json.skip();
                return;
            }
            long prompt = 0;
            long completion = 0;
            json.beginObject();
            while (json.nextName()) {
                if (json.nameIs("prompt_tokens")) {
                    prompt = json.wholeNumber();
                } else if (json.nameIs("completion_tokens")) {
                    completion = json.wholeNumber();
                } else {
                    json.skip();
                }
            }
            // What cannot be counts as not told.
            if (isCount(prompt) && isCount(completion)) {
                usage = new Usage(prompt, completion, true);
            }
        }

        private static boolean isCount(long tokens) {
            return tokens >= 0 && tokens <= MAX_TOKENS;
        }
    }
}
