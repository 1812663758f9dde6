package parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.config.Settings;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.languages.HoldAnswer;

class StatusTest {
    @TempDir
    private Path folder;

    /** French is what learners speak here, and nothing hears it; a course of English is heard all the same. */
    @Test
    void aUsualLanguageWithoutAModelIsMendedByChoosingOneAndClosesNoOtherCourse() throws Exception {
        assumeTrue(ModelsFolder.find().hasRecogniser(), "the recogniser's model is not unpacked here");
        Path shipped = Path.of("..", "parley.yaml");
        Path file = Files.writeString(
                folder.resolve("settings.yaml"),
                Files.readString(shipped).replace("\n  language: en\n", "\n  language: fr\n"));
        try (var wiring = new Wiring(Settings.load(folder.resolve("data"), file, Map.of("PARLEY_PORT", "0")), true)) {
            EmbeddedSpeech speech = Objects.requireNonNull(wiring.speech());
            assertThat(speech.awaitSettled(Duration.ofMinutes(2))).isTrue();

            assertThat(speech.recogniser()).isInstanceOfSatisfying(Readiness.Unavailable.class, none -> {
                assertThat(none.reason()).isEqualTo("no model for fr is chosen");
                assertThat(none.remedy()).contains("./parley speech list", "fr");
            });
            var about = new Status(wiring).about().speech();
            assertThat(about.recogniser()).isEqualTo("unavailable");
            assertThat(about.state()).as("other courses are heard").isEqualTo("ready");
            assertThat(about.reason()).isNull();
            assertThat(new Status(wiring).health().speech().recogniser()).isEqualTo("unavailable");
            assertThat(speech.recognisers().missing("fr")).contains(new HoldAnswer.NoModel("fr"));
        }
    }
}
