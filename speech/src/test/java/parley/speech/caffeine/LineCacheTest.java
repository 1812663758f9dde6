package parley.speech.caffeine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceSettings;

class LineCacheTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger made = new AtomicInteger();
    private final LineCache cache = new LineCache(100_000, now::get);
    private final Voice voice = cache.keeping(counting("one"));

    private Voice counting(String name) {
        return new Voice() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Set<String> languages() {
                return Set.of("en");
            }

            @Override
            public Synthesis synthesise(String text, VoiceSettings settings) {
                made.incrementAndGet();
                return new Synthesis(new short[10_000], 16_000, List.of());
            }

            @Override
            public void close() {}
        };
    }

    private int madeFor(Voice asked, String text, double speed) throws Exception {
        int before = made.get();
        asked.synthesise(text, new VoiceSettings(speed));
        return made.get() - before;
    }

    @Test
    void aLineIsKeptFromTheSecondTimeOn() throws Exception {
        assertThat(madeFor(voice, "Well done!", 1)).isEqualTo(1);
        assertThat(cache.figures().lines()).isZero();
        assertThat(madeFor(voice, "Well done!", 1)).isEqualTo(1);
        assertThat(madeFor(voice, "Well done!", 1)).isZero();
        assertThat(cache.figures().hits()).isEqualTo(1);
        assertThat(cache.figures().misses()).isEqualTo(2);
        assertThat(cache.figures().bytes()).isBetween(20_000L, 21_000L);
    }

    @Test
    void anotherVoiceSpeedOrTextIsAnotherLine() throws Exception {
        for (int i = 0; i < 3; i++) {
            madeFor(voice, "Well done!", 1);
        }
        assertThat(madeFor(cache.keeping(counting("two")), "Well done!", 1)).isEqualTo(1);
        assertThat(madeFor(voice, "Well done!", 0.8)).isEqualTo(1);
        assertThat(madeFor(voice, "Well done.", 1)).isEqualTo(1);
    }

    @Test
    void whatIsNotAskedForIsGivenUp() throws Exception {
        madeFor(voice, "Hello, Anna!", 1);
        now.addAndGet(Duration.ofMinutes(61).toNanos());
        // Once an hour is not often.
        madeFor(voice, "Hello, Anna!", 1);
        assertThat(cache.figures().lines()).isZero();
        madeFor(voice, "Hello, Anna!", 1);
        assertThat(cache.figures().lines()).isEqualTo(1);
        now.addAndGet(Duration.ofMinutes(61).toNanos());
        assertThat(cache.figures().lines()).isZero();
    }

    @Test
    void neverTakesMoreThanItsBytes() throws Exception {
        for (int line = 0; line < 50; line++) {
            madeFor(voice, "Line " + line, 1);
            madeFor(voice, "Line " + line, 1);
            assertThat(cache.figures().bytes()).isLessThanOrEqualTo(100_000);
        }
        assertThat(cache.figures().lines()).isEqualTo(4);
        assertThat(cache.figures().evictions()).isEqualTo(46);
    }

    @Test
    void longLinesAreNotKept() throws Exception {
        String text = "word ".repeat(30);
        for (int i = 0; i < 3; i++) {
            assertThat(madeFor(voice, text, 1)).isEqualTo(1);
        }
    }
}
