package parley.speech.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.speech.http.SpokenSamples.SECRET_TEXT;
import static parley.speech.http.SpokenSamples.service;
import static parley.speech.http.SpokenSamples.tone;
import static parley.speech.http.SpokenSamples.wav;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
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
import parley.speech.speaking.FailoverVoice;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.vosk.Parts;

/** Sound that is heard while the rest of it is still on its way, or never comes. */
class HttpVoiceStreamTest {
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
