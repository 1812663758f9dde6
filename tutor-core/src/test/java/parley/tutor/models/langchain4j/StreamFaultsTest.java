package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.tutor.Caller;
import parley.tutor.models.LanguageModel.Finish;
import parley.tutor.models.LanguageModel.Message;
import parley.tutor.models.LanguageModel.Role;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.StreamEnd.Done;
import parley.tutor.models.LanguageModel.StreamEnd.Failed;
import parley.tutor.models.LanguageModel.TextSink;
import parley.tutor.models.ModelCall;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.Purpose;
import parley.tutor.models.Usage;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;
import parley.tutor.models.tools.ToolCall;

/** What an endpoint can do wrong in its stream, and what is made of it. Each stream has one end. */
@Timeout(120)
class StreamFaultsTest extends StreamTalk {
    /** However the connection is cut: a whole answer or a failure, never half an answer that passes for a whole one. */
    @Property(tries = 120)
    void aCutAtAnyByteIsSeen(@ForAll @IntRange(min = 1, max = 1_400) int bytes) throws Exception {
        StreamScript script = StreamScript.answer("Well ", "done, ", "老师!").cutAfter(bytes);
        heard.clear();
        StreamEnd end = stream(script, CALL);
        String text = String.join("", heard);
        switch (end) {
            case Done done -> assertThat(text).isEqualTo(WHOLE);
            case Failed failed -> {
                assertThat(WHOLE).startsWith(text);
                assertThat(failed.fault().kind()).isIn(Kind.CUT, Kind.UNREACHABLE);
                assertThat(failed.textSeen()).isEqualTo(!text.isEmpty());
            }
        }
    }

    @Test
    void theHeadersAreToldOnceAndFirst() throws Exception {
        List<String> told = new ArrayList<>();
        try (var server = ScriptedStreamServer.start(StreamScript.answer("Yes.", " No."));
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            model.stream(CALL, new TextSink() {
                @Override
                public void text(String delta) {
                    told.add(delta);
                }

                @Override
                public void opened() {
                    told.add("opened");
                }
            });
        }
        assertThat(told).containsExactly("opened", "Yes.", " No.");
    }

    @Test
    void anErrorEventIsAFailureOfItsKind() throws Exception {
        assertFails(
                StreamScript.stream().text("Well").errorEvent("{\"error\":{\"code\":429,\"message\":\"m\"}}"),
                CALL,
                Kind.RATE_LIMITED);
        assertFails(
                StreamScript.stream()
                        .text("Well")
                        .error("data_inspection_failed", "m")
                        .done(),
                CALL,
                Kind.CONTENT_FILTER);
        assertFails(StreamScript.stream().bytes("{\"error\":{\"message\":\"m\"}}\n"), CALL, Kind.SERVER_ERROR);
        assertFails(StreamScript.stream().bytes("{\"error\":{\"code\":429}}"), CALL, Kind.RATE_LIMITED);
        assertFails(
                StreamScript.page(200, "application/json", "{\"error\":{\"code\":\"context_length_exceeded\"}}"),
                CALL,
                Kind.CONTEXT_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "text/html", "application/octet-stream"})
    void anotherContentTypeIsNoStream(String type) throws Exception {
        assertFails(StreamScript.stream(type).text("Yes.").finish("stop").done(), CALL, Kind.MALFORMED);
    }

    @Test
    void aStreamWithoutAContentTypeIsTakenForOne() throws Exception {
        assertThat(stream(StreamScript.stream("").text("Yes.").finish("stop").done(), CALL))
                .isInstanceOf(Done.class);
    }

    @Test
    void whatIsTooMuchIsRefused() throws Exception {
        assertFails(StreamScript.stream().bytes("data: " + "x".repeat(10 << 20) + "\n\n"), CALL, Kind.TOO_LARGE);
        assertFails(StreamScript.stream().endless("and so on "), CALL, Kind.TOO_LARGE);
        assertFails(StreamScript.stream().endless(""), CALL, Kind.TOO_LARGE);
        String long8MiB = "x".repeat(StreamingHttpClient.MAX_REQUEST_BYTES);
        assertFails(
                StreamScript.answer("Yes."),
                CALL.withMessages(List.of(Message.of(Role.USER, long8MiB))),
                Kind.CONTEXT_LENGTH);
    }

    @Test
    void nulsAreRefusedOnTheWireAndDroppedFromText() throws Exception {
        assertFails(StreamScript.stream().text("Well").bytes("data: \0\n\n"), CALL, Kind.MALFORMED);
        heard.clear();
        assertThat(stream(StreamScript.answer("a\0b"), CALL)).isInstanceOf(Done.class);
        assertThat(heard).containsExactly("ab");
    }

    @Test
    void theFinishReasonDecides() throws Exception {
        assertThat(stream(StreamScript.answer("Yes.").cut(), CALL)).isInstanceOf(Done.class);
        assertThat(stream(StreamScript.stream().text("Yes").finish("length").done(), CALL))
                .isEqualTo(new Done("m", Finish.LENGTH, new Usage(11, 7, true), List.of()));
        assertThat(stream(StreamScript.stream().text("Yes").finishWithoutUsage("stop"), CALL))
                .isEqualTo(new Done("m", Finish.STOP, Usage.UNKNOWN, List.of()));
        assertFails(StreamScript.stream().text("I").finish("sensitive").done(), CALL, Kind.CONTENT_FILTER);
        assertFails(
                StreamScript.stream()
                        .text("I")
                        .finish("insufficient_system_resource")
                        .done(),
                CALL,
                Kind.SERVER_ERROR);
    }

    @Test
    void wholeToolCallsAreGiven() throws Exception {
        StreamScript script = StreamScript.stream()
                .text("Let me see. ")
                .toolCall(0, "call_a", "look_up", "{\"concept\":\"past\"}")
                .toolCall(1, "call_b", "look_up", "")
                .finish("tool_calls")
                .done();
        assertThat(stream(script, WITH_TOOL))
                .isEqualTo(new Done(
                        "m",
                        Finish.TOOL_CALLS,
                        new Usage(11, 7, true),
                        List.of(
                                new ToolCall("call_a", "look_up", "{\"concept\":\"past\"}"),
                                new ToolCall("call_b", "look_up", "{}"))));
        assertThat(heard).containsExactly("Let me see. ");
    }

    @Test
    void halfToolCallsAreNone() throws Exception {
        StreamScript begun =
                StreamScript.stream().toolCallBegins(0, "a", "look_up").toolArguments(0, "{\"concept\":");
        assertFails(begun.finish("tool_calls").done(), WITH_TOOL, Kind.TOOL_CALL);
        assertFails(begun.finish("length").done(), WITH_TOOL, Kind.TOOL_CALL);
        assertFails(begun, WITH_TOOL, Kind.TOOL_CALL);
        assertFails(begun.cut(), WITH_TOOL, Kind.CUT);
        assertFails(
                StreamScript.stream()
                        .toolCall(0, "a", "look_up", "[1]")
                        .finish("tool_calls")
                        .done(),
                WITH_TOOL,
                Kind.TOOL_CALL);
        assertFails(
                StreamScript.stream()
                        .toolCall(0, "a", "look_up", "{}")
                        .finish("tool_calls")
                        .done(),
                CALL,
                Kind.TOOL_CALL);
    }

    @Test
    void whatAModelThinksIsNoWord() throws Exception {
        StreamScript script = StreamScript.stream()
                .data("{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"secret\",\"content\":null}}]}")
                .texts("<thi", "nk>The answer is 4.", "</thi", "nk>\n", "\nHow many", " <think>?")
                .finish("stop")
                .done();
        assertThat(stream(script, CALL)).isInstanceOf(Done.class);
        assertThat(heard).containsExactly("How many", " <think>?");
        heard.clear();
        assertFails(StreamScript.answer("<think>The answer is 4."), CALL, Kind.EMPTY);
        assertThat(heard).isEmpty();
        assertThat(stream(StreamScript.answer("<"), CALL)).isInstanceOf(Done.class);
        assertThat(heard).containsExactly("<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000001", "999999999999999999", "-1", "\"7\"", "1.5"})
    void tokensThatCannotBeAreNotBelieved(String count) throws Exception {
        StreamScript script = StreamScript.stream()
                .text("Yes.")
                .finishWithoutUsage("stop")
                .data("{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":" + count + "}}")
                .done();
        assertThat(stream(script, CALL)).isEqualTo(new Done("m", Finish.STOP, Usage.UNKNOWN, List.of()));
    }

    @Test
    void theCallsOwnLongestAnswerIsSentWhenItIsLower() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.answer("Yes."));
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            for (int most : new int[] {40, 9_000}) {
                model.stream(
                        new ModelCall(Purpose.JUDGE, Caller.NOBODY, CALL.messages(), List.of(), most, null),
                        heard::add);
                assertThat(server.take(AMPLE).request().body().replace(" ", ""))
                        .contains("\"max_tokens\":" + Math.min(most, 600));
            }
        }
    }

    @Test
    void theCallsOwnTemperatureIsSentInPlaceOfTheEndpoints() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.answer("Yes."));
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            for (ModelCall call : List.of(CALL, CALL.withTemperature(0.0), CALL.withTemperature(null))) {
                model.stream(call, heard::add);
                assertThat(server.take(AMPLE).request().body().replace(" ", ""))
                        .contains("\"temperature\":" + (call.temperature() == null ? 0.5 : call.temperature()));
            }
        }
    }

    @Test
    void theTokensToldBeforeAFailureAreKept() throws Exception {
        var told = new Usage(900, 40, true);
        StreamScript script = StreamScript.stream()
                .text("Well")
                .data("{\"choices\":[],\"usage\":{\"prompt_tokens\":900,\"completion_tokens\":40}}")
                .error("server_error", "m");
        assertThat(stream(script, CALL))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.usage()).isEqualTo(told));
    }
}
