package parley.speech.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.speech.audio.Pcm16;
import parley.speech.speaking.Synthesis;
import parley.speech.speaking.VoiceSettings;
import parley.speech.speaking.VoiceUnavailable;
import parley.speech.speaking.WordTiming;

class EspeakVoiceTest {
    private static EspeakVoice installed(String language) throws InterruptedException {
        try {
            return EspeakVoice.open(language);
        } catch (VoiceUnavailable e) {
            return abort("skipped: espeak-ng is not installed");
        }
    }

    @Test
    void speaksChinese() throws Exception {
        try (EspeakVoice voice = installed("zh")) {
            Synthesis spoken =
                    voice.synthesise("\u4f60\u597d\uff0c\u6211\u4eec\u5f00\u59cb\u5427\u3002", VoiceSettings.USUAL);
            assertThat(spoken.length()).isBetween(Duration.ofMillis(700), Duration.ofSeconds(6));
            assertThat(Pcm16.rms(spoken.samples(), 0, spoken.samples().length)).isGreaterThan(300);
            assertThat(spoken.words())
                    .extracting(WordTiming::text)
                    .containsExactly("\u4f60", "\u597d\uff0c", "\u6211", "\u4eec", "\u5f00", "\u59cb", "\u5427\u3002");
            assertThat(spoken.words().get(6).end()).isLessThanOrEqualTo(spoken.length());
        }
    }

    @Test
    void textIsNeverTakenAsAnOption() throws Exception {
        try (EspeakVoice voice = installed("en")) {
            assertThat(voice.synthesise("--version; $(id) hello", VoiceSettings.USUAL)
                            .length())
                    .isGreaterThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void whoIsInterruptedEndsTheProcess(@TempDir Path folder) throws Exception {
        Path pids = folder.resolve("pids");
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        assertThat(new ProcessBuilder("mkfifo", pids.toString()).start().waitFor())
                .isZero();
        Path never = folder.resolve("never");
        Files.writeString(never, "#!/bin/sh\necho $$ > '" + pids + "'\nexec sleep 600\n");
        assertThat(never.toFile().setExecutable(true)).isTrue();
        try (var voice = new EspeakVoice(never.toString(), "en-us", "en")) {
            var asking = new FutureTask<>(() -> voice.synthesise("Hello.", VoiceSettings.USUAL));
            Thread asker = Thread.ofVirtual().start(asking);
            // Waits until the process has told its number.
            long pid = Long.parseLong(Files.readString(pids).strip());
            ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
            asker.interrupt();
            assertThatThrownBy(() -> asking.get(20, TimeUnit.SECONDS)).cause().isInstanceOf(InterruptedException.class);
            process.onExit().get(20, TimeUnit.SECONDS);
            assertThat(process.isAlive()).isFalse();
        }
    }
}
