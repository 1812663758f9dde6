package parley.speech.mary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.speech.audio.Pcm16;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.Voice;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceThreads;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.WordTiming;
import parley.speech.vosk.Parts;

class MaryVoiceTest {
    private final MaryVoice voice = Parts.voice();

    @Test
    void timesEachWordOfTheTextWhereItSounds() throws Exception {
        String text =
                "Well, I don't have 25 apples on May 3rd. Dr. Smith\u2019s \u201cX-ray\u201d costs $5 \u2014 really!";
        Synthesis spoken = voice.synthesise(text, VoiceSettings.USUAL);
        assertThat(spoken.words())
                .extracting(WordTiming::text)
                .containsExactly(
                        "Well,",
                        "I",
                        "don't",
                        "have",
                        "25",
                        "apples",
                        "on",
                        "May",
                        "3rd.",
                        "Dr.",
                        "Smith\u2019s",
                        "\u201cX-ray\u201d",
                        "costs",
                        "$5",
                        "really!");
        Duration before = Duration.ZERO;
        for (WordTiming word : spoken.words()) {
            assertThat(word.start()).isGreaterThanOrEqualTo(before);
            assertThat(word.end()).isGreaterThan(word.start()).isLessThanOrEqualTo(spoken.length());
            before = word.end();
        }
        // The comma's pause lies between the first two words and is quiet; the word before it is not.
        WordTiming well = spoken.words().get(0);
        WordTiming then = spoken.words().get(1);
        assertThat(then.start().minus(well.end())).isGreaterThan(Duration.ofMillis(200));
        assertThat(rms(spoken, well.end().plusMillis(80), then.start().minusMillis(80)))
                .isLessThan(rms(spoken, well.start(), well.end()) / 10);
    }

    private static double rms(Synthesis spoken, Duration from, Duration to) {
        int start = (int) (from.toMillis() * spoken.rateHz() / 1_000);
        int end = (int) (to.toMillis() * spoken.rateHz() / 1_000);
        return Pcm16.rms(spoken.samples(), start, end - start);
    }

    @Test
    void speaksSlowerAndFaster() throws Exception {
        String text = "The weather was very nice yesterday afternoon";
        double usual = millis(text, 1);
        assertThat(millis(text, 0.6) / usual).isBetween(1.4, 1.75);
        assertThat(millis(text, 1.4) / usual).isBetween(0.65, 0.85);
    }

    private double millis(String text, double speed) throws Exception {
        return voice.synthesise(text, new VoiceSettings(speed)).length().toMillis();
    }

    @Test
    void whatCanNotBeSpokenIsSilenceAndNoError() throws Exception {
        for (String text : List.of("", "  \n", "...", "\u4f60\u597d", "\u2014 !", "\ud83c\udf89")) {
            assertThat(voice.synthesise(text, VoiceSettings.USUAL).samples()).isEmpty();
        }
    }

    @Test
    void oddTextIsSpoken() throws Exception {
        for (String text :
                List.of("a", "I", "Hmm", "?What", "caf\u00e9", "e.g. this", "A B C", "<b> & 'x'", "O'Neill's")) {
            assertThat(voice.synthesise(text, VoiceSettings.USUAL).samples()).isNotEmpty();
        }
        assertThatThrownBy(() -> voice.synthesise("a".repeat(Voice.MAX_CHARS + 1), VoiceSettings.USUAL))
                .isInstanceOf(VoiceUnavailable.class)
                .hasMessageContaining("1001");
    }

    @Test
    void manySpeakAtOnceAsOneSpeaksAlone() throws Exception {
        List<String> texts = List.of("Good morning, class.", "Where is the station?", "She has two brothers.");
        List<short[]> alone = new ArrayList<>();
        for (String text : texts) {
            alone.add(voice.synthesise(text, VoiceSettings.USUAL).samples());
        }
        List<Future<short[]>> together = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            String text = texts.get(i % 3);
            var task = new FutureTask<>(
                    () -> voice.synthesise(text, VoiceSettings.USUAL).samples());
            Thread.ofVirtual().start(task);
            together.add(task);
        }
        for (int i = 0; i < together.size(); i++) {
            assertThat(together.get(i).get()).hasSameSizeAs(alone.get(i % 3));
        }
    }

    private static final String LONG = "The weather was very nice yesterday afternoon, and we walked along the river "
            + "until the sun went down behind the old bridge.";

    /** The threads that MaryTTS begins for the sound of each sentence. */
    private static List<Thread> soundMakers() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(one -> Stream.of(one.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("marytts.htsengine.HTSVocoder")))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void interruptedTwiceItSpeaksAfterwardsAndLeavesNothingBehind() throws Exception {
        // MaryTTS leaves one by itself when it starts.
        List<Thread> usual = soundMakers();
        short[] before =
                voice.synthesise("Good morning, class.", VoiceSettings.USUAL).samples();
        try (var threads = new VoiceThreads(1)) {
            Voice working = threads.working(voice);
            for (int i = 0; i < 2; i++) {
                var dropped = new FutureTask<>(() -> working.synthesise(LONG, VoiceSettings.USUAL));
                Thread asker = Thread.ofVirtual().start(dropped);
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                while (soundMakers().size() == usual.size() && !dropped.isDone()) {
                    assertThat(System.nanoTime()).isLessThan(deadline);
                    Thread.onSpinWait();
                }
                asker.interrupt();
                // Begins at once, on another thread, and is whole.
                assertThat(working.synthesise("Good morning, class.", VoiceSettings.USUAL)
                                .samples())
                        .hasSameSizeAs(before);
                assertThatThrownBy(() -> dropped.get(30, TimeUnit.SECONDS))
                        .cause()
                        .isInstanceOf(InterruptedException.class);
            }
        }
        for (Thread maker : soundMakers()) {
            if (usual.contains(maker)) {
                continue;
            }
            assertThat(maker.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void theBeginningOfALongSentenceIsGivenWhileTheRestIsMade() throws Exception {
        Synthesis alone = voice.synthesise(LONG, VoiceSettings.USUAL);
        var early = new ArrayList<short[]>();
        var words = new ArrayList<WordTiming>();
        Synthesis made = voice.synthesise(LONG, VoiceSettings.USUAL, (sound, rateHz, soFar) -> {
            assertThat(rateHz).isEqualTo(alone.rateHz());
            if (early.isEmpty()) {
                words.addAll(soFar);
            }
            early.add(sound);
        });
        assertThat(words).as("known before they sound").isEqualTo(made.words());
        assertThat(made.words()).isEqualTo(alone.words());
        assertThat(early).hasSizeGreaterThan(3);
        assertThat(early.getFirst().length).isLessThan(alone.rateHz() / 2);
        int at = 0;
        for (short[] piece : early) {
            assertThat(Arrays.copyOfRange(made.samples(), at, at + piece.length))
                    .isEqualTo(piece);
            at += piece.length;
        }
    }

    @Test
    void writesNoLogFolder() {
        assertThat(Files.exists(Path.of("log"))).isFalse();
    }
}
