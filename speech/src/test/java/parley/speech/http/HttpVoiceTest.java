package parley.speech.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.speech.http.SpokenSamples.SECRET_TEXT;
import static parley.speech.http.SpokenSamples.service;
import static parley.speech.http.SpokenSamples.tone;
import static parley.speech.http.SpokenSamples.wav;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import parley.speech.speaking.FailoverVoice;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.WordTiming;
import parley.speech.vosk.Parts;

class HttpVoiceTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private static HttpVoice voice(Duration limit) {
        return new HttpVoice(service(SERVER.baseUrl() + "/v1/", VoiceService.Format.WAV, limit), "en");
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(urlEqualTo("/v1/audio/speech")).willReturn(answer));
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
}
