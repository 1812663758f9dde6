package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
