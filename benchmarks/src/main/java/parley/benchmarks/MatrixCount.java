package parley.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Runs the fault matrix, which is a test and writes down how many of its cells passed.
 *
 * @param cells how many there are
 * @param passed how many of them passed
 */
record MatrixCount(int cells, int passed) {
    private static final String TEST = "FaultMatrixTest";
    /** Empty when there is no such test in this checkout, or it could not be run. */
    static Optional<MatrixCount> run(Path root) throws IOException, InterruptedException {
        Optional<Path> source = find(root, TEST + ".java");
        if (source.isEmpty()) {
            return Optional.empty();
        }
        Path module = root.relativize(source.get()).getName(0);
        Path counted = root.resolve(module).resolve("target/fault-matrix.properties");
        Files.deleteIfExists(counted);
        Path log = Files.createTempFile("parley-matrix", ".log");
        var maven = new ProcessBuilder(List.of(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-f",
                        root.resolve("pom.xml").toString(),
                        "-pl",
                        module.toString(),
                        "-am",
                        "test",
                        "-Dtest=" + TEST,
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dspotless.check.skip=true",
                        "-Djacoco.skip=true"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        int code = maven.start().waitFor();
        if (!Files.exists(counted)) {
            System.out.println("the fault matrix was not run (mvn ended with " + code + "), see " + log);
            return Optional.empty();
        }
        var counts = new Properties();
        try (Reader reader = Files.newBufferedReader(counted)) {
            counts.load(reader);
        }
        return Optional.of(new MatrixCount(
                Integer.parseInt(counts.getProperty("matrix_cells", "0")),
                Integer.parseInt(counts.getProperty("matrix_passed", "0"))));
    }

    private static Optional<Path> find(Path folder, String end) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(
                folder,
                14,
                (path, kind) -> kind.isRegularFile() && path.toString().endsWith(end))) {
            return files.findFirst();
        }
    }
}
