package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import parley.api.config.Settings;
import parley.speech.audio.WavWriter;
import picocli.CommandLine;

/** Misuse and bad input are one clear line and a code that is not zero. */
class ParleyCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return ParleyCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private String onlyLine() {
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).doesNotContain("Exception", "\tat ");
        return err.toString();
    }

    static Stream<String> commands() {
        return below(new CommandLine(new ParleyCommand()), "");
    }

    private static Stream<String> below(CommandLine command, String path) {
        return command.getSubcommands().entrySet().stream().flatMap(one -> {
            String name = (path + " " + one.getKey()).strip();
            return Stream.concat(Stream.of(name), below(one.getValue(), name));
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(String command) {
        assertThat(run((command + " --help").split(" "))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("Usage: parley " + command, "--help");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void thereAreCommandsToAskForHelp() {
        assertThat(commands()).contains("serve", "chat", "talk", "eval", "doctor", "learner show", "prompt render");
    }

    @Test
    void withoutACommandTheCommandsAreListed() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("serve", "chat", "talk", "eval", "course", "doctor");
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("Java ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serv               | Did you mean: serve,
            serve --prt 1      | Unknown options: '--prt', '1'
            serve --port 70000 | --port: expected 0 to 65535
            serve --port abc   | --port
            chat --locale fr   | --locale: expected en or zh-CN
            talk               | --in=FILE|-
            talk --in - --rate 1 | --rate: expected 8000 to 48000
            talk --in - --speed 2 | --speed: expected 0.6 to 1.4
            """)
    void aMisuseIsOneLine(String line, String told) {
        assertThat(run(line.split(" "))).isNotZero();
        assertThat(onlyLine()).contains(told);
    }

    @Test
    void settingsThatAreBrokenAreOneLineForEachMistake() throws Exception {
        Path settings = folder.resolve("parley.yaml");
        Files.writeString(
                settings,
                Settings.shippedText().replace("port: 8080", "port: x").replace("log:", "lg:"));
        assertThat(run("serve", "--data", folder.toString())).isEqualTo(1);
        assertThat(err.toString().strip().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("parley: " + settings + ":"));
    }

    @Test
    void theDoctorCallsSettingsThatAreThereWrongAndNotMissing() throws Exception {
        Path settings = folder.resolve("parley.yaml");
        Files.writeString(settings, Settings.shippedText().replace("port: 8080", "port: x"));
        assertThat(run("doctor", "--data", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).containsPattern("WRONG +settings").doesNotContain("MISSING");
    }

    /** The recording is not there either: the course is looked for before anything is opened or loaded. */
    @Test
    void aCourseThatIsNotThereIsToldBeforeAnythingIsLoaded() {
        assertThat(run(
                        "talk",
                        "--data",
                        folder.resolve("data").toString(),
                        "--in",
                        folder.resolve("none.wav").toString(),
                        "--course",
                        "nope"))
                .isEqualTo(1);
        assertThat(onlyLine()).contains("--course: there is no course nope", "everyday-english");
    }

    @Test
    void aDataFolderThatCantBeMadeIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(run("chat", "--data", file.resolve("data").toString())).isEqualTo(1);
        assertThat(onlyLine()).contains("data folder");
    }

    @Test
    void aRecordingThatCantBeHeardIsOneLine() throws Exception {
        byte[] good = WavWriter.toBytes(new short[16_000], 16_000);
        byte[] tenHours = good.clone();
        // The length in the header alone says ten hours.
        java.nio.ByteBuffer.wrap(tenHours)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(40, 36_000 * 32_000);
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0, 0};
        assertRefused("empty.wav", new byte[0], "empty");
        assertRefused("cut.wav", java.util.Arrays.copyOf(good, 1_000), "cut off");
        assertRefused("long.wav", tenHours, "600 minutes");
        assertRefused("picture.wav", png, "not a WAV");
        assertRefused("text.wav", "hello, this is text".getBytes(StandardCharsets.UTF_8), "not a WAV");
        assertRefused("none.wav", null, "no such file");
    }

    @Test
    void aNameThatIsNoPathIsOneLine() {
        String data = folder.resolve("data").toString();
        assertThat(run("talk", "--data", data, "--in", "a\0.wav")).isEqualTo(1);
        assertThat(onlyLine()).contains("--in: expected a recording's path");
        err.getBuffer().setLength(0);
        assertThat(run("eval", "--data", data, "a\0.yaml")).isEqualTo(2);
        assertThat(onlyLine()).contains("SUITE: expected a suite's path or name");
    }

    private void assertRefused(String name, byte @org.jspecify.annotations.Nullable [] content, String told)
            throws Exception {
        Path file = folder.resolve(name);
        if (content != null) {
            Files.write(file, content);
        }
        err.getBuffer().setLength(0);
        assertThat(run("talk", "--data", folder.resolve("data").toString(), "--in", file.toString()))
                .isEqualTo(1);
        assertThat(onlyLine()).contains(file.toString(), told);
    }
}
