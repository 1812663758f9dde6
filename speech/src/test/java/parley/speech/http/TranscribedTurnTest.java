package parley.speech.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.audio.AudioChunk;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.EarSettings;
import parley.speech.hearing.HearingFact;
import parley.speech.hearing.HearingFact.PartialHeard;
import parley.speech.hearing.HearingFact.SegmentHeard;
import parley.speech.hearing.HearingFact.SpeechPaused;
import parley.speech.hearing.HearingFact.SpeechResumed;
import parley.speech.hearing.HearingFact.SpeechStarted;
import parley.speech.hearing.QueuedEar;
import parley.speech.scripted.LoudnessDetector;
import parley.speech.scripted.ScriptedRecogniser;

/** Ears of sessions that hear through a service, which answers when the test lets it. */
class TranscribedTurnTest {
    private static final int SECONDS = 30;
    private static final int SECOND = SampleCount.RATE_HZ;

    private final ScriptedRecogniser house = new ScriptedRecogniser();
    private final BlockingQueue<HearingFact> facts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Semaphore asked = new Semaphore(0);
    private final ExecutorService serving = Executors.newCachedThreadPool();
    private HttpServer server;
    private HttpRecogniser recogniser;
    private long position;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serving);
        server.createContext("/", this::answer);
        server.start();
        recogniser = new HttpRecogniser(
                new TranscriptionSettings(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1"),
                        "whisper-1",
                        "",
                        "en",
                        Duration.ofSeconds(TranscriptionSettings.LONGEST_LIMIT_SECONDS),
                        Duration.ofSeconds(30)),
                house,
                () -> 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        asked.release();
        try {
            byte[] body = ("{\"text\":\"" + answers.take() + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @AfterEach
    void stop() {
        recogniser.close();
        server.stop(0);
        serving.shutdownNow();
    }

    private QueuedEar ear(DecoderPool pool) {
        return new QueuedEar(
                pool, new LoudnessDetector(500), recogniser, EarSettings.USUAL, Duration.ofSeconds(30), facts::add);
    }

    private void say(QueuedEar ear) {
        var sound = new short[SECOND * 2];
        Arrays.fill(sound, SECOND / 2, SECOND * 11 / 10, (short) 4_000);
        ear.hear(new AudioChunk(sound, new SampleCount(position)));
        position += sound.length;
    }

    private <T extends HearingFact> T next(Class<T> kind) throws InterruptedException {
        HearingFact fact = facts.poll(SECONDS, TimeUnit.SECONDS);
        while (fact instanceof PartialHeard && kind != PartialHeard.class) {
            fact = facts.poll(SECONDS, TimeUnit.SECONDS);
        }
        assertThat(fact).isInstanceOf(kind);
        return kind.cast(fact);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyUtteranceIsHeardByTheServiceOnHoweverFewThreads(int threads) throws Exception {
        try (var pool = new DecoderPool(threads);
                var ear = ear(pool)) {
            for (String words : new String[] {"i would like a coffee", "and a cake", "thank you"}) {
                house.willHear("something like it");
                answers.add(words);
                say(ear);
                next(SpeechStarted.class);
                next(SpeechPaused.class);
                assertThat(next(SegmentHeard.class).utterance().heard().text()).isEqualTo(words);
                ear.turnCommitted();
            }
        }
    }

    @Test
    void whoGoesOnWhileTheServiceIsAskedIsNoticedAndHeardWhole() throws Exception {
        house.willHear("tell me his story", "of a fireman");
        try (var pool = new DecoderPool(1);
                var ear = ear(pool)) {
            say(ear);
            next(SpeechStarted.class);
            next(SpeechPaused.class);
            assertThat(asked.tryAcquire(SECONDS, TimeUnit.SECONDS)).isTrue();
            say(ear);
            next(SpeechResumed.class);
            answers.add("Tell me a story");
            assertThat(soFar("tell me a story")).isTrue();
            next(SpeechPaused.class);
            answers.add("about a fireman");
            SegmentHeard heard = next(SegmentHeard.class);
            assertThat(heard.utterance().segments()).isEqualTo(2);
            assertThat(heard.utterance().heard().text()).isEqualTo("tell me a story about a fireman");
        }
    }

    /** Whether the service's words are told as words so far; the pause may be told before or after them. */
    private boolean soFar(String words) throws InterruptedException {
        HearingFact.SpeechPaused paused = null;
        boolean told = false;
        while (!told) {
            HearingFact fact = facts.poll(SECONDS, TimeUnit.SECONDS);
            told = fact instanceof PartialHeard(String text, SampleCount at, var level) && text.equals(words);
            if (fact instanceof SpeechPaused pause) {
                paused = pause;
            }
            if (fact == null || fact instanceof SegmentHeard) {
                return false;
            }
        }
        if (paused != null) {
            facts.add(paused);
        }
        return true;
    }

    @Test
    void theWordsOfATurnThatIsOverAreNoNews() throws Exception {
        house.willHear("are you there", "hello");
        try (var pool = new DecoderPool(1);
                var ear = ear(pool)) {
            say(ear);
            next(SpeechStarted.class);
            next(SpeechPaused.class);
            assertThat(asked.tryAcquire(SECONDS, TimeUnit.SECONDS)).isTrue();
            ear.turnCommitted();
            say(ear);
            next(SpeechStarted.class);
            answers.add("are you there");
            answers.add("hello");
            next(SpeechPaused.class);
            assertThat(next(SegmentHeard.class).utterance().heard().text()).isEqualTo("hello");
            assertThat(facts).noneMatch(SegmentHeard.class::isInstance);
        }
    }
}
