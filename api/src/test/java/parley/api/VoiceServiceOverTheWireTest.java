package parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.config.Settings;
import parley.api.realtime.WireClient;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.audio.Pcm16;
import parley.speech.audio.Resampler;
import parley.speech.hearing.Recogniser;
import parley.speech.hearing.UtteranceDecoder;
import parley.speech.hearing.WordErrorRate;
import parley.speech.speaking.SpokenText;

/** The tutor speaks through a service on a real socket, which breaks off in the middle of a reply. */
class VoiceServiceOverTheWireTest {
    private static final String KEY = "sk-v0ice-0123456789";

    /** All that a client got of one reply. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Reply(String transcript, List<String> words, short[] sound, JsonNode done, String seen) {}

    private static Settings settings(Path folder, SpeakingService service) throws Exception {
        Path file = Files.writeString(folder.resolve("settings.yaml"), service.settings());
        return Settings.load(folder.resolve("data"), file, Map.of("PARLEY_VOICE_KEY", KEY));
    }

    /** Reads a reply; {@code seen} is what the server tells of itself once the service has failed. */
    private static Reply reply(WireClient client, Serving serving) throws Exception {
        String seen = "";
        var words = new ArrayList<String>();
        var sound = new ByteArrayOutputStream();
        JsonNode event = client.next();
        for (; !event.path("type").asText().equals("response.done"); event = client.next()) {
            switch (event.path("type").asText()) {
                case "response.output_audio.delta" -> {
                    sound.writeBytes(
                            Base64.getDecoder().decode(event.path("delta").asText()));
                    // As a player would that plays without delay.
                    client.send("{\"type\":\"parley.playback\",\"item_id\":\""
                            + event.path("item_id").asText() + "\",\"played_ms\":"
                            + sound.size() / (2 * SpeakingService.RATE_HZ / 1_000) + "}");
                    if (seen.isEmpty() && sound.size() > 2 * SpeakingService.tone().length) {
                        seen = get(serving, "/metrics") + get(serving, "/api/health") + get(serving, "/api/about");
                    }
                }
                case "parley.words" ->
                    event.path("words")
                            .forEach(word -> words.add(word.path("text").asText()));
                default -> {}
            }
        }
        byte[] bytes = sound.toByteArray();
        return new Reply(
                event.at("/response/output/0/content/0/transcript").asText(),
                words,
                Pcm16.fromBytes(bytes, 0, bytes.length),
                event,
                seen);
    }

    @Test
    void aReplyIsSpokenByTheServiceAndGoesOnInTheEmbeddedVoiceWhenThatBreaksOff(@TempDir Path folder) throws Exception {
        assumeTrue(ModelsFolder.find().hasRecogniser(), "the recogniser's model is not unpacked here");
        try (SpeakingService service = SpeakingService.start(1);
                var wiring = new Wiring(settings(folder, service), true)) {
            EmbeddedSpeech speech = Objects.requireNonNull(wiring.speech());
            assertThat(speech.awaitSettled(Duration.ofMinutes(2))).isTrue();
            try (Serving serving = Serving.start(wiring);
                    WireClient client = WireClient.connect(serving.port())) {
                client.send("{\"type\":\"session.update\",\"session\":{\"output_modalities\":[\"audio\"]}}");
                client.next("session.updated");
                client.send("{\"type\":\"response.create\"}");
                Reply reply = reply(client, serving);

                assertThat(reply.done().at("/response/status").asText()).isEqualTo("completed");
                // The first sentence is the service's, sample for sample.
                short[] tone = SpeakingService.tone();
                assertThat(Arrays.copyOf(reply.sound(), tone.length)).isEqualTo(tone);
                List<SpeakingService.Request> requests = service.requests();
                assertThat(requests).as("and the second broke off").hasSizeGreaterThanOrEqualTo(2);
                assertThat(requests.getFirst())
                        .extracting(
                                SpeakingService.Request::path,
                                SpeakingService.Request::authorization,
                                SpeakingService.Request::model,
                                SpeakingService.Request::voice,
                                SpeakingService.Request::format)
                        .containsExactly("/v1/audio/speech", "Bearer " + KEY, "speaker", "nova", "wav");

                // No word is told twice or left out …
                assertThat(reply.words())
                        .isEqualTo(List.of(reply.transcript().strip().split("\\s+")));
                // … nor sounded: what follows the tone is the rest of the reply.
                String first = requests.getFirst().input();
                String all = SpokenText.runs(reply.transcript()).stream()
                        .map(SpokenText.Run::text)
                        .collect(Collectors.joining(" "));
                assertThat(all).startsWith(first);
                short[] rest = Arrays.copyOfRange(reply.sound(), tone.length, reply.sound().length);
                String said = all.substring(first.length());
                String heard = heard(speech, rest);
                WordErrorRate errors = WordErrorRate.of(said, heard);
                System.out.println("the embedded voice after the service, heard back: " + errors);
                assertThat(errors.words()).isGreaterThan(5);
                assertThat(errors.rate()).as(said + " | " + heard).isLessThan(0.2);
                assertThat(WordErrorRate.of(begin(said), begin(heard)).errors())
                        .as("the seam: " + begin(said) + " | " + begin(heard))
                        .isLessThanOrEqualTo(4);

                assertThat(reply.seen())
                        .contains("parley_voice_failovers_total{language=\"en\"} 1.0")
                        .contains("parley_voice_resting{language=\"en\"} 1.0")
                        .contains("parley_voice_lines_total{result=\"miss\"}")
                        .contains("\"voice\":\"degraded\"");
                assertThat(reply.seen() + logs(folder.resolve("data"))).doesNotContain(KEY);
            }
        }
    }

    /** The first eight words. */
    private static String begin(String text) {
        return Stream.of(text.strip().split("\\s+")).limit(8).collect(Collectors.joining(" "));
    }

    private static String heard(EmbeddedSpeech speech, short[] sound) throws Exception {
        var resampler = new Resampler(SpeakingService.RATE_HZ, 16_000);
        short[] samples = resampler.resample(sound);
        Recogniser recogniser = ((Readiness.Ready<Recogniser>) speech.recogniser()).part();
        try (UtteranceDecoder decoder = recogniser.openFree()) {
            decoder.accept(new short[8_000], 0, 8_000);
            decoder.accept(samples, 0, samples.length);
            decoder.accept(new short[8_000], 0, 8_000);
            return decoder.finish().text();
        }
    }

    private static String get(Serving serving, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + path));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static String logs(Path data) throws Exception {
        var written = new StringBuilder();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return written.toString();
    }
}
