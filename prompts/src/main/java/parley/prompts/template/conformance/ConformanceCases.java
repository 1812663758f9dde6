package parley.prompts.template.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.YamlSource;

/** Reads cases from {@code .yaml} files of the form that the Dotprompt specification's {@code spec/} folder has. */
public final class ConformanceCases {

    private ConformanceCases() {}

    /**
     * The cases of every {@code .yaml} file in a folder and the folders below it, in the order of their names.
     *
     * @throws AuthoringException when a file is malformed
     */
    public static List<ConformanceCase> of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder, 4)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        List<ConformanceCase> cases = new ArrayList<>();
        for (Path file : files) {
            String name = folder.relativize(file).toString().replaceFirst("\\.yaml$", "");
            Object suites =
                    YamlSource.read(name, Files.readAllBytes(file)).orThrow().plain();
            if (suites instanceof List<?> list) {
                list.forEach(suite -> add(name, suite, cases));
            }
        }
        return cases;
    }

    private static void add(String file, @Nullable Object suite, List<ConformanceCase> cases) {
        if (suite instanceof Map<?, ?> map && map.get("tests") instanceof List<?> tests) {
            int number = 0;
            for (Object test : tests) {
                number++;
                if (test instanceof Map<?, ?> fields) {
                    Object description = fields.get("desc") == null ? (Object) number : fields.get("desc");
                    cases.add(new ConformanceCase(
                            file + " / " + map.get("name") + " / " + description, textKeys(map), textKeys(fields)));
                }
            }
        }
    }

    private static Map<String, @Nullable Object> textKeys(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
