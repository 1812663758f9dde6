package parley.speech.workers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command that starts a worker. Its environment holds no keys: only what a Java process needs.
 *
 * @param words the command and its arguments
 */
public record WorkerCommand(List<String> words) {
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "LD_LIBRARY_PATH", "SystemRoot");

    public WorkerCommand {
        words = List.copyOf(words);
    }

    /** A Vosk worker on the Java and class path of this process, with a small heap: the model lies outside of it. */
    public static WorkerCommand vosk(Path modelFolder, int decodesAtOnce) {
        return java(
                "parley.speech.workers.WorkerMain",
                List.of(modelFolder.toAbsolutePath().toString(), Integer.toString(decodesAtOnce)));
    }

    /** A worker of another main class on this class path. */
    static WorkerCommand java(String mainClass, List<String> arguments) {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                // A report of a crash would hold pieces of memory, and with them of what was said.
                "-XX:+SuppressFatalErrorMessage",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        words.addAll(arguments);
        return new WorkerCommand(words);
    }

    ProcessBuilder builder() {
        var builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(ENVIRONMENT);
        // Recognisers' own messages may quote words.
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder;
    }
}
