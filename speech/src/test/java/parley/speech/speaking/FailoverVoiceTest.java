package parley.speech.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import parley.speech.scripted.ScriptedVoice;

/** The rest of a voice that failed, on a clock that is set by hand. */
class FailoverVoiceTest {
    private static final Duration REST = Duration.ofSeconds(30);

    private long now = Long.MAX_VALUE - 5;
    private final Fake first = new Fake("first");
    private final Fake second = new Fake("second");
    private final Fake third = new Fake("third");
    private final FailoverVoice voice = new FailoverVoice("en", List.of(first, second, third), REST, () -> now);

    private static final class Fake implements Voice {
        private final String name;
        private final List<String> asked = new ArrayList<>();
        private boolean broken;
        private boolean closed;
        private CountDownLatch begun = new CountDownLatch(0);
        private CountDownLatch mayEnd = new CountDownLatch(0);

        Fake(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<String> languages() {
            return Set.of("en");
        }

        @Override
        public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable, InterruptedException {
            asked.add(text);
            begun.countDown();
            if (!mayEnd.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody let it end");
            }
            if (broken) {
                throw new VoiceUnavailable(name + " is broken");
            }
            return new Synthesis(new short[1], 16_000, List.of(new WordTiming(name, Duration.ZERO, Duration.ZERO)));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private String speaker(String text) throws Exception {
        return voice.synthesise(text, VoiceSettings.USUAL).words().getFirst().text();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void theFirstSpeaksAsLongAsItCan() throws Exception {
        assertThat(speaker("a")).isEqualTo("first");
        assertThat(speaker("b")).isEqualTo("first");
        assertThat(second.asked).isEmpty();
        assertThat(voice.figures()).isEqualTo(new FailoverFigures("en", 0, false));
        assertThat(voice.names()).containsExactly("first", "second", "third");
    }

    @Test
    void whatFailedIsLeftAloneExactlyForItsRest() throws Exception {
        first.broken = true;
        assertThat(speaker("a")).isEqualTo("second");
        assertThat(voice.figures()).isEqualTo(new FailoverFigures("en", 1, true));
        // The clock runs over its greatest value meanwhile, as System.nanoTime may.
        pass(REST.minusNanos(1));
        assertThat(speaker("b")).isEqualTo("second");
        assertThat(first.asked).containsExactly("a");
        pass(Duration.ofNanos(1));
        assertThat(voice.figures().resting()).isFalse();
        first.broken = false;
        assertThat(speaker("c")).isEqualTo("first");
        assertThat(first.asked).containsExactly("a", "c");
        assertThat(voice.failovers()).isEqualTo(1);
    }

    @Test
    void aTrialThatFailsBeginsTheRestAnew() throws Exception {
        first.broken = true;
        speaker("a");
        pass(REST);
        assertThat(speaker("b")).isEqualTo("second");
        pass(REST.minusNanos(1));
        assertThat(speaker("c")).isEqualTo("second");
        assertThat(first.asked).containsExactly("a", "b");
        assertThat(voice.figures()).isEqualTo(new FailoverFigures("en", 2, true));
    }

    @Test
    void eachRestsByItselfAndTheLastNever() throws Exception {
        first.broken = true;
        second.broken = true;
        assertThat(speaker("a")).isEqualTo("third");
        third.broken = true;
        for (String text : List.of("b", "c")) {
            assertThatThrownBy(() -> speaker(text))
                    .isInstanceOf(VoiceUnavailable.class)
                    .hasMessage("third is broken");
        }
        assertThat(third.asked).containsExactly("a", "b", "c");
        assertThat(first.asked).containsExactly("a");
        pass(REST);
        second.broken = false;
        assertThat(speaker("d")).isEqualTo("second");
    }

    @Test
    void oneSentenceTriesAndTheOthersGoOnMeanwhile() throws Exception {
        first.broken = true;
        speaker("a");
        first.broken = false;
        pass(REST);
        first.begun = new CountDownLatch(1);
        first.mayEnd = new CountDownLatch(1);
        var trial = new FutureTask<>(() -> speaker("trial"));
        Thread.ofVirtual().start(trial);
        assertThat(first.begun.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(speaker("meanwhile")).isEqualTo("second");
        first.mayEnd.countDown();
        assertThat(trial.get(20, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(speaker("afterwards")).isEqualTo("first");
        assertThat(first.asked).containsExactly("a", "trial", "afterwards");
    }

    @Test
    void anInterruptionIsNobodysFailure() throws Exception {
        first.mayEnd = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> speaker("a")).isInstanceOf(InterruptedException.class);
        first.mayEnd.countDown();
        assertThat(speaker("b")).isEqualTo("first");
        assertThat(voice.failovers()).isZero();
        assertThat(second.asked).isEmpty();
    }

    /** Gives "a b" early and then fails. */
    private static final class BreaksOff implements Voice {
        @Override
        public String name() {
            return "breaks off";
        }

        @Override
        public Set<String> languages() {
            return Set.of("en");
        }

        @Override
        public Synthesis synthesise(String text, VoiceSettings settings) throws VoiceUnavailable {
            throw new VoiceUnavailable("it broke off");
        }

        @Override
        public Synthesis synthesise(String text, VoiceSettings settings, EarlySound early)
                throws VoiceUnavailable, InterruptedException {
            early.more(new short[8_000], 8_000, List.of(word("a", 0, 400), word("b", 400, 1_200)));
            throw new VoiceUnavailable("it broke off");
        }

        @Override
        public void close() {}
    }

    private static WordTiming word(String text, long from, long to) {
        return new WordTiming(text, Duration.ofMillis(from), Duration.ofMillis(to));
    }

    @Test
    void aSentenceThatBrokeOffIsSaidAgainByTheNext() throws Exception {
        var house = new ScriptedVoice(Duration.ofMillis(500));
        var both = new FailoverVoice("en", List.of(new BreaksOff(), house), REST, () -> now);
        var early = new ArrayList<Integer>();
        Synthesis made = both.synthesise("a b c", VoiceSettings.USUAL, (sound, rate, words) -> early.add(sound.length));
        assertThat(early).containsExactly(8_000);
        assertThat(made.rateHz()).as("as it began").isEqualTo(8_000);
        assertThat(made.length()).isEqualTo(Duration.ofMillis(1_000 + 200 + 1_500));
        // "a" was heard the first time; "b" was cut, and is heard the second time.
        assertThat(made.words()).containsExactly(word("a", 0, 400), word("b", 1_700, 2_200), word("c", 2_200, 2_700));
        assertThat(both.figures()).isEqualTo(new FailoverFigures("en", 1, true));
    }

    @Test
    void allAreClosedWithIt() {
        voice.close();
        assertThat(List.of(first, second, third)).allMatch(fake -> fake.closed);
    }
}
