package parley.speech.scripted;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.WordTiming;

/**
 * A voice that takes the same time for every word and hums it as a tone, so that lengths and cuts can be foreseen.
 * Immutable but for being closed; thread-safe.
 */
public final class ScriptedVoice implements Voice {
    /** Samples a second of its speech. */
    public static final int RATE_HZ = 16_000;

    private static final double TONE_HZ = 220;
    private static final double LOUDNESS = 3_000;

    private final Duration word;
    private final Set<String> languages;
    private volatile boolean broken;

    /**
     * Speaks English.
     *
     * @param word how long a word takes at the usual speed
     */
    public ScriptedVoice(Duration word) {
        this(word, Set.of("en"));
    }

    public ScriptedVoice(Duration word, Set<String> languages) {
        this.word = word;
        this.languages = Set.copyOf(languages);
    }

    /** From now on it fails, as a voice does that was closed. */
    public void breakDown() {
        broken = true;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Set<String> languages() {
        return languages;
    }

    @Override
    public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable {
        if (broken) {
            throw new VoiceUnavailable("the scripted voice was broken");
        }
        List<WordTiming> words = timings(text, settings);
        Duration length = words.isEmpty() ? Duration.ZERO : words.getLast().end();
        var samples = new short[(int) (length.toNanos() * RATE_HZ / 1_000_000_000L)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (LOUDNESS * Math.sin(2 * Math.PI * TONE_HZ * i / RATE_HZ));
        }
        return new Synthesis(samples, RATE_HZ, words);
    }

    /** Where it would speak each word of {@code text}. */
    public List<WordTiming> timings(String text, VoiceSettings settings) {
        Duration each = Duration.ofNanos((long) (word.toNanos() / settings.speed()));
        var words = new ArrayList<WordTiming>();
        for (String spoken : text.strip().split("\\s+", -1)) {
            String bare = spoken.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
            if (!bare.isEmpty()) {
                Duration start = each.multipliedBy(words.size());
                words.add(new WordTiming(bare, start, start.plus(each)));
            }
        }
        return words;
    }

    @Override
    public void close() {
        broken = true;
    }
}
