package parley.speech.speaking;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several voices of one language as one: the first that can speaks. Thread-safe.
 *
 * <p>A voice that failed is left alone for a while, so that not every sentence waits for it; the last one is always
 * asked. A sentence is one voice's or another's, never of two.
 */
public final class FailoverVoice implements Voice {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverVoice.class);

    /** How long a voice that failed is usually left alone. */
    public static final Duration USUAL_REST = Duration.ofSeconds(30);

    private final String language;
    private final List<Voice> voices;
    private final long restNanos;
    private final LongSupplier nanoTime;
    /** When each voice failed last, on the clock, and whether it ever did. */
    private final AtomicLongArray failedAt;

    private final AtomicLongArray failed;
    private final AtomicLong failovers = new AtomicLong();

    /**
     * Joins voices, which are closed with it.
     *
     * @param voices at least one, the preferred first
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    public FailoverVoice(String language, List<Voice> voices, Duration rest, LongSupplier nanoTime) {
        if (voices.isEmpty()) {
            throw new IllegalArgumentException("a failover needs at least one voice");
        }
        this.language = language;
        this.voices = List.copyOf(voices);
        this.restNanos = rest.toNanos();
        this.nanoTime = nanoTime;
        this.failedAt = new AtomicLongArray(voices.size());
        this.failed = new AtomicLongArray(voices.size());
    }

    @Override
    public String name() {
        return voices.getFirst().name();
    }

    @Override
    public Set<String> languages() {
        return Set.of(language);
    }

    /** How often a voice failed and the next was asked. */
    public long failovers() {
        return failovers.get();
    }

    @Override
    public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException {
        int last = voices.size() - 1;
        for (int i = 0; i < last; i++) {
            if (rests(i)) {
                continue;
            }
            Voice voice = voices.get(i);
            try {
                Synthesis made = voice.synthesise(text, settings);
                failed.set(i, 0);
                return made;
            } catch (VoiceUnavailable e) {
                failedAt.set(i, nanoTime.getAsLong());
                failed.set(i, 1);
                failovers.incrementAndGet();
                LOG.warn("the voice {} failed, the next one speaks: {}", voice.name(), e.getMessage());
            }
        }
        return voices.get(last).synthesise(text, settings);
    }

    private boolean rests(int i) {
        return failed.get(i) != 0 && nanoTime.getAsLong() - failedAt.get(i) < restNanos;
    }

    @Override
    public void close() {
        voices.forEach(Voice::close);
    }
}
