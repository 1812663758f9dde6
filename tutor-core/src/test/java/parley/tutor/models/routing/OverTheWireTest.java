package parley.tutor.models.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.tutor.models.routing.Wires.call;
import static parley.tutor.models.routing.Wires.says;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import parley.tutor.models.LanguageModel.TextSink;
import parley.tutor.models.ModelAttempt;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.langchain4j.OpenAiCompatibleModel;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

/** What a router makes of what an endpoint says in its headers, and of a request's beginning, on a real socket. */
class OverTheWireTest {
    private final Wires wires = new Wires();

    private static ModelEndpoint at(URI url) {
        return ModelEndpoint.of("first", url, "", "first");
    }

    @Test
    void aRetryAfterKeepsTheModelAwayThatLong() throws Exception {
        StreamScript refusal =
                StreamScript.refusal(429, "{\"error\":{\"code\":\"rate_limit_exceeded\"}}", List.of("Retry-After: 30"));
        try (var server = ScriptedStreamServer.start(StreamScript.answer("Here again. "));
                var model = new OpenAiCompatibleModel(at(server.baseUrl()))) {
            server.next(refusal);
            wires.models.add(new ModelRouter.Wired(ModelEntry.of(at(server.baseUrl())), model));
            ModelRouter router = wires.with("second", says("Meanwhile. ")).router();

            router.stream(call(), new Wires.Heard());
            assertThat(wires.attempts.getFirst().fault())
                    .extracting("kind", "retryAfter")
                    .containsExactly(Kind.RATE_LIMITED, Duration.ofSeconds(30));
            wires.pass(Duration.ofSeconds(30).minusNanos(1));
            router.stream(call(), new Wires.Heard());
            assertThat(server.requests()).isEqualTo(1);
            wires.pass(Duration.ofNanos(1));
            router.stream(call(), new Wires.Heard());

            assertThat(server.requests()).isEqualTo(2);
            assertThat(wires.attempts)
                    .extracting(ModelAttempt::model)
                    .containsExactly("first", "second", "second", "first");
        }
    }

    @Test
    void aRequestIsToldToGoOutOnceAndOnlyWhenThereIsAConnection() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.answer("Yes. "));
                var model = new OpenAiCompatibleModel(at(server.baseUrl()));
                var refused = new OpenAiCompatibleModel(at(ScriptedStreamServer.refusingUrl()))) {
            var sent = new AtomicInteger();
            var sink = new TextSink() {
                @Override
                public void sent() {
                    sent.incrementAndGet();
                }

                @Override
                public void text(String delta) {}
            };

            refused.stream(call(), sink);
            assertThat(sent).hasValue(0);
            model.stream(call(), sink);
            assertThat(sent).hasValue(1);
        }
    }

    @Test
    void whoLeavesWhileTheEndpointThinksPaysForThePrompt() throws Exception {
        try (var server = ScriptedStreamServer.start(StreamScript.silence());
                var model = new OpenAiCompatibleModel(at(server.baseUrl()))) {
            wires.models.add(new ModelRouter.Wired(ModelEntry.of(at(server.baseUrl())), model));
            ModelRouter router = wires.router();
            Thread caller = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() -> router.stream(call(), new Wires.Heard()))
                            .isInstanceOf(InterruptedException.class));
            server.take(Duration.ofSeconds(20));
            caller.interrupt();
            caller.join();

            assertThat(wires.attempts)
                    .singleElement()
                    .satisfies(attempt ->
                            assertThat(attempt.usage().promptTokens()).isPositive());
        }
    }
}
