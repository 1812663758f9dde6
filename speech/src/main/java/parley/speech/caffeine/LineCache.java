package parley.speech.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import parley.speech.speaking.EarlySound;
import parley.speech.speaking.LineFigures;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceLayer;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;

/**
 * The sound of short lines that voices speak again and again, bounded by bytes. Thread-safe.
 *
 * <p>A line is kept from the second time on that it is asked for within {@value #COMMON_HOURS} hour, so that what is
 * said to one learner alone is not, and until it was not asked for as long. Keys are digests with a salt of this
 * process: no text is kept.
 */
public final class LineCache {
    /** Longest line that is kept; longer ones hardly come twice. */
    public static final int MAX_LINE_CHARS = 120;

    private static final int COMMON_HOURS = 1;

    /** Lines that were asked for once; a digest each. */
    private static final int MAX_SEEN = 10_000;

    /** What an entry takes beside its samples. */
    private static final int ENTRY_BYTES = 512;

    private final Cache<String, Synthesis> lines;
    private final Cache<String, Boolean> seen;
    private final byte[] salt = new byte[16];

    /** Keeps up to {@code maxBytes}; 0 keeps nothing. */
    public LineCache(long maxBytes) {
        this(maxBytes, System::nanoTime);
    }

    LineCache(long maxBytes, LongSupplier nanoTime) {
        Ticker ticker = nanoTime::getAsLong;
        lines = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, Synthesis line) -> bytes(line))
                .expireAfterAccess(Duration.ofHours(COMMON_HOURS))
                .ticker(ticker)
                // On the caller's thread: evictions are few and short.
                .executor(Runnable::run)
                .recordStats()
                .build();
        seen = Caffeine.newBuilder()
                .maximumSize(MAX_SEEN)
                .expireAfterWrite(Duration.ofHours(COMMON_HOURS))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        new SecureRandom().nextBytes(salt);
    }

    private static int bytes(Synthesis line) {
        return ENTRY_BYTES + 2 * line.samples().length + 64 * line.words().size();
    }

    /** The same voice, which speaks common lines from here. */
    public Voice keeping(Voice voice) {
        return new Keeping(voice, this);
    }

    /** How it goes. */
    public LineFigures figures() {
        lines.cleanUp();
        CacheStats stats = lines.stats();
        long bytes = lines.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
        return new LineFigures(
                stats.hitCount(), stats.missCount(), stats.evictionCount(), lines.estimatedSize(), bytes);
    }

    private String key(String voice, String text, VoiceSettings settings) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update((voice + '\n' + settings.speed() + '\n' + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private record Keeping(Voice voice, LineCache cache) implements VoiceLayer {
        @Override
        public Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
                throws VoiceUnavailable, InterruptedException {
            if (text.length() > MAX_LINE_CHARS) {
                return voice.synthesise(text, settings, early);
            }
            String key = cache.key(voice.name(), text, settings);
            Synthesis kept = cache.lines.getIfPresent(key);
            if (kept != null) {
                return kept;
            }
            Synthesis made = voice.synthesise(text, settings, early);
            if (cache.seen.asMap().putIfAbsent(key, true) != null) {
                cache.lines.put(key, made);
            }
            return made;
        }
    }
}
