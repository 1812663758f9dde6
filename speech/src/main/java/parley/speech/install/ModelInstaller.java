package parley.speech.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a Vosk model onto a {@link ModelShelf}: by its published name, from an address, or from a file.
 *
 * <p>It is fetched and unpacked aside and moved into place as one step, so that a model is there whole or not at all; what
 * was fetched of an unfinished download stays for the next attempt. A checksum that does not fit deletes it.
 */
public final class ModelInstaller {
    /** Where Vosk's models are published, with their list. */
    public static final URI PUBLISHED = URI.create("https://alphacephei.com/vosk/models/");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelShelf shelf;
    private final URI published;
    private final ModelDownload download = new ModelDownload();

    /** @param published where names are looked up; ends with a slash */
    public ModelInstaller(ModelShelf shelf, URI published) {
        this.shelf = shelf;
        this.published = published;
    }

    /**
     * What was installed.
     *
     * @param sha256 of the archive, to be written down and given the next time
     * @param checkedBy the algorithm that it was checked with; empty when there was nothing to check it with
     */
    public record Installed(String name, String sha256, Optional<String> checkedBy) {}

    /** What to fetch: an archive, the name it gets, and its checksum where one is known. */
    private record Wanted(
            String name, @Nullable URI address, @Nullable Path file, Optional<Checksum> checksum) {}

    /**
     * Installs {@code what}: a file's path, an http(s) address, or a published name.
     *
     * @param checksum what the archive must hash to; empty: as the publisher says, where he does
     */
    public Installed install(String what, Optional<Checksum> checksum, ModelDownload.Progress progress)
            throws InstallFailure, InterruptedException {
        Wanted wanted = wanted(what, checksum);
        if (!ModelShelf.isName(wanted.name)) {
            throw new InstallFailure("the model's name comes from the archive's, and this can be none: letters, digits"
                    + " and . _ - are expected");
        }
        if (Files.exists(shelf.place(wanted.name))) {
            throw new InstallFailure(wanted.name + " is installed already, in " + shelf.place(wanted.name));
        }
        try {
            return install(wanted, progress);
        } catch (IOException e) {
            throw new InstallFailure(
                    "the model can't be written to " + shelf.folder() + ": look at its permissions and the free space");
        }
    }

    private Installed install(Wanted wanted, ModelDownload.Progress progress)
            throws InstallFailure, InterruptedException, IOException {
        Files.createDirectories(shelf.folder());
        Path archive = wanted.file;
        Path part = shelf.folder().resolve("." + wanted.name + ".zip.part");
        if (archive == null) {
            download.fetch(Objects.requireNonNull(wanted.address), part, progress);
            archive = part;
        }
        if (wanted.checksum.isPresent() && !wanted.checksum.get().fits(archive)) {
            forget(part);
            throw new InstallFailure("the archive does not have the "
                    + wanted.checksum.get().algorithm() + " checksum that it should; nothing was installed");
        }
        String sha256 = Checksum.of("SHA-256", archive).hex();
        Path unpacking = shelf.folder().resolve("." + wanted.name + ".unpacking");
        delete(unpacking);
        try {
            Path model = ModelArchive.unpack(archive, unpacking);
            Files.move(model, shelf.place(wanted.name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unpacking);
        }
        forget(part);
        return new Installed(wanted.name, sha256, wanted.checksum.map(Checksum::algorithm));
    }

    private static void forget(Path part) throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(part.resolveSibling(part.getFileName() + ".tag"));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    private Wanted wanted(String what, Optional<Checksum> checksum) throws InstallFailure, InterruptedException {
        if (what.startsWith("http://") || what.startsWith("https://")) {
            URI address = address(what);
            Optional<Checksum> known = checksum.isPresent()
                    ? checksum
                    : download.small(URI.create(what + ".sha256")).flatMap(Checksum::parse);
            return new Wanted(nameOf(address.getPath()), address, null, known);
        }
        Path file = Path.of(what);
        if (Files.isRegularFile(file)) {
            return new Wanted(nameOf(file.getFileName().toString()), null, file, checksum);
        }
        if (Files.isDirectory(file)) {
            throw folderGiven(file);
        }
        if (!ModelShelf.isName(what)) {
            throw new InstallFailure("there is no file " + what + "; expected a file, an address or a model's name");
        }
        return published(what, checksum);
    }

    private InstallFailure folderGiven(Path given) {
        if (!ModelArchive.isModel(given)) {
            return new InstallFailure(given + " is a folder, and no Vosk model: am/final.mdl and conf/mfcc.conf are"
                    + " missing; expected a zip archive, an address or a model's name");
        }
        Path name = given.toAbsolutePath().normalize().getFileName();
        return new InstallFailure(given + " is the folder of a model, and a zip archive is expected; a model that is"
                + " unpacked is there once its folder is copied to " + shelf.folder() + ": then ./parley speech use "
                + name);
    }

    private static URI address(String text) throws InstallFailure {
        try {
            URI address = URI.create(text);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new InstallFailure("this is no address; expected one such as https://example.org/vosk-model-en.zip");
    }

    private static String nameOf(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.endsWith(".zip") ? last.substring(0, last.length() - 4) : last;
    }

    private Wanted published(String name, Optional<Checksum> checksum) throws InstallFailure, InterruptedException {
        String list = download.small(published.resolve("model-list.json"))
                .orElseThrow(() -> new InstallFailure("the list of models at " + published.getHost()
                        + " can't be reached; with an archive at hand: ./parley speech install FILE"));
        for (JsonNode model : parsed(list)) {
            if (model.path("name").asText().equals(name)) {
                Optional<Checksum> known = checksum.isPresent()
                        ? checksum
                        : Checksum.parse(model.path("sha256").asText(""))
                                .or(() -> Checksum.parse(model.path("md5").asText("")));
                URI address = address(model.path("url")
                        .asText(published.resolve(name + ".zip").toString()));
                return new Wanted(name, address, null, known);
            }
        }
        throw new InstallFailure("there is no published model " + name + "; " + published + " lists them");
    }

    private JsonNode parsed(String list) throws InstallFailure {
        try {
            return JSON.readTree(list);
        } catch (JsonProcessingException e) {
            throw new InstallFailure("the list of models at " + published.getHost() + " can't be read");
        }
    }
}
