package parley.speech.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import parley.speech.audio.AudioUnreadable;
import parley.speech.audio.Pcm16;
import parley.speech.audio.WavReader;
import parley.speech.speaking.EarlySound;
import parley.speech.speaking.EstimatedTimings;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;

/**
 * A voice behind an OpenAI-compatible {@code /audio/speech}; thread-safe.
 *
 * <p>Speaks at its usual speed only: {@link parley.speech.speaking.StretchedVoice} gives it others, since not every
 * server heeds a wish for speed. Sound is given on as it comes, and is a sentence only when it is whole; words' times are
 * estimated from it. Redirects are not followed: the key belongs to one server.
 */
public final class HttpVoice implements Voice {
    /** More than {@link Voice#MAX_CHARS} characters take. */
    private static final int MAX_SECONDS = 120;

    /** Sound that is there before the first of it is given; enough to be played while more comes. */
    private static final int FIRST_MILLIS = 200;

    /** Longest silence of a service that has begun to send; the learner hears it as one. */
    private static final Duration MAX_GAP = Duration.ofSeconds(4);

    /** What a service sends faster than it is taken waits in the connection. */
    private static final int MAX_PIECES_WAITING = 8;

    private static final int RIFF_HEADER = 12;

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
        return synthesise(text, settings, EarlySound.NONE);
    }

    /** Each piece is given as soon as it is there, the first with {@value #FIRST_MILLIS} ms. */
    @Override
    public Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
            throws VoiceUnavailable, InterruptedException {
        if (closed) {
            throw new VoiceUnavailable("the voice is closed");
        }
        if (text.length() > MAX_CHARS) {
            throw new VoiceUnavailable("a text of " + text.length() + " characters is more than " + MAX_CHARS);
        }
        // On a thread of its own: a name server or a trickling answer is waited for no longer than the limit.
        var coming = new ArrayBlockingQueue<Came>(MAX_PIECES_WAITING);
        Thread asking = Thread.ofVirtual().name("voice-service").start(() -> tell(text, coming));
        try {
            return taken(text, coming, early);
        } finally {
            asking.interrupt();
        }
    }

    /** What the service's thread tells the one that waits for it. */
    private sealed interface Came {
        @SuppressWarnings("ArrayRecordComponent")
        record Sound(short[] samples, int rateHz) implements Came {}

        record End() implements Came {}

        record Failure(VoiceUnavailable why) implements Came {}
    }

    private void tell(String text, BlockingQueue<Came> coming) {
        try {
            Came last;
            try {
                ask(text, coming);
                last = new Came.End();
            } catch (VoiceUnavailable | AudioUnreadable | IOException | RuntimeException | Error e) {
                last = new Came.Failure(failure(e));
            }
            coming.put(last);
        } catch (InterruptedException e) {
            // Nobody waits any more.
        }
    }

    private Synthesis taken(String text, BlockingQueue<Came> coming, EarlySound early)
            throws VoiceUnavailable, InterruptedException {
        long deadline = System.nanoTime() + service.limit().toNanos();
        var samples = new short[0];
        int length = 0;
        int rateHz = 0;
        while (true) {
            // Sound plays while it comes: a service may take as long for a sentence as that lasts, and the limit more.
            long lasts = length == 0 ? 0 : length * 1_000_000_000L / rateHz;
            long left = deadline + lasts - System.nanoTime();
            Came came = coming.poll(length == 0 ? left : Math.min(left, MAX_GAP.toNanos()), TimeUnit.NANOSECONDS);
            switch (came) {
                case Came.Sound(short[] more, int rate) -> {
                    rateHz = rate;
                    samples = Arrays.copyOf(samples, length + more.length);
                    System.arraycopy(more, 0, samples, length, more.length);
                    length += more.length;
                    early.more(more, rateHz, EstimatedTimings.soFar(text, samples, rateHz));
                }
                case Came.Failure(VoiceUnavailable why) -> throw why;
                case Came.End() -> {
                    if (length == 0) {
                        throw new VoiceUnavailable("the voice service sent no sound");
                    }
                    return new Synthesis(samples, rateHz, EstimatedTimings.of(text, samples, rateHz));
                }
                case null ->
                    throw new VoiceUnavailable(
                            length == 0
                                    ? "the voice service did not answer within "
                                            + service.limit().toMillis() + " ms"
                                    : left < MAX_GAP.toNanos()
                                            ? "the voice service fell more than "
                                                    + service.limit().toMillis() + " ms behind its own sound"
                                            : "the voice service fell silent in the middle of a sentence for "
                                                    + MAX_GAP.toMillis() + " ms");
            }
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

    private void ask(String text, BlockingQueue<Came> coming)
            throws VoiceUnavailable, AudioUnreadable, IOException, InterruptedException {
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
            String type = answer.headers().firstValue("Content-Type").orElse("");
            pass(new BufferedInputStream(in), isBare(type), coming);
        }
    }

    /** Some servers send bare samples whatever they are asked for, and some that are asked for them give no kind. */
    private boolean isBare(String contentType) {
        return contentType.startsWith("audio/pcm")
                || contentType.startsWith("audio/L16")
                || (service.format() == VoiceService.Format.PCM
                        && (contentType.isEmpty() || contentType.startsWith("application/octet-stream")));
    }

    private void pass(InputStream in, boolean bare, BlockingQueue<Came> coming)
            throws VoiceUnavailable, AudioUnreadable, IOException, InterruptedException {
        in.mark(RIFF_HEADER);
        byte[] head = in.readNBytes(RIFF_HEADER);
        in.reset();
        boolean wav = head.length == RIFF_HEADER && startsWith(head, 0, "RIFF") && startsWith(head, 8, "WAVE");
        if (!wav && !bare) {
            throw new VoiceUnavailable("the voice service sent something else than WAV sound; set its format");
        }
        if (!wav) {
            int rateHz = service.bareRateHz();
            // A last byte without its other half is none.
            pass(
                    most -> {
                        byte[] bytes = in.readNBytes(2 * most);
                        return Pcm16.fromBytes(bytes, 0, bytes.length & ~1);
                    },
                    rateHz,
                    coming);
            return;
        }
        try (WavReader reader = WavReader.openStream(in)) {
            pass(reader::read, reader.rateHz(), coming);
        }
    }

    /** Waits for so many samples, or for the end; none at the end. */
    @FunctionalInterface
    private interface Samples {
        short[] read(int most) throws IOException, AudioUnreadable;
    }

    /** Longer pieces later, so that long sentences do not come in very many. */
    private static void pass(Samples sound, int rateHz, BlockingQueue<Came> coming)
            throws VoiceUnavailable, AudioUnreadable, IOException, InterruptedException {
        int first = rateHz * FIRST_MILLIS / 1_000;
        long passed = 0;
        short[] piece = sound.read(first);
        while (piece.length > 0) {
            passed += piece.length;
            if (passed > (long) MAX_SECONDS * rateHz) {
                throw new VoiceUnavailable(
                        "the voice service sent more than " + MAX_SECONDS + " s of sound for one sentence");
            }
            coming.put(new Came.Sound(piece, rateHz));
            piece = sound.read(Math.clamp(passed / 4, first, rateHz));
        }
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
