package parley.speech.http;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * A service that speaks, and how long to wait for it.
 *
 * @param baseUrl up to and with the version, such as {@code http://127.0.0.1:8880/v1}
 * @param model the model's name there
 * @param voice the voice's name there
 * @param key sent as bearer token; empty: none
 * @param languages primary subtags that it speaks well
 * @param connectLimit longest wait for a connection
 * @param limit longest time for one sentence, answer and sound
 */
public record VoiceService(
        URI baseUrl,
        String model,
        String voice,
        String key,
        Set<String> languages,
        Duration connectLimit,
        Duration limit) {
    public VoiceService {
        languages = Set.copyOf(languages);
    }

    /** Without the key and the address. */
    @Override
    public String toString() {
        return "voice service " + model + "/" + voice;
    }
}
