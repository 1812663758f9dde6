package parley.speech.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local server that knows ranges, breaks off and changes its file. */
class ModelInstallerTest {
    private static final String NAME = "vosk-model-en-us-0.22";

    @TempDir
    private Path folder;

    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private volatile byte[] zip = new byte[0];
    private volatile String tag = "\"one\"";
    private volatile int breakOffAfter = 1_000_000_000;
    private volatile String list = "[]";
    private HttpServer server;
    private ModelShelf shelf;
    private ModelInstaller installer;

    @BeforeEach
    void serve() throws Exception {
        zip = zipped(NAME + "/", 300_000);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/models/", this::answer);
        server.start();
        shelf = new ModelShelf(folder.resolve("shelf"));
        installer = new ModelInstaller(shelf, URI.create(base()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/models/";
    }

    private static byte[] zipped(String prefix, int size) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var noise = new byte[size];
        new Random(3).nextBytes(noise);
        try (var out = new ZipOutputStream(bytes)) {
            for (var file : Map.of("am/final.mdl", noise, "conf/mfcc.conf", new byte[] {1})
                    .entrySet()) {
                out.putNextEntry(new ZipEntry(prefix + file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String hash(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("model-list.json")) {
                byte[] bytes = list.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                return;
            }
            if (!path.endsWith(".zip")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
            ranges.add(String.valueOf(range));
            int from = range != null && same ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
            exchange.getResponseHeaders().set("ETag", tag);
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, zip.length - from);
            int to = Math.min(zip.length, from + breakOffAfter);
            exchange.getResponseBody().write(zip, from, to - from);
        } catch (IOException e) {
            // A body that is shorter than it was told to be: the exchange is cut off, as the test wants it.
            exchange.getResponseBody();
        }
    }

    private ModelInstaller.Installed install(String what) throws Exception {
        return installer.install(what, Optional.empty(), (come, whole) -> {});
    }

    @Test
    void aPublishedNameIsFetchedCheckedUnpackedAndKeptUnderItsName() throws Exception {
        list = "[{\"name\":\"other\"},{\"name\":\"" + NAME + "\",\"lang\":\"en-us\",\"md5\":\"" + hash("MD5", zip)
                + "\",\"url\":\"" + base() + NAME + ".zip\"}]";
        List<Long> come = new ArrayList<>();
        var installed = installer.install(NAME, Optional.empty(), (bytes, whole) -> {
            come.add(bytes);
            assertThat(whole).isEqualTo(zip.length);
        });
        assertThat(installed.checkedBy()).contains("MD5");
        assertThat(installed.sha256()).isEqualTo(hash("SHA-256", zip));
        assertThat(come).isSorted().endsWith((long) zip.length);
        assertThat(shelf.names()).containsExactly(NAME);
        assertThat(Files.size(shelf.place(NAME).resolve("am/final.mdl"))).isEqualTo(300_000);
        try (var left = Files.list(folder.resolve("shelf"))) {
            assertThat(left).hasSize(1);
        }
        assertThatThrownBy(() -> install(NAME))
                .isInstanceOf(InstallFailure.class)
                .hasMessageContaining("already");
        assertThatThrownBy(() -> install("nobody"))
                .isInstanceOf(InstallFailure.class)
                .hasMessageContaining("no published model");
    }

    @Test
    void aDownloadThatBreaksOffGoesOnWhereItStoodInThisCallAndInTheNext() throws Exception {
        breakOffAfter = 70_000;
        assertThatThrownBy(() -> install(base() + NAME + ".zip"))
                .isInstanceOf(InstallFailure.class)
                .hasMessageContaining("goes on where it stopped");
        assertThat(shelf.names()).isEmpty();
        breakOffAfter = 1_000_000_000;
        install(base() + NAME + ".zip");
        assertThat(ranges.getFirst()).isEqualTo("null");
        assertThat(ranges.getLast()).startsWith("bytes=").isNotEqualTo("bytes=0-");
        assertThat(shelf.has(NAME)).isTrue();
    }

    @Test
    void aFileThatChangedMeanwhileIsFetchedAnew() throws Exception {
        breakOffAfter = 70_000;
        assertThatThrownBy(() -> install(base() + NAME + ".zip")).isInstanceOf(InstallFailure.class);
        breakOffAfter = 1_000_000_000;
        tag = "\"two\"";
        zip = zipped("", 200_000);
        assertThat(install(base() + NAME + ".zip").sha256()).isEqualTo(hash("SHA-256", zip));
        assertThat(Files.size(shelf.place(NAME).resolve("am/final.mdl"))).isEqualTo(200_000);
    }

    @Test
    void aWrongChecksumInstallsNothingAndForgetsWhatCame() throws Exception {
        Checksum wrong = Checksum.parse("0".repeat(64)).orElseThrow();
        assertThatThrownBy(() -> installer.install(base() + NAME + ".zip", Optional.of(wrong), (come, whole) -> {}))
                .isInstanceOf(InstallFailure.class)
                .hasMessageContaining("SHA-256");
        try (var left = Files.list(folder.resolve("shelf"))) {
            assertThat(left).isEmpty();
        }
        Checksum right = Checksum.parse(hash("SHA-256", zip) + "  model.zip").orElseThrow();
        assertThat(installer
                        .install(base() + NAME + ".zip", Optional.of(right), (come, whole) -> {})
                        .checkedBy())
                .contains("SHA-256");
    }

    @Test
    void archivesThatAreNoModelOrReachOutsideLeaveNothing() throws Exception {
        byte[] good = zip;
        for (byte[] bad : List.of(
                "no zip at all".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(good, good.length / 2),
                zipped("../../outside/", 10),
                zipped("deep/er/", 10))) {
            Path file = folder.resolve("vosk-model-bad.zip");
            Files.write(file, bad);
            assertThatThrownBy(() -> install(file.toString())).isInstanceOf(InstallFailure.class);
            try (var left = Files.list(folder.resolve("shelf"))) {
                assertThat(left).isEmpty();
            }
        }
        assertThat(Files.exists(folder.resolve("outside"))).isFalse();
        assertThatThrownBy(() -> install(base() + "nothing-here")).isInstanceOf(InstallFailure.class);
        Path empty = Files.write(folder.resolve("vosk-model-empty.zip"), new byte[0]);
        assertThatThrownBy(() -> install(empty.toString())).hasMessageContaining("no zip archive");
        assertThatThrownBy(() -> install("no/such/file.zip")).hasMessageContaining("there is no file");
    }

    @Test
    void ofAFolderItIsSaidThatItIsOneAndWhatIsExpected() throws Exception {
        Path unpacked = Files.createDirectories(folder.resolve("vosk-model-fr-unpacked"));
        assertThatThrownBy(() -> install(unpacked.toString()))
                .hasMessageContainingAll("is a folder", "am/final.mdl", "expected a zip archive");
        for (String part : List.of("am/final.mdl", "conf/mfcc.conf")) {
            Files.createDirectories(unpacked.resolve(part).getParent());
            Files.writeString(unpacked.resolve(part), "");
        }
        assertThatThrownBy(() -> install(unpacked.toString()))
                .hasMessageContainingAll("is the folder of a model", "copied to", "use vosk-model-fr-unpacked");
    }

    @Test
    void aFileIsInstalledAndChosenByLanguage() throws Exception {
        Path file = folder.resolve("vosk-model-small-cn-0.22.zip");
        Files.write(file, zipped("anything/", 20));
        install(file.toString());
        assertThat(Files.exists(file)).isTrue();
        assertThat(ModelShelf.languageOf("vosk-model-small-cn-0.22")).contains("zh");
        assertThat(ModelShelf.languageOf(NAME)).contains("en");
        assertThat(ModelShelf.languageOf("my-own")).isEmpty();
        assertThat(shelf.chosen()).isEmpty();
        shelf.use("zh", "vosk-model-small-cn-0.22");
        shelf.use("en", "gone");
        assertThat(shelf.chosen())
                .as("a model that is gone hears nothing")
                .containsExactly(Map.entry("zh", shelf.place("vosk-model-small-cn-0.22")));
        shelf.use("zh", ModelShelf.EMBEDDED);
        assertThat(shelf.inUse()).containsOnlyKeys("en");
    }
}
