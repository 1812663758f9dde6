package parley.speech.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.speech.audio.SampleCount;
import parley.speech.hearing.DecoderPool;
import parley.speech.hearing.Grammar;
import parley.speech.hearing.HeardWord;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.hearing.Transcript;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.scripted.ScriptedRecogniser;

/** A real HTTP server on the other side, well and unwell. */
class HttpRecogniserTest {
    private static final String PATH = "/v1/audio/transcriptions";
    private static final String HEARD = """
            {"text":"I’d like a coffee, please.","segments":[{"start":0.0,"end":2.0,"avg_logprob":-0.105}],
             "words":[{"word":"I’d","start":0.3,"end":0.5},{"word":"like","start":0.5,"end":0.7},
             {"word":"a","start":0.7,"end":0.8},{"word":"coffee,","start":0.8,"end":1.2},
             {"word":"please.","start":1.2,"end":9.5}]}""";

    private final AtomicLong nanos = new AtomicLong();
    private final ScriptedRecogniser house = new ScriptedRecogniser();
    private WireMockServer server;
    private HttpRecogniser recogniser;

    @BeforeEach
    void start() {
        server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        recogniser = new HttpRecogniser(settings("secret-key"), house, nanos::get);
    }

    /** A limit that no answer of this server comes near, however busy the machine. */
    private TranscriptionSettings settings(String key) {
        return settings(key, Duration.ofSeconds(TranscriptionSettings.LONGEST_LIMIT_SECONDS));
    }

    private TranscriptionSettings settings(String key, Duration limit) {
        return new TranscriptionSettings(
                URI.create(server.baseUrl() + "/v1/"), "whisper-1", key, "en", limit, Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        recogniser.close();
        server.stop();
    }

    private Transcript hear(HttpRecogniser by) throws RecogniserFailure {
        try (UtteranceDecoder decoder = by.openFree()) {
            var second = new short[16_000];
            second[100] = 1_000;
            decoder.accept(second, 0, 16_000);
            decoder.accept(second, 0, 16_000);
            return decoder.finish();
        }
    }

    @Test
    void theServicesWordsCountWithTheirTimesAndTheSegmentsConfidence() throws Exception {
        server.stubFor(post(PATH).willReturn(okJson(HEARD)));
        house.willHear("i would like a copy please");
        Transcript heard = hear(recogniser);
        assertThat(heard.text()).isEqualTo("i'd like a coffee please");
        HeardWord last = heard.words().getLast();
        assertThat(last.start()).isEqualTo(new SampleCount(19_200));
        assertThat(last.end()).as("never past the sound").isEqualTo(new SampleCount(32_000));
        assertThat(last.confidence()).isBetween(0.89, 0.91);
        server.verify(postRequestedFor(urlEqualTo(PATH))
                .withHeader("Authorization", equalTo("Bearer secret-key"))
                .withRequestBodyPart(
                        aMultipart("model").withBody(equalTo("whisper-1")).build())
                .withRequestBodyPart(
                        aMultipart("language").withBody(equalTo("en")).build())
                .withRequestBodyPart(aMultipart("file")
                        .withHeader("Content-Type", containing("audio/wav"))
                        .withBody(binaryEqualTo(wav()))
                        .build()));
    }

    /** What another program would write for the same samples. */
    private static byte[] wav() throws Exception {
        var samples = new short[32_000];
        samples[100] = 1_000;
        samples[16_100] = 1_000;
        var sound = new javax.sound.sampled.AudioInputStream(
                new java.io.ByteArrayInputStream(parley.speech.audio.Pcm16.toBytes(samples)),
                new javax.sound.sampled.AudioFormat(16_000, 16, 1, true, false),
                samples.length);
        var bytes = new java.io.ByteArrayOutputStream();
        javax.sound.sampled.AudioSystem.write(sound, javax.sound.sampled.AudioFileFormat.Type.WAVE, bytes);
        return bytes.toByteArray();
    }

    @Test
    void theHouseGivesTheWordsSoFarAndHearsGrammars() throws Exception {
        house.willHear("one two three four");
        try (UtteranceDecoder decoder = recogniser.openFree()) {
            decoder.accept(new short[16_000], 0, 16_000);
            assertThat(decoder.partial()).isNotEmpty();
        }
        recogniser.openAgainst(Grammar.of(List.of("one")).orElseThrow()).close();
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "302", "nonsense", "empty", "no text", "broken off", "reset", "too long"})
    void whenTheServiceFailsTheHousesWordsStand(String fault) throws Exception {
        var answer = switch (fault) {
            case "500" -> status(500);
            case "302" -> status(302).withHeader("Location", "http://127.0.0.1:1/elsewhere");
            case "nonsense" -> aResponse().withBody("<html>");
            case "empty" -> aResponse().withBody("");
            case "no text" -> okJson("{\"words\":[]}");
            case "broken off" -> aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK);
            case "reset" -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
            default -> okJson("{\"text\":\"" + "x".repeat(2_000_000) + "\"}");
        };
        server.stubFor(post(PATH).willReturn(answer));
        house.willHear("i would like tea");
        assertThat(hear(recogniser).text()).isEqualTo("i would like tea");
    }

    @Test
    void aServiceThatTakesTooLongIsGivenUpAndThatCounts() throws Exception {
        server.stubFor(post(PATH).willReturn(okJson(HEARD).withFixedDelay(20_000)));
        house.willHear("i would like tea", "with milk", "and sugar");
        try (var hurried = new HttpRecogniser(settings("", Duration.ofMillis(500)), house, nanos::get)) {
            assertThat(hear(hurried).text()).isEqualTo("i would like tea");
            assertThat(hurried.health().degraded()).isFalse();
            assertThat(hear(hurried).text()).isEqualTo("with milk");
            assertThat(hurried.health().degraded()).isTrue();
            assertThat(hear(hurried).text()).isEqualTo("and sugar");
        }
    }

    @Test
    void afterTwoFailuresItIsLeftAloneForItsRest() throws Exception {
        server.stubFor(post(PATH).willReturn(status(503)));
        house.willHear("one", "two", "three", "four", "five");
        assertThat(hear(recogniser).text()).isEqualTo("one");
        assertThat(recogniser.health().degraded()).isFalse();
        assertThat(hear(recogniser).text()).isEqualTo("two");
        assertThat(recogniser.health().degraded()).isTrue();
        assertThat(hear(recogniser).text()).isEqualTo("three");
        server.verify(2, postRequestedFor(urlEqualTo(PATH)));
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        server.stubFor(post(PATH).willReturn(okJson("{\"text\":\"four, heard by the service\"}")));
        assertThat(hear(recogniser).text()).isEqualTo("four heard by the service");
        assertThat(recogniser.health().degraded()).isFalse();
    }

    @Test
    void aServiceWithoutTimesIsAskedOnceForThemAndItsWordsAreSpread() throws Exception {
        server.stubFor(post(PATH)
                .withMultipartRequestBody(aMultipart("response_format").withBody(equalTo("verbose_json")))
                .willReturn(status(400)));
        server.stubFor(post(PATH)
                .withMultipartRequestBody(aMultipart("response_format").withBody(equalTo("json")))
                .willReturn(okJson("{\"text\":\"Yes. Please!\"}")));
        house.willHear("yes", "yes");
        Transcript heard = hear(recogniser);
        assertThat(heard.text()).isEqualTo("yes please");
        assertThat(heard.words().getFirst().end())
                .isEqualTo(heard.words().getLast().start());
        assertThat(heard.words().getLast().end()).isEqualTo(new SampleCount(32_000));
        hear(recogniser);
        server.verify(3, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void aNoiseInWhichTheHouseHeardNothingIsNotSent() throws Exception {
        server.stubFor(post(PATH).willReturn(okJson("{\"text\":\"Thank you for watching.\"}")));
        assertThat(hear(recogniser).isEmpty()).isTrue();
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void withoutAHouseRecogniserTheServiceHearsAlone() throws Exception {
        server.stubFor(post(PATH).willReturn(okJson(HEARD)));
        try (var alone = new HttpRecogniser(settings(""), null)) {
            assertThat(hear(alone).text()).isEqualTo("i'd like a coffee please");
            assertThatThrownBy(
                            () -> alone.openAgainst(Grammar.of(List.of("one")).orElseThrow()))
                    .isInstanceOf(RecogniserFailure.class);
            server.verify(postRequestedFor(urlEqualTo(PATH)).withoutHeader("Authorization"));
            server.stubFor(post(PATH).willReturn(status(500)));
            assertThatThrownBy(() -> hear(alone))
                    .isInstanceOf(RecogniserFailure.class)
                    .hasMessageContaining("500");
        }
    }

    @Test
    void whileOneSessionWaitsForTheNetworkAnotherIsWorkedOn() throws Exception {
        var waiting = new CountDownLatch(1);
        var other = new CountDownLatch(1);
        try (var pool = new DecoderPool(1)) {
            pool.lane(() -> {
                        return DecoderPool.<Boolean, RuntimeException>waiting(() -> {
                            waiting.countDown();
                            awaitUninterruptibly(other);
                            return false;
                        });
                    })
                    .wake();
            waiting.await();
            pool.lane(() -> {
                        other.countDown();
                        return false;
                    })
                    .wake();
            other.await();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void neitherTheKeyNorTheAddressIsPrinted() {
        assertThat(settings("secret-key").toString()).doesNotContain("secret-key", "127.0.0.1");
    }
}
