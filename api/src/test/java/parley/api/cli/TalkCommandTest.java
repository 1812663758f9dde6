package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.api.ModelsFolder;
import parley.api.SpokenSound;
import parley.api.Wiring;
import parley.api.config.Settings;
import parley.speech.EmbeddedSpeech;
import parley.speech.audio.SampleCount;
import parley.speech.audio.WavWriter;

/** A recording spoken to the tutor at the terminal, with the real recogniser. */
@Timeout(300)
class TalkCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private List<String> talk(String mode, Path recording) {
        out.getBuffer().setLength(0);
        int code = ParleyCommand.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                "talk",
                "--new",
                "--mode",
                mode,
                "--data",
                folder.resolve("data").toString(),
                "--in",
                recording.toString());
        assertThat(code).as(out + "\n" + err).isZero();
        assertThat(out.toString()).contains("Tutor: ");
        return out.toString().lines().filter(line -> line.startsWith("You: ")).toList();
    }

    @Test
    void whatIsSaidWhileTheKeyIsDownIsOneTurnWhateverItsPauses() throws Exception {
        assumeTrue(ModelsFolder.find().hasRecogniser(), "the recogniser's model is not unpacked here");
        Path recording = folder.resolve("said.wav");
        try (var wiring = new Wiring(Settings.load(folder.resolve("voice"), null, Map.of()), true)) {
            EmbeddedSpeech speech = Objects.requireNonNull(wiring.speech());
            assertThat(speech.awaitSettled(Duration.ofMinutes(2))).isTrue();
            short[] sound = SpokenSound.of(speech, 2_500, "Yesterday we went to the market.", "My name is Anna.");
            try (var file = WavWriter.create(recording, SampleCount.RATE_HZ)) {
                file.write(sound);
            }
        }
        assertThat(talk("push-to-talk", recording))
                .singleElement()
                .satisfies(said -> assertThat(said).contains("yesterday we went to the market", "my name is"));
        assertThat(talk("automatic", recording)).as("elsewhere a pause ends it").hasSize(2);
    }
}
