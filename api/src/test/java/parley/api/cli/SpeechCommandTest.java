package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.ModelsFolder;

class SpeechCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--data";
        all[words.length + 1] = folder.resolve("data").toString();
        return ParleyCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private Path archive(String name) throws Exception {
        Path file = folder.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : new String[] {"am/final.mdl", "conf/mfcc.conf"}) {
                zip.putNextEntry(new ZipEntry("model/" + entry));
                zip.write("this is no model at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    @Test
    void aModelIsInstalledListedAndUsedOnlyWhenItLoads() throws Exception {
        String archive = archive("vosk-model-en-broken.zip").toString();
        assertThat(run("speech", "install", archive, "--checksum", "0".repeat(64)))
                .isEqualTo(1);
        assertThat(err.toString()).contains("SHA-256").doesNotContain("Exception");
        assertThat(run("speech", "install", archive)).isZero();
        assertThat(out.toString()).contains("Installed vosk-model-en-broken", "./parley speech use");
        assertThat(run("speech", "list")).isZero();
        assertThat(out.toString()).containsPattern("embedded +en +.* +en").contains("vosk-model-en-broken");
        assertThat(run("speech", "use", "vosk-model-en-broken"))
                .as("loading it ends or fails its process, not this one")
                .isEqualTo(1);
        assertThat(err.toString()).contains("vosk-model-en-broken can't be used");
        assertThat(run("speech", "use", "embedded")).isZero();
        assertThat(out.toString()).contains("embedded hears en");
    }

    /** The English model under another language's name: there is no other here. */
    @Test
    void eachLanguageHasItsModelAndTheDoctorLoadsThem() throws Exception {
        assumeTrue(ModelsFolder.find().hasRecogniser(), "the recogniser's model is not unpacked here");
        Path data = folder.resolve("data");
        Path models = Files.createDirectories(data.resolve("models"));
        Files.createSymbolicLink(
                models.resolve("vosk-model-small-cn-0.22"),
                ModelsFolder.find().recogniser().toAbsolutePath());
        Path chansons = data.resolve("courses/chansons");
        Files.createDirectories(data.resolve("courses"));
        assertThat(ParleyCommand.run(
                        new PrintWriter(out, true), new PrintWriter(err, true), "course", "new", chansons.toString()))
                .isZero();
        Path course = chansons.resolve("course.yaml");
        Files.writeString(course, Files.readString(course).replace("language: en", "language: fr"));

        assertThat(run("speech", "use", "vosk-model-small-cn-0.22")).isZero();
        assertThat(out.toString()).contains("hears zh from the next start on", "No course says", "language: zh");
        assertThat(run("speech", "list")).isZero();
        assertThat(out.toString())
                .containsPattern("embedded +en +\\d+ +en")
                .containsPattern("vosk-model-small-cn-0.22 +zh +\\d+ +zh")
                .contains("No model hears fr, which is spoken in chansons");
        run("doctor");
        assertThat(out.toString())
                .containsPattern("recogniser \\(en\\).*vosk/vosk-en-us")
                .containsPattern("recogniser \\(zh\\).*vosk/vosk-model-small-cn-0.22")
                .containsPattern("recogniser \\(fr\\).*no model is chosen");

        assertThat(run("speech", "use", "none", "--language", "zh")).isZero();
        assertThat(run("speech", "list")).isZero();
        assertThat(out.toString()).containsPattern("vosk-model-small-cn-0.22 +zh +\\d+ *\\R");
        assertThat(run("speech", "use", "embedded", "--language", "zh")).isEqualTo(1);
        assertThat(err.toString()).contains("hears English only").hasLineCount(1);
        assertThat(run("speech", "use", "none", "--language", "en")).isEqualTo(1);
        assertThat(run("speech", "use", "none")).isEqualTo(1);
        assertThat(err.toString()).contains("--language");
    }

    @Test
    void mistakesAreOneLine() {
        assertThat(run("speech", "use", "nobody")).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(run("speech", "install", "no-such.zip", "--from", "http://127.0.0.1:9/"))
                .isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(run("speech", "install", "x", "--checksum", "12")).isEqualTo(1);
        assertThat(err.toString()).contains("--checksum: expected");
    }
}
