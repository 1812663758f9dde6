package parley.speech.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import parley.speech.audio.AudioUnreadable;
import parley.speech.audio.Pcm16;
import parley.speech.audio.WavReader;
import parley.speech.speaking.EstimatedTimings;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;

/**
 * A voice behind an OpenAI-compatible {@code /audio/speech}; thread-safe.
 *
 * <p>Speaks at its usual speed only: {@link parley.speech.speaking.StretchedVoice} gives it others, since not every
 * server heeds a wish for speed. The sound is taken whole and only when it is whole; words' times are estimated from
 * it. Redirects are not followed: the key belongs to one server.
 */
public final class HttpVoice implements Voice {
    /** Two minutes of 48 kHz sound, more than {@link Voice#MAX_CHARS} characters take. */
    private static final int MAX_BYTES = 120 * 48_000 * 2;

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;

    private final VoiceService service;
    private final String language;
    private final String voice;
    private final URI address;
    private final HttpClient client;
    private volatile boolean closed;

    /**
     * The voice with which {@code service} speaks a language.
     *
     * @throws IllegalArgumentException when it names none for it
     */
    public HttpVoice(VoiceService service, String language) {
        String named = service.voices().get(language);
        if (named == null) {
            throw new IllegalArgumentException("no voice is named for " + language);
        }
        this.service = service;
        this.language = language;
        this.voice = named;
        this.address = URI.create(service.baseUrl().toString().replaceAll("/+$", "") + "/audio/speech");
        this.client = HttpClient.newBuilder()
                .connectTimeout(service.connectLimit())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public String name() {
        return service.model() + "/" + voice;
    }

    @Override
    public Set<String> languages() {
        return Set.of(language);
    }

    @Override
    public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException {
        if (closed) {
            throw new VoiceUnavailable("the voice is closed");
        }
        if (text.length() > MAX_CHARS) {
            throw new VoiceUnavailable("a text of " + text.length() + " characters is more than " + MAX_CHARS);
        }
        // On a thread of its own: a name server or a trickling answer is waited for no longer than the limit.
        var asking = new FutureTask<>(() -> ask(text));
        Thread.ofVirtual().name("voice-service").start(asking);
        try {
            return asking.get(service.limit().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new VoiceUnavailable(
                    "the voice service did not answer within " + service.limit().toMillis() + " ms");
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            asking.cancel(true);
        }
    }

    private static VoiceUnavailable failure(Throwable cause) {
        return switch (cause) {
            case VoiceUnavailable known -> known;
            case AudioUnreadable sound -> new VoiceUnavailable("the voice service sent no readable sound");
            case IOException broken ->
                new VoiceUnavailable("the voice service could not be asked, or broke off: "
                        + broken.getClass().getSimpleName());
            default ->
                new VoiceUnavailable(
                        "the voice service failed: " + cause.getClass().getSimpleName());
        };
    }

    private Synthesis ask(String text) throws VoiceUnavailable, AudioUnreadable, IOException, InterruptedException {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("model", service.model())
                .put("voice", voice)
                .put("input", text)
                .put("response_format", service.format().wireName())
                .toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "audio/wav, audio/pcm")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (!service.key().isEmpty()) {
            request.header("Authorization", "Bearer " + service.key());
        }
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            int status = answer.statusCode();
            if (status != 200) {
                String remedy = status == 401 || status == 403 ? "; correct its key" : "";
                throw new VoiceUnavailable("the voice service answered with status " + status + remedy);
            }
            byte[] sound = in.readNBytes(MAX_BYTES + 1);
            if (sound.length > MAX_BYTES) {
                throw new VoiceUnavailable("the voice service sent more than " + MAX_BYTES + " bytes for one sentence");
            }
            String type = answer.headers().firstValue("Content-Type").orElse("");
            return synthesis(text, sound, isBare(type));
        }
    }

    /** Some servers send bare samples whatever they are asked for, and some that are asked for them give no kind. */
    private boolean isBare(String contentType) {
        return contentType.startsWith("audio/pcm")
                || contentType.startsWith("audio/L16")
                || (service.format() == VoiceService.Format.PCM
                        && (contentType.isEmpty() || contentType.startsWith("application/octet-stream")));
    }

    private Synthesis synthesis(String text, byte[] sound, boolean bare)
            throws VoiceUnavailable, AudioUnreadable, IOException {
        boolean wav = sound.length > RIFF_HEADER && startsWith(sound, 0, "RIFF") && startsWith(sound, 8, "WAVE");
        if (!wav && !bare) {
            throw new VoiceUnavailable("the voice service sent something else than WAV sound; set its format");
        }
        short[] samples;
        int rateHz = service.bareRateHz();
        if (wav) {
            try (WavReader reader = WavReader.open(new ByteArrayInputStream(withTrueLength(sound)))) {
                rateHz = reader.rateHz();
                samples = readAll(reader);
            }
        } else {
            samples = Pcm16.fromBytes(sound, 0, sound.length & ~1);
        }
        if (samples.length == 0) {
            throw new VoiceUnavailable("the voice service sent no sound");
        }
        return new Synthesis(samples, rateHz, EstimatedTimings.of(text, samples, rateHz));
    }

    private static short[] readAll(WavReader reader) throws IOException, AudioUnreadable {
        List<short[]> parts = new ArrayList<>();
        int length = 0;
        for (short[] part = reader.read(1 << 16); part.length > 0; part = reader.read(1 << 16)) {
            parts.add(part);
            length += part.length;
        }
        var all = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /**
     * A server that streams does not know the length when it writes the header, and writes the greatest or none: then
     * what came is what there is. Any other length is believed, and a shorter sound is refused as cut.
     */
    private static byte[] withTrueLength(byte[] wav) {
        ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        int at = RIFF_HEADER;
        while (at + CHUNK_HEADER <= wav.length) {
            long size = header.getInt(at + 4) & 0xffff_ffffL;
            if (startsWith(wav, at, "data")) {
                if (size != 0 && size < 0x7fff_0000L) {
                    return wav;
                }
                byte[] mended = Arrays.copyOf(wav, wav.length);
                int there = (wav.length - at - CHUNK_HEADER) & ~1;
                ByteBuffer.wrap(mended).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 4, there);
                return mended;
            }
            if (size > wav.length) {
                return wav;
            }
            at += CHUNK_HEADER + (int) size + (int) (size & 1);
        }
        return wav;
    }

    private static boolean startsWith(byte[] bytes, int at, String sign) {
        byte[] wanted = sign.getBytes(StandardCharsets.US_ASCII);
        return at + wanted.length <= bytes.length
                && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    /** Later calls fail; what is being asked ends by its limit. */
    @Override
    public void close() {
        closed = true;
        client.shutdownNow();
    }
}
