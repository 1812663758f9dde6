package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.StreamEnd.Failed;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.Purpose;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;
import parley.tutor.models.tools.ToolSpec;

/** Calls of a model over one scripted stream, and what was heard of it. */
class StreamTalk {
    static final Duration AMPLE = Duration.ofSeconds(30);
    static final ModelCall CALL = ModelCall.of(Purpose.CHAT, Caller.NOBODY, List.of(Message.of(Role.USER, "Hello")));
    static final ToolSpec LOOK_UP = new ToolSpec(
            "look_up",
            "Looks up a concept.",
            "{\"type\":\"object\",\"properties\":{\"concept\":{\"type\":\"string\",\"pattern\":\"^[a-z]+$\"}},"
                    + "\"required\":[\"concept\"],\"additionalProperties\":false}");
    static final ModelCall WITH_TOOL =
            new ModelCall(Purpose.CHAT, Caller.NOBODY, CALL.messages(), List.of(LOOK_UP), 0, null);
    static final String WHOLE = "Well done, 老师!";

    final List<String> heard = new ArrayList<>();

    void assertFails(StreamScript script, ModelCall call, Kind kind) throws Exception {
        assertThat(stream(script, call))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().kind()).isEqualTo(kind));
    }

    StreamEnd stream(StreamScript script, ModelCall call) throws Exception {
        try (var server = ScriptedStreamServer.start(script);
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            return model.stream(call, heard::add);
        }
    }

    static ModelEndpoint endpoint(URI url) {
        return new ModelEndpoint("m", url, "", "some-model", AMPLE, AMPLE, AMPLE, AMPLE, 600, 0.5);
    }
}
