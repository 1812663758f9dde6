package parley.speech.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A service that speaks, and how long to wait for it.
 *
 * @param baseUrl up to and with the version, such as {@code http://127.0.0.1:8880/v1}
 * @param model the model's name there
 * @param voices for each language it is to speak, by primary subtag, the voice's name there
 * @param format what it is asked for
 * @param bareRateHz samples a second of what comes as {@link Format#PCM}; WAV tells its own
 * @param key sent as bearer token; empty: none
 * @param connectLimit longest wait for a connection
 * @param limit longest time to a sentence's first sound, and how far it may then fall behind its own sound
 */
public record VoiceService(
        URI baseUrl,
        String model,
        Map<String, String> voices,
        Format format,
        int bareRateHz,
        String key,
        Duration connectLimit,
        Duration limit) {
    /** The rate of OpenAI's {@code pcm}. */
    public static final int USUAL_BARE_RATE_HZ = 24_000;

    /** How sound comes. */
    public enum Format {
        /** RIFF WAVE, mono or not, 8 to 48 kHz. */
        WAV("wav"),
        /** Bare little-endian mono PCM16. */
        PCM("pcm");

        private final String wireName;

        Format(String wireName) {
            this.wireName = wireName;
        }

        /** As the request names it. */
        public String wireName() {
            return wireName;
        }
    }

    public VoiceService {
        voices = Map.copyOf(voices);
    }

    /** Without the key and the address. */
    @Override
    public String toString() {
        return "voice service " + model + " " + voices;
    }
}
