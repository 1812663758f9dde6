package parley.speech.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The recogniser models that an operator has installed, one folder each, and which of them hears which language.
 *
 * <p>The choice stands in {@code in-use}, a line {@code LANGUAGE NAME} for each language. English without a line, or
 * whose model is gone, is heard by the embedded model; any other language then by none.
 */
public final class ModelShelf {
    /** The name by which the model of the build is chosen again. */
    public static final String EMBEDDED = "embedded";

    /** Chosen for a language that nothing shall hear any more. */
    public static final String NONE = "none";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern LANGUAGE = Pattern.compile("vosk-model-(?:small-|spk-)?([a-z]{2})(?:-.*)?");
    private static final Map<String, String> OTHER_CODES = Map.of("cn", "zh", "ua", "uk", "kz", "kk", "vn", "vi");

    private final Path folder;

    /** @param folder where they are; it need not be there yet */
    public ModelShelf(Path folder) {
        this.folder = folder;
    }

    /** Whether {@code name} can be a model's: letters, digits and . _ - */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals(EMBEDDED) && !name.equals(NONE);
    }

    /** The language that Vosk's naming tells, two letters; empty when it tells none. */
    public static Optional<String> languageOf(String name) {
        Matcher matcher = LANGUAGE.matcher(name);
        return matcher.matches()
                ? Optional.of(OTHER_CODES.getOrDefault(matcher.group(1), matcher.group(1)))
                : Optional.empty();
    }

    Path folder() {
        return folder;
    }

    public Path place(String name) {
        return folder.resolve(name);
    }

    public boolean has(String name) {
        return isName(name) && ModelArchive.isModel(place(name));
    }

    /** The models that are there, by name. */
    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString())
                    .filter(this::has)
                    .sorted()
                    .toList();
        }
    }

    /** Which model hears which language. */
    public Map<String, String> inUse() throws IOException {
        Path file = folder.resolve("in-use");
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        return Files.readAllLines(file).stream()
                .map(line -> line.strip().split("\\s+", 2))
                .filter(words -> words.length == 2)
                .collect(Collectors.toMap(words -> words[0], words -> words[1], (one, other) -> other, TreeMap::new));
    }

    /** The folders of the models that hear, by language; those of {@link #inUse} that are there. */
    public Map<String, Path> chosen() throws IOException {
        return inUse().entrySet().stream()
                .filter(choice -> has(choice.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, choice -> place(choice.getValue())));
    }

    /** Lets {@code name}, or with {@link #EMBEDDED} and {@link #NONE} no model of this shelf, hear {@code language} from the next start on. */
    public void use(String language, String name) throws IOException {
        var lines = new TreeMap<>(inUse());
        if (name.equals(EMBEDDED) || name.equals(NONE)) {
            lines.remove(language);
        } else {
            lines.put(language, name);
        }
        Files.createDirectories(folder);
        Path next = folder.resolve("in-use.next");
        Files.write(
                next,
                lines.entrySet().stream()
                        .map(line -> line.getKey() + " " + line.getValue())
                        .toList());
        Files.move(next, folder.resolve("in-use"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
