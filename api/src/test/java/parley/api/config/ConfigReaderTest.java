package parley.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.tutor.teaching.TeachingMove;

class ConfigReaderTest {
    private static final String SHIPPED = Settings.shippedText();

    private static ParleyConfig read(String text) throws ConfigException {
        return ConfigReader.read("parley.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The shipped file with one line replaced. */
    private static String with(String line, String replacement) {
        assertThat(SHIPPED).contains(line);
        return SHIPPED.replaceFirst("(?m)^( *)" + line + "$", "$1" + replacement);
    }

    @Test
    void theShippedFileIsReadWhole() {
        ParleyConfig config = Settings.defaults();
        assertThat(config.server().host()).isEqualTo("127.0.0.1");
        assertThat(config.server().port()).isEqualTo(8080);
        assertThat(config.realtime().maxFrame()).isEqualTo(ByteSize.kib(256));
        assertThat(config.model().connectLimit()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.model().configured()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            port: 8080              | prt: 8080            | 13:3: error: server.prt: there is no such key
            port: 8080              | prt: 8080            | server.port: the key is missing (add port: 8080)
            port: 8080              | port: eighty         | server.port: found a text, expected a number such as 8080
            port: 8080              | port: 70000          | server.port: 70000 is out of range (expected 0 to 65535)
            port: 8080              | port: 80.5           | server.port: expected a whole number
            host: 127.0.0.1         | host: 0.0.0.0        | server.host: only this machine may be served
            idle-limit: 60 s        | idle-limit: 60       | realtime.idle-limit: found a number, expected a text such as 60 s
            idle-limit: 60 s        | idle-limit: 60 weeks | realtime.idle-limit: expected a duration such as
            max-frame: 256 KiB      | max-frame: lots      | realtime.max-frame: expected a size such as
            ping-every: 20 s        | ping-every: 2 min    | realtime.ping-every: must be shorter than realtime.idle-limit, 1 min
            enabled: true           | enabled: yes         | speech.enabled: found a text, expected true or false
            total-limit: 60 s       | total-limit: 10 s    | model.total-limit: must not be shorter than
            store: folder           | store: cupboard      | prompts.store: there is no such store (expected folder or database)
            label: production       | label: moon          | prompts.label: there is no such label (expected production, staging or draft)
            variant-share: 1.0      | variant-share: 0.0   | prompts.variant-share: out of range (expected 0.001 to 1.0)
            locale: en              | locale: fr           | tutor.locale: unknown language (expected en or zh-CN)
            course: everyday-english | course: ""          | tutor.course: no course is named (expected everyday-english or algebra)
            temperature: 0.5        | temperature: 3.5     | model.temperature: out of range
            mode: automatic         | mode: telepathy      | talk.mode: there is no such mode (expected automatic, push-to-talk or manual)
            beginner-wait: 1300 ms  | beginner-wait: 2 s   | talk.beginner-wait: 2 s is out of range
            unlikely-end-wait: 1300 ms | unlikely-end-wait: 100 ms | talk.unlikely-end-wait: must lie between usual-wait, 600 ms, and longest-wait, 1800 ms
            unlikely-end-wait: 1300 ms | unlikely-end-wait: 500 ms | talk.unlikely-end-wait: must lie between usual-wait, 600 ms, and longest-wait, 1800 ms
            unlikely-end-wait: 1300 ms | unlikely-end-wait: 3 s | talk.unlikely-end-wait: must lie between usual-wait, 600 ms, and longest-wait, 1800 ms
            activation: 0.5         | activation: 0.01     | speech.ear.activation: out of range (expected 0.05 to 1.0)
            activation: 0.5         | activation: 0.3      | speech.ear.release: must not be higher than speech.ear.activation, 0.3
            onset: 64 ms            | onset: 16 ms         | speech.ear.onset: 16 ms is out of range
            hang: 256 ms            | hang: 2 s            | speech.ear.hang: 2 s is out of range
            pre-roll: 300 ms        | pre-roll: 100 ms     | speech.ear.pre-roll: 100 ms is out of range
            drafts: 3               | drafts: 4            | talk.drafts: 4 is out of range (expected 0 to 3)
            run: auto               | run: perhaps         | speech.workers.run: unknown choice (expected auto, always or never)
            processes: 2            | processes: 0         | speech.workers.processes: 0 is out of range (expected 1 to 16)
            provider: embedded      | provider: parrot     | speech.voice.provider: there is no such provider (expected embedded or service)
            provider: embedded      | provider: service    | speech.voice.base-url: a voice service needs its address
            provider: embedded      | provider: service    | speech.voice.model: a voice service needs its model's name
            provider: embedded      | provider: service    | speech.voice.voices.en: a voice service needs a voice's name for a language
            format: wav             | format: mp3          | speech.voice.format: Parley plays no such format (expected wav or pcm)
            rate: 24000             | rate: 96000          | speech.voice.rate: 96000 is out of range (expected 8000 to 48000)
            limit: 5 s              | limit: 1 s           | speech.voice.connect-limit: must not be longer than speech.voice.limit, 1 s
            cache: 16 MiB           | cache: 4 GiB         | speech.voice.cache: 4096 MiB is out of range
            """)
    void aMistakeIsToldWithItsPlaceItsKeyAndWhatWasExpected(String line, String wrong, String told) {
        assertThatThrownBy(() -> read(with(line, wrong)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("parley.yaml:")
                .hasMessageContaining(told);
    }

    @Test
    void everyTeachingMoveMayBeProtectedAndNothingElse() throws ConfigException {
        assertThat(read(SHIPPED.replace("protected: []", "protected: [Ask, Hint]"))
                        .talk()
                        .protectedMoves())
                .containsExactly("Ask", "Hint");
        assertThatThrownBy(() -> read(SHIPPED.replace("protected: []", "protected: [Asking]")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("talk.protected: there is no such move (expected of AcceptContest, Ask,");
        assertThat(TalkChecks.MOVES)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(TeachingMove.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void workersRunWhereTheServerListensBeyondThisMachineUnlessSaidOtherwise() {
        ParleyConfig usual = Settings.defaults();
        var open = new ParleyConfig.ServerConfig(
                "0.0.0.0", 8080, usual.server().maxRequest(), usual.server().stopLimit());
        assertThat(usual.speech().workers().wantedOn(usual.server())).isFalse();
        assertThat(usual.speech().workers().wantedOn(open)).isTrue();
        assertThat(new ParleyConfig.WorkersConfig("always", 2).wantedOn(usual.server()))
                .isTrue();
        assertThat(new ParleyConfig.WorkersConfig("never", 2).wantedOn(open)).isFalse();
    }

    @Test
    void oneThreadPerCoreDecodesUnlessSaidOtherwise() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        assertThat(Settings.defaults().speech().decoders()).isEqualTo(Math.min(cores, 64));
        assertThat(read(with("decoder-threads: 0", "decoder-threads: 3"))
                        .speech()
                        .decoders())
                .isEqualTo(3);
    }

    @Test
    void everyMistakeIsToldAtOnceInTheOrderOfTheFile() {
        String text = with("port: 8080", "port: no").replace("decoder-threads: 0", "decoder-threads: []");
        assertThatThrownBy(() -> read(text))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines())
                        .hasSize(2)
                        .satisfiesExactly(
                                first -> assertThat(first).contains("server.port"),
                                second -> assertThat(second).contains("speech.decoder-threads")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "server: ["    | malformed
            "- a"          | expected the keys server
            ""             | expected the keys server
            "a: 1"         | there is no such key
            """, quoteCharacter = '"')
    void aBrokenFileIsToldNotThrown(String text, String told) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessageContaining(told);
    }

    @Test
    void aModelNeedsAddressAndNameAndNoKeyInEither() {
        assertThatThrownBy(() -> read(with("base-url: \"\"", "base-url: \"http://localhost:1/v1\"")))
                .hasMessageContaining("model.name");
        assertThatThrownBy(() -> read(with("base-url: \"\"", "base-url: \"http://me:secret@localhost/v1\"")))
                .hasMessageContaining("PARLEY_MODEL_KEY")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void aVoiceServiceHasItsPlaceAndItsKeyFromTheEnvironmentAlone(@TempDir Path data) throws Exception {
        String service = SHIPPED.replace("provider: embedded", "provider: service")
                .replaceFirst(
                        "(?s)(provider: service.*?base-url: )\"\"(.*?model: )\"\"(.*?voices: )\\{en: \"\"",
                        "$1\"http://127.0.0.1:8880/v1\"$2kokoro$3{en: nova");
        ParleyConfig.VoiceConfig voice = read(service).speech().voice();
        assertThat(voice.byService()).isTrue();
        assertThat(voice.voices().byLanguage()).containsExactly(Map.entry("en", "nova"));
        assertThat(voice.limit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(voice.cache()).isEqualTo(ByteSize.mib(16));
        assertThatThrownBy(() -> read(service.replace("8880/v1", "8880/v1/audio/speech")))
                .hasMessageContaining("speech.voice.base-url: the address ends before /audio/speech");
        assertThatThrownBy(() -> read(service.replace("//127.0.0.1", "//me:s3cret@127.0.0.1")))
                .hasMessageContaining("PARLEY_VOICE_KEY")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
        Settings settings = Settings.load(data, null, Map.of("PARLEY_VOICE_KEY", "sk-voice"));
        assertThat(settings.voiceKey().value()).isEqualTo("sk-voice");
        assertThat(settings.toString()).doesNotContain("sk-voice");
        assertThat(settings.hearingKey().isSet()).isFalse();
        assertThatThrownBy(() -> Settings.load(data, null, Map.of("PARLEY_VOICE_KEY", "two words")))
                .hasMessageStartingWith("PARLEY_VOICE_KEY: expected a key");
    }

    @Test
    void theEnvironmentOverridesAndKeepsTheKeyToItself(@TempDir Path data) throws Exception {
        Settings settings = Settings.load(
                data,
                null,
                Map.of(
                        "PARLEY_PORT", "0",
                        "PARLEY_MODEL_BASE_URL", "http://localhost:11434/v1",
                        "PARLEY_MODEL", "small",
                        "PARLEY_MODEL_KEY", "sk-very-secret"));
        assertThat(settings.config().server().port()).isZero();
        assertThat(settings.config().model().configured()).isTrue();
        assertThat(settings.modelKey().value()).isEqualTo("sk-very-secret");
        assertThat(settings.toString()).doesNotContain("sk-very-secret");
        assertThatThrownBy(() -> Settings.load(data, null, Map.of("PARLEY_PORT", "http")))
                .hasMessageStartingWith("PARLEY_PORT");
        assertThatThrownBy(() -> Settings.load(data, null, Map.of("PARLEY_MODEL", "small")))
                .hasMessageContaining("PARLEY_MODEL_BASE_URL");
    }

    /** It once went to whatever server PARLEY_MODEL_BASE_URL named. */
    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, sk-openai",
        "https://eu.api.openai.com/v1, sk-openai",
        "http://api.openai.com/v1, ''",
        "https://notopenai.com/v1, ''",
        "https://openai.com.example.com/v1, ''",
        "http://127.0.0.1:11434/v1, ''"
    })
    void openAisKeyIsForOpenAiAlone(String address, String sent, @TempDir Path data) throws Exception {
        Map<String, String> environment =
                Map.of("PARLEY_MODEL_BASE_URL", address, "PARLEY_MODEL", "small", "OPENAI_API_KEY", "sk-openai");
        assertThat(Settings.load(data, null, environment).modelKey().value()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-…", "sk-a\nb", "sk a"})
    void aKeyThatNoRequestCanCarryIsRefusedWithoutBeingRepeated(String key, @TempDir Path data) {
        assertThatThrownBy(() -> Settings.load(data, null, Map.of("PARLEY_MODEL_KEY", key)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("PARLEY_MODEL_KEY: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sk-", "sk a"));
        assertThatThrownBy(() -> Settings.load(data, null, Map.of("OPENAI_API_KEY", key)))
                .hasMessageStartingWith("OPENAI_API_KEY: ");
    }

    @Test
    void aSettingsFileThatIsNoPathIsTold(@TempDir Path data) {
        assertThatThrownBy(() -> Settings.load(data, null, Map.of("PARLEY_CONFIG", "a\0b")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("PARLEY_CONFIG: ");
    }

    @Test
    void theFileIsLookedForInTheOrderThatIsDocumented(@TempDir Path folder) throws Exception {
        Path option = Files.writeString(folder.resolve("a.yaml"), with("port: 8080", "port: 1001"));
        Path variable = Files.writeString(folder.resolve("b.yaml"), with("port: 8080", "port: 1002"));
        Path data = Files.createDirectory(folder.resolve("data"));
        assertThat(Settings.load(data, null, Map.of()).source()).isEqualTo("built-in defaults");
        Files.writeString(data.resolve("parley.yaml"), with("port: 8080", "port: 1003"));
        assertThat(port(Settings.load(data, null, Map.of()))).isEqualTo(1003);
        Map<String, String> environment = Map.of("PARLEY_CONFIG", variable.toString());
        assertThat(port(Settings.load(data, null, environment))).isEqualTo(1002);
        assertThat(port(Settings.load(data, option, environment))).isEqualTo(1001);
        assertThatThrownBy(() -> Settings.load(data, folder.resolve("none.yaml"), Map.of()))
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> Settings.load(data, folder, Map.of())).hasMessageContaining("folder");
    }

    private static int port(Settings settings) {
        return settings.config().server().port();
    }

    @Test
    void theDataFolderIsItsOwnersAlone(@TempDir Path folder) throws Exception {
        DataFolder data = DataFolder.find(null, Map.of("XDG_DATA_HOME", folder.toString()));
        assertThat(data.path()).isEqualTo(folder.resolve("parley"));
        data.create();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                .isEqualTo("rwx------");
        assertThat(data.logs()).isDirectory();
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new DataFolder(file).create())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--data");
    }
}
