package parley.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the public data that the learner's model is measured on; it is no part of the repository. */
final class PublicData {
    private PublicData() {}

    /** The file in the folder that {@code PARLEY_KT} names; empty when it is not there. */
    static Optional<Path> file(String name) {
        String folder = System.getenv("PARLEY_KT");
        return Optional.ofNullable(folder)
                .map(Path::of)
                .map(path -> path.resolve(name))
                .filter(Files::isReadable);
    }

    static String missing(String name) {
        return name + ": not measured; set PARLEY_KT to the folder that holds it";
    }
}
