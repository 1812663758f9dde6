package parley.speech.http;

import java.net.URI;
import java.time.Duration;

/**
 * A transcription service.
 *
 * @param baseUrl up to and with the version, such as {@code http://127.0.0.1:8000/v1}
 * @param model its name there
 * @param key sent as a bearer token unless empty; never printed
 * @param language what is spoken, ISO 639-1, such as {@code en}
 * @param limit how long one utterance may take, 500 ms to 9 s: the words of a turn are waited for at most 10 s
 * @param rest how long a service that failed twice in a row is left alone
 */
public record TranscriptionSettings(
        URI baseUrl, String model, String key, String language, Duration limit, Duration rest) {
    /** A constant, so that settings may know it without knowing this part. */
    public static final int LONGEST_LIMIT_SECONDS = 9;

    private static final Duration LONGEST_LIMIT = Duration.ofSeconds(LONGEST_LIMIT_SECONDS);

    /** How long a failing service is left alone unless said otherwise. */
    public static final Duration USUAL_REST = Duration.ofSeconds(30);

    public TranscriptionSettings {
        if (limit.compareTo(Duration.ofMillis(500)) < 0 || limit.compareTo(LONGEST_LIMIT) > 0) {
            throw new IllegalArgumentException("the limit lies in 500 ms..9 s");
        }
    }

    /** The same service, hearing another language. */
    public TranscriptionSettings in(String other) {
        return new TranscriptionSettings(baseUrl, model, key, other, limit, rest);
    }

    URI address() {
        String base = baseUrl.toString();
        return URI.create(base.replaceAll("/+$", "") + "/audio/transcriptions");
    }

    @Override
    public String toString() {
        return "TranscriptionSettings[" + model + ", " + language + ", " + limit.toMillis() + " ms]";
    }
}
