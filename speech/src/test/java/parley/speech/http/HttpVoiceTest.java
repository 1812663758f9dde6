package parley.speech.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.speech.audio.WavWriter;
import parley.speech.speaking.FailoverVoice;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.WordTiming;
import parley.speech.vosk.Parts;

class HttpVoiceTest {
    private static final String SECRET_TEXT = "The tutor says two words.";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private static HttpVoice voice(Duration limit) {
        return new HttpVoice(service(SERVER.baseUrl() + "/v1/", VoiceService.Format.WAV, limit), "en");
    }

    private static VoiceService service(String baseUrl, VoiceService.Format format, Duration limit) {
        return new VoiceService(
                URI.create(baseUrl),
                "speaker",
                Map.of("en", "nova", "zh", "xia"),
                format,
                22_050,
                "key-1",
                Duration.ofSeconds(5),
                limit);
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(urlEqualTo("/v1/audio/speech")).willReturn(answer));
    }

    private static short[] tone() {
        var samples = new short[22_050];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8_000 * Math.sin(i * 0.05));
        }
        return samples;
    }

    private static byte[] wav() {
        return WavWriter.toBytes(tone(), 22_050);
    }

    private static void assertFails(String why) throws Exception {
        assertFails(why, Duration.ofSeconds(20));
    }

    private static void assertFails(String why, Duration limit) throws Exception {
        try (HttpVoice voice = voice(limit)) {
            assertThatThrownBy(() -> voice.synthesise(SECRET_TEXT, VoiceSettings.USUAL))
                    .isInstanceOf(VoiceUnavailable.class)
                    .hasMessageContaining(why)
                    .message()
                    .doesNotContain("key-1", "two words", "\n");
            // The learner hears the sentence all the same.
            var both = new FailoverVoice("en", List.of(voice, Parts.voice()), Duration.ofMinutes(1), System::nanoTime);
            assertThat(both.synthesise(SECRET_TEXT, VoiceSettings.USUAL).words())
                    .hasSize(5);
            assertThat(both.failovers()).isEqualTo(1);
        }
    }

    @Test
    void speaksWithItsRateAndEstimatedWords() throws Exception {
        answers(aResponse().withHeader("Content-Type", "audio/wav").withBody(wav()));
        try (HttpVoice voice = voice(Duration.ofSeconds(20))) {
            Synthesis spoken = voice.synthesise(SECRET_TEXT, VoiceSettings.USUAL);
            assertThat(spoken.rateHz()).isEqualTo(22_050);
            assertThat(spoken.samples()).isEqualTo(tone());
            assertThat(spoken.words())
                    .extracting(WordTiming::text)
                    .containsExactly("The", "tutor", "says", "two", "words.");
        }
        SERVER.verify(postRequestedFor(urlEqualTo("/v1/audio/speech"))
                .withHeader("Authorization", equalTo("Bearer key-1"))
                .withRequestBody(matchingJsonPath("$.model", equalTo("speaker")))
                .withRequestBody(matchingJsonPath("$.voice", equalTo("nova")))
                .withRequestBody(matchingJsonPath("$.input", equalTo(SECRET_TEXT)))
                .withRequestBody(matchingJsonPath("$.response_format", equalTo("wav"))));
    }

    @Test
    void aStreamThatDidNotKnowItsLengthIsTakenAsItCame() throws Exception {
        for (int length : new int[] {-1, 0}) {
            byte[] wav = wav();
            for (int i = 0; i < 4; i++) {
                wav[40 + i] = (byte) (length >> (8 * i));
            }
            answers(aResponse().withBody(wav));
            try (HttpVoice voice = voice(Duration.ofSeconds(20))) {
                assertThat(voice.synthesise("Hello.", VoiceSettings.USUAL).samples())
                        .isEqualTo(tone());
            }
        }
    }

    @Test
    void bareSamplesAreTakenWhenTheyAreCalledSo() throws Exception {
        byte[] wav = wav();
        answers(aResponse().withHeader("Content-Type", "audio/pcm").withBody(Arrays.copyOfRange(wav, 44, wav.length)));
        try (HttpVoice voice = voice(Duration.ofSeconds(20))) {
            Synthesis spoken = voice.synthesise("Hello.", VoiceSettings.USUAL);
            assertThat(spoken.rateHz()).as("the rate of the settings").isEqualTo(22_050);
            assertThat(spoken.samples()).isEqualTo(tone());
        }
    }

    @Test
    void bareSamplesThatWereAskedForNeedNoName() throws Exception {
        byte[] wav = wav();
        answers(aResponse()
                .withHeader("Content-Type", "application/octet-stream")
                .withBody(Arrays.copyOfRange(wav, 44, wav.length)));
        assertFails("something else than WAV");
        var asked = service(SERVER.baseUrl() + "/v1", VoiceService.Format.PCM, Duration.ofSeconds(20));
        try (var voice = new HttpVoice(asked, "zh")) {
            assertThat(voice.synthesise("Hello.", VoiceSettings.USUAL).samples())
                    .isEqualTo(tone());
            assertThat(voice.languages()).containsExactly("zh");
            assertThat(voice.name()).isEqualTo("speaker/xia");
        }
        SERVER.verify(postRequestedFor(urlEqualTo("/v1/audio/speech"))
                .withRequestBody(matchingJsonPath("$.voice", equalTo("xia")))
                .withRequestBody(matchingJsonPath("$.response_format", equalTo("pcm"))));
        answers(aResponse().withHeader("Content-Type", "text/html").withBody("<html>login</html>"));
        try (var voice = new HttpVoice(asked, "zh")) {
            assertThatThrownBy(() -> voice.synthesise("Hello.", VoiceSettings.USUAL))
                    .hasMessageContaining("something else than WAV");
        }
    }

    @Test
    void speaksOnlyTheLanguagesItHasVoicesFor() {
        assertThatThrownBy(() ->
                        new HttpVoice(service(SERVER.baseUrl(), VoiceService.Format.WAV, Duration.ofSeconds(1)), "fr"))
                .hasMessageContaining("no voice is named for fr");
    }

    @Test
    void refusalsAreToldByTheirStatus() throws Exception {
        answers(aResponse().withStatus(401).withBody("{\"error\": \"key-1 is wrong\"}"));
        assertFails("status 401; correct its key");
        answers(aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1:1/"));
        assertFails("status 302");
        answers(aResponse().withStatus(500));
        assertFails("status 500");
    }

    @Test
    void wrongContentIsNoSound() throws Exception {
        answers(aResponse().withHeader("Content-Type", "text/html").withBody("<html>login</html>"));
        assertFails("something else than WAV");
        answers(aResponse().withHeader("Content-Type", "audio/mpeg").withBody(new byte[] {'I', 'D', '3', 4, 0, 0}));
        assertFails("something else than WAV");
        answers(aResponse().withHeader("Content-Type", "audio/pcm").withBody(new byte[0]));
        assertFails("no sound");
        answers(aResponse().withBody(Arrays.copyOf(wav(), 44)));
        assertFails("the voice service sent no");
    }

    @Test
    void aSoundThatWasCutIsNotPlayed() throws Exception {
        answers(aResponse().withBody(Arrays.copyOf(wav(), 20_000)));
        assertFails("no readable sound");
        answers(aResponse()
                .withHeader("Content-Length", "90000")
                .withBody(wav())
                .withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        assertFails("the voice service");
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertFails("could not be asked, or broke off");
    }

    @Test
    void aSlowServiceIsLeftToItsLimit() throws Exception {
        answers(aResponse().withBody(wav()).withFixedDelay(30_000));
        assertFails("did not answer within 200 ms", Duration.ofMillis(200));
        answers(aResponse().withBody(wav()).withChunkedDribbleDelay(100, 60_000));
        assertFails("did not answer within 300 ms", Duration.ofMillis(300));
    }

    @Test
    void whoSendsAsFastAsItIsPlayedMayTakeLongerThanTheLimit() throws Exception {
        // Five seconds of sound in three, with a limit of two.
        answers(aResponse()
                .withHeader("Content-Type", "audio/pcm")
                .withBody(new byte[5 * 2 * 22_050])
                .withChunkedDribbleDelay(60, 3_000));
        var voice =
                new HttpVoice(service(SERVER.baseUrl() + "/v1", VoiceService.Format.PCM, Duration.ofSeconds(2)), "en");
        assertThat(voice.synthesise("Hello.", VoiceSettings.USUAL).samples()).hasSize(5 * 22_050);
    }

    @Test
    void aHugeAnswerIsGivenUp() throws Exception {
        answers(aResponse().withHeader("Content-Type", "audio/pcm").withBody(new byte[12 << 20]));
        assertFails("more than");
    }

    @Test
    void nobodyThere() throws Exception {
        var nobody =
                new HttpVoice(service("http://127.0.0.1:1/v1", VoiceService.Format.WAV, Duration.ofSeconds(20)), "en");
        assertThatThrownBy(() -> nobody.synthesise("Hello.", VoiceSettings.USUAL))
                .isInstanceOf(VoiceUnavailable.class)
                .hasMessageContaining("could not be asked");
        nobody.close();
        assertThatThrownBy(() -> nobody.synthesise("Hello.", VoiceSettings.USUAL))
                .hasMessageContaining("closed");
    }

    /** Sends the beginning of an answer, and then sees how long the other side stays. */
    private static final class Withholding implements AutoCloseable {
        final ServerSocket socket;
        final CountDownLatch asked = new CountDownLatch(1);
        final FutureTask<Boolean> left = new FutureTask<>(this::serve);

        Withholding() throws IOException {
            socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(left);
        }

        private boolean serve() throws IOException {
            try (Socket one = socket.accept()) {
                one.setSoTimeout(20_000);
                InputStream in = one.getInputStream();
                in.read(new byte[4_096]);
                one.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Type: audio/pcm\r\nContent-Length: 90000\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                one.getOutputStream().write(new byte[2_000]);
                asked.countDown();
                while (in.read(new byte[4_096]) >= 0) {
                    // The request's body.
                }
                return true;
            } catch (SocketException reset) {
                return true;
            } catch (SocketTimeoutException stays) {
                return false;
            }
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Sends the second half of the sound only when the test says so; no clock is asked what came first. */
    @Test
    void theFirstSoundIsGivenBeforeTheRestIsSent() throws Exception {
        byte[] wav = wav();
        byte[] bare = Arrays.copyOfRange(wav, 44, wav.length);
        byte[] odd = Arrays.copyOf(bare, bare.length + 1);
        byte[] endless = wav.clone();
        Arrays.fill(endless, 40, 44, (byte) -1);
        Map<String, byte[]> answers = Map.of("audio/wav", wav, "audio/pcm", odd, "audio/x-wav", endless);
        for (var answer : answers.entrySet()) {
            var sendRest = new CountDownLatch(1);
            try (var server = new Halves(answer.getKey(), answer.getValue(), sendRest);
                    var voice = new HttpVoice(
                            service(server.url(), VoiceService.Format.PCM, Duration.ofSeconds(60)), "en")) {
                var early = new ArrayList<short[]>();
                var words = new ArrayList<Integer>();
                Synthesis whole = voice.synthesise(SECRET_TEXT, VoiceSettings.USUAL, (sound, rate, soFar) -> {
                    early.add(sound);
                    words.add(soFar.size());
                    // Without this the server would keep the rest for ever.
                    sendRest.countDown();
                });
                assertThat(early.getFirst()).hasSize(22_050 / 5).isEqualTo(Arrays.copyOf(tone(), 22_050 / 5));
                assertThat(words).isSorted().allMatch(count -> count <= 5);
                assertThat(whole.samples()).isEqualTo(tone());
                assertThat(whole.words()).hasSize(5);
            }
        }
    }

    @Test
    void aSoundThatBreaksOffIsSaidAgainByTheVoiceOfTheHouse() throws Exception {
        var sendRest = new CountDownLatch(1);
        try (var server = new Halves("audio/pcm", new byte[44_100], sendRest);
                var voice =
                        new HttpVoice(service(server.url(), VoiceService.Format.PCM, Duration.ofSeconds(60)), "en")) {
            server.breaksOff = true;
            var both = new FailoverVoice("en", List.of(voice, Parts.voice()), Duration.ofMinutes(1), System::nanoTime);
            var early = new ArrayList<short[]>();
            Synthesis made = both.synthesise(SECRET_TEXT, VoiceSettings.USUAL, (sound, rate, soFar) -> {
                early.add(sound);
                sendRest.countDown();
            });
            assertThat(early).isNotEmpty();
            assertThat(both.failovers()).isEqualTo(1);
            assertThat(made.rateHz()).isEqualTo(22_050);
            Synthesis house = Parts.voice().synthesise(SECRET_TEXT, VoiceSettings.USUAL);
            assertThat(made.words()).hasSameSizeAs(house.words());
            assertThat(made.length()).isGreaterThan(house.length().plusMillis(350));
        }
    }

    /** Sends half of a sound, and the rest when it is told to. */
    private static final class Halves implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final String type;
        private final byte[] sound;
        private final CountDownLatch sendRest;
        volatile boolean breaksOff;

        Halves(String type, byte[] sound, CountDownLatch sendRest) throws IOException {
            this.type = type;
            this.sound = sound;
            this.sendRest = sendRest;
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            try (Socket one = socket.accept()) {
                int read = one.getInputStream().read(new byte[4_096]);
                OutputStream out = one.getOutputStream();
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + sound.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(sound, 0, sound.length / 2);
                out.flush();
                if (read > 0 && sendRest.await(30, TimeUnit.SECONDS) && !breaksOff) {
                    out.write(sound, sound.length / 2, sound.length - sound.length / 2);
                    out.flush();
                }
            } catch (IOException | InterruptedException e) {
                // The test sees that nothing came.
            }
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void whoIsInterruptedCutsTheConnection() throws Exception {
        try (var server = new Withholding();
                var voice =
                        new HttpVoice(service(server.url(), VoiceService.Format.PCM, Duration.ofSeconds(60)), "en")) {
            var asking = new FutureTask<>(() -> voice.synthesise("Hello.", VoiceSettings.USUAL));
            Thread asker = Thread.ofVirtual().start(asking);
            assertThat(server.asked.await(20, TimeUnit.SECONDS)).isTrue();
            asker.interrupt();
            assertThatThrownBy(() -> asking.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
            assertThat(server.left.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
