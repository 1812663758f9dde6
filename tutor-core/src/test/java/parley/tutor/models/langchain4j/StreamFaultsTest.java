package parley.tutor.models.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.Purpose;
import parley.tutor.models.Usage;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.ScriptedStreamServer.Security;
import parley.tutor.models.scripted.StreamScript;
import parley.tutor.models.tools.ToolCall;
import parley.tutor.models.tools.ToolSpec;

/** What an endpoint can do wrong on the wire, and what is made of it. Each stream has one end. */
@Timeout(120)
class StreamFaultsTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final ModelCall CALL =
            ModelCall.of(Purpose.CHAT, Caller.NOBODY, List.of(Message.of(Role.USER, "Hello")));
    private static final ToolSpec LOOK_UP = new ToolSpec(
            "look_up",
            "Looks up a concept.",
            "{\"type\":\"object\",\"properties\":{\"concept\":{\"type\":\"string\",\"pattern\":\"^[a-z]+$\"}},"
                    + "\"required\":[\"concept\"],\"additionalProperties\":false}");
    private static final ModelCall WITH_TOOL =
            new ModelCall(Purpose.CHAT, Caller.NOBODY, CALL.messages(), List.of(LOOK_UP), 0, null);
    private static final String WHOLE = "Well done, 老师!";

    private final List<String> heard = new ArrayList<>();

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
    void aConnectionWhoseAnswerEndedServesTheNextRequest() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.answer("Yes."));
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            for (int i = 0; i < 5; i++) {
                assertThat(model.stream(CALL, heard::add)).isInstanceOf(Done.class);
                // The answer's last bytes may still be on their way when its end is told.
                server.take(AMPLE);
            }
            assertThat(server.requests()).isEqualTo(5);
            assertThat(server.connections()).isLessThan(5);
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

    @ParameterizedTest
    @EnumSource(
            value = Security.class,
            names = {"PLAIN_TEXT", "HANDSHAKE_REFUSED"})
    void brokenTlsIsNamed(Security security) throws Exception {
        try (var server = ScriptedStreamServer.start(security, StreamScript.answer("Never."));
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            assertThat(model.stream(CALL, heard::add))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.fault().kind()).isEqualTo(Kind.TLS));
        }
    }

    /** What a cut handshake is called hangs on how the network tells it; that no word came does not. */
    @Test
    void aHandshakeThatIsCutIsAFailure() throws Exception {
        try (var server = ScriptedStreamServer.start(Security.HANDSHAKE_CUT, StreamScript.answer("Never."));
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            assertThat(model.stream(CALL, heard::add))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.fault().kind()).isIn(Kind.TLS, Kind.CUT, Kind.UNREACHABLE));
        }
        assertThat(heard).isEmpty();
    }

    /** Its status tells enough: neither the first word's limit nor the whole answer's is waited for. */
    @Test
    void aRefusalWhoseBodyNeverEndsIsOneAtOnce() throws Exception {
        Duration hour = Duration.ofHours(1);
        try (var server = ScriptedStreamServer.start(StreamScript.refusalWithoutEnd(429));
                var model = new OpenAiCompatibleModel(new ModelEndpoint(
                        "m", server.baseUrl(), "", "some-model", AMPLE, hour, hour, hour, 600, 0.5))) {
            assertThat(model.stream(CALL, heard::add))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.fault().kind()).isEqualTo(Kind.RATE_LIMITED));
        }
    }

    @Test
    void whatIsTooLateIsNotAskedFor() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.answer("Yes."));
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            assertThat(model.stream(CALL.within(Duration.ofNanos(1)), heard::add))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.fault().kind()).isEqualTo(Kind.FIRST_TOKEN_TIMEOUT));
            assertThat(model.stream(CALL, heard::add)).isInstanceOf(Done.class);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    /** What the JDK does before it connects, such as looking a name up, may take for ever; a proxy's choice stands for it. */
    @Test
    void neitherALimitNorAnInterruptWaitsForANameServer() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        var answered = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        var interrupting = new AtomicBoolean();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                if (interrupting.get()) {
                    caller.interrupt();
                }
                boolean interrupted = false;
                while (true) {
                    try {
                        answered.await();
                        break;
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
        try (var server = ScriptedStreamServer.start(StreamScript.answer("Yes."));
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            assertThat(model.stream(CALL.within(Duration.ofMillis(50)), heard::add))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.fault().kind()).isEqualTo(Kind.FIRST_TOKEN_TIMEOUT));
            interrupting.set(true);
            assertThatThrownBy(() -> model.stream(CALL, heard::add)).isInstanceOf(InterruptedException.class);
        } finally {
            answered.countDown();
            ProxySelector.setDefault(before);
        }
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
    void headersThatNeverEndAndACallsOwnLimitEndTheWait() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.headersWithoutEnd());
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            StreamEnd end = model.stream(CALL.within(Duration.ofMillis(50)), heard::add);
            assertThat(end)
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.fault().kind()).isEqualTo(Kind.FIRST_TOKEN_TIMEOUT));
        }
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

    /** The JDK's own selector of proxies is asked, as by any other program. */
    @Test
    void proxiesAreUsedAsTheJdkDoes() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (var proxy = ScriptedStreamServer.start(StreamScript.answer("Yes."))) {
            URI at = proxy.baseUrl();
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(at.getHost(), at.getPort())));
            try (var model = new OpenAiCompatibleModel(endpoint(URI.create("http://models.invalid/v1")))) {
                assertThat(model.stream(CALL, heard::add)).isInstanceOf(Done.class);
            }
            assertThat(proxy.take(AMPLE).request().path()).isEqualTo("http://models.invalid/v1/chat/completions");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void anEndlessAnswerCanBeLeft() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.stream().endless("a"));
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            Thread caller = Thread.currentThread();
            try {
                model.stream(CALL, delta -> caller.interrupt());
            } catch (InterruptedException e) {
                server.take(AMPLE).clientGone().get(AMPLE.toSeconds(), TimeUnit.SECONDS);
                return;
            }
        }
        throw new AssertionError("The stream was not left");
    }

    private void assertFails(StreamScript script, ModelCall call, Kind kind) throws Exception {
        assertThat(stream(script, call))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().kind()).isEqualTo(kind));
    }

    private StreamEnd stream(StreamScript script, ModelCall call) throws Exception {
        try (var server = ScriptedStreamServer.start(script);
                var model = new OpenAiCompatibleModel(endpoint(server.baseUrl()))) {
            return model.stream(call, heard::add);
        }
    }

    private static ModelEndpoint endpoint(URI url) {
        return new ModelEndpoint("m", url, "", "some-model", AMPLE, AMPLE, AMPLE, AMPLE, 600, 0.5);
    }
}
