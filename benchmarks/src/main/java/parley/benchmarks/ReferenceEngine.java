package parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The reference implementation of Dotprompt, run by Node: fetched by npm when it is first needed, never kept here. */
final class ReferenceEngine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private ReferenceEngine(Path folder) {
        this.folder = folder;
    }

    /** The reference; empty with a word on why when Node, npm or the package is not to be had. */
    static Optional<ReferenceEngine> find(Path root) throws IOException, InterruptedException {
        Path folder = root.resolve("benchmarks/target/dotprompt");
        Files.createDirectories(folder);
        for (String name : List.of("package.json", "package-lock.json", "reference.cjs")) {
            Files.copy(
                    root.resolve("benchmarks/dotprompt").resolve(name),
                    folder.resolve(name),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        if (!succeeds(folder, "node", "--version")) {
            System.out.println("the reference is not compared with: Node is not installed");
            return Optional.empty();
        }
        if (!Files.isDirectory(folder.resolve("node_modules/dotprompt"))
                && !succeeds(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")) {
            System.out.println("the reference is not compared with: npm does not fetch it");
            return Optional.empty();
        }
        return Optional.of(new ReferenceEngine(folder));
    }

    private static boolean succeeds(Path folder, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the reference makes of cases: for each {@code rendered} and {@code metadata}, or {@code refused}. */
    List<Map<String, Object>> outcomes(List<Map<String, @Nullable Object>> cases)
            throws IOException, InterruptedException {
        File in = folder.resolve("cases.json").toFile();
        File out = folder.resolve("outcomes.json").toFile();
        JSON.writeValue(in, cases);
        Process process = new ProcessBuilder("node", "reference.cjs")
                .directory(folder.toFile())
                .redirectInput(in)
                .redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the reference does not end");
        }
        JsonNode outcomes = JSON.readTree(out);
        return JSON.convertValue(
                outcomes,
                JSON.getTypeFactory()
                        .constructCollectionType(
                                List.class,
                                JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class)));
    }
}
