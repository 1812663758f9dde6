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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.tutor.models.LanguageModel.StreamEnd;
import parley.tutor.models.LanguageModel.StreamEnd.Done;
import parley.tutor.models.LanguageModel.StreamEnd.Failed;
import parley.tutor.models.ModelEndpoint;
import parley.tutor.models.ModelFault.Kind;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.ScriptedStreamServer.Security;
import parley.tutor.models.scripted.StreamScript;

/** Connections that are refused, cut, left or never answered. */
@Timeout(120)
class ConnectionFaultsTest extends StreamTalk {
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
}
