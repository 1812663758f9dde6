package parley.speech.vosk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A view of a model's folder with settings of our own: links to everything, a {@code conf/mfcc.conf} by which Kaldi adds no
 * noise ({@link Dither} says why), and a {@code conf/model.conf} with the rules by which {@link SentenceEnds} are told. The
 * model itself stays as it was installed. The view is needed only while the model is loaded, and closing it deletes it.
 *
 * <p>Where no links can be made (Windows without the right to) the folder is used as it is.
 */
final class ModelView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelView.class);
    private static final String FEATURES = "mfcc.conf";
    private static final String DITHER = "--dither=";
    private static final String MODEL = "model.conf";
    private static final String END_RULES = "--endpoint.rule";

    private static final String WITHOUT =
            "the same sound may be heard a little differently each time, and where sentences may end is not told";

    private final Path folder;
    private final boolean view;

    private ModelView(Path folder, boolean view) {
        this.folder = folder;
        this.view = view;
    }

    static ModelView of(Path model) {
        Path view;
        try {
            view = Files.createTempDirectory("parley-model");
        } catch (IOException e) {
            LOG.debug("no folder for temporary files: {}", WITHOUT, e);
            return new ModelView(model, false);
        }
        var made = new ModelView(view, true);
        try {
            linkAll(model, view, Set.of("conf"));
            Path conf = Files.createDirectory(view.resolve("conf"));
            linkAll(model.resolve("conf"), conf, Set.of(FEATURES, MODEL));
            rewrite(model, view, FEATURES, DITHER, List.of(DITHER + "0"));
            rewrite(model, view, MODEL, END_RULES, SentenceEnds.RULES);
            return made;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("no links can be made here: {}", WITHOUT, e);
            made.close();
            return new ModelView(model, false);
        }
    }

    /** Lines of {@code name} that begin with {@code prefix} are replaced; a file that is missing is not made. */
    private static void rewrite(Path model, Path view, String name, String prefix, List<String> instead)
            throws IOException {
        Path from = model.resolve("conf").resolve(name);
        if (Files.exists(from)) {
            List<String> lines = new ArrayList<>(Files.readAllLines(from));
            lines.removeIf(line -> line.strip().startsWith(prefix));
            lines.addAll(instead);
            Files.write(view.resolve("conf").resolve(name), lines);
        }
    }

    private static void linkAll(Path from, Path to, Set<String> except) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (!except.contains(name)) {
                    Files.createSymbolicLink(to.resolve(name), entry.toRealPath());
                }
            }
        }
    }

    /** Whether decoders of this model tell where sentences may end. */
    boolean tellsEnds() {
        return view && Files.exists(folder.resolve("conf").resolve(MODEL));
    }

    Path folder() {
        return folder;
    }

    /** What can't be deleted stays behind, a few links: the model is loaded all the same. */
    @Override
    public void close() {
        if (!view) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} could not be deleted", folder, e);
        }
    }
}
