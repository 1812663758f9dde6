package parley.speech.vosk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A view of a model's folder in which Kaldi adds no noise of its own ({@link Dither} says why): links to everything, and a
 * {@code conf/mfcc.conf} that says {@code --dither=0}. The model itself stays as it was installed. It is needed only while
 * the model is loaded, and closing it deletes it.
 *
 * <p>Where no links can be made (Windows without the right to) the folder is used as it is.
 */
final class QuietModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuietModel.class);
    private static final String FEATURES = "mfcc.conf";
    private static final String DITHER = "--dither=";

    private final Path folder;
    private final boolean view;

    private QuietModel(Path folder, boolean view) {
        this.folder = folder;
        this.view = view;
    }

    static QuietModel of(Path model) {
        Path view;
        try {
            view = Files.createTempDirectory("parley-model");
        } catch (IOException e) {
            LOG.debug("no folder for temporary files; the same sound may be heard a little differently each time", e);
            return new QuietModel(model, false);
        }
        var made = new QuietModel(view, true);
        try {
            linkAll(model, view, "conf");
            Path conf = Files.createDirectory(view.resolve("conf"));
            linkAll(model.resolve("conf"), conf, FEATURES);
            List<String> lines =
                    new ArrayList<>(Files.readAllLines(model.resolve("conf").resolve(FEATURES)));
            lines.removeIf(line -> line.strip().startsWith(DITHER));
            lines.add(DITHER + "0");
            Files.write(conf.resolve(FEATURES), lines);
            return made;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("no links can be made here; the same sound may be heard a little differently each time", e);
            made.close();
            return new QuietModel(model, false);
        }
    }

    private static void linkAll(Path from, Path to, String except) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (!name.equals(except)) {
                    Files.createSymbolicLink(to.resolve(name), entry.toRealPath());
                }
            }
        }
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
