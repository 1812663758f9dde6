package parley.tutor.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.YamlReading;
import parley.prompts.source.YamlSource;
import parley.tutor.models.tools.ToolJson;
import parley.tutor.models.tools.ToolSpec;

/** Reads what models are told of tools from our own file; a mistake in it is a bug. */
final class ToolTexts {
    private static final String FILE = "course-tools.yaml";

    private ToolTexts() {}

    /** The tools by name, in the file's order. */
    static Map<String, ToolSpec> read(ToolJson json) {
        YamlReading reading = YamlSource.read(FILE, text());
        if (reading.tree() == null || !reading.findings().isEmpty()) {
            throw new IllegalStateException("The file " + FILE + " is damaged");
        }
        Map<String, ToolSpec> specs = new LinkedHashMap<>();
        for (Object each : list(reading.tree().plainMap().get("tools"))) {
            Map<String, Object> tool = map(each);
            String name = String.valueOf(tool.get("name"));
            specs.put(
                    name,
                    new ToolSpec(
                            name, String.valueOf(tool.get("description")), json.write(map(tool.get("parameters")))));
        }
        return specs;
    }

    private static String text() {
        try (InputStream in = ToolTexts.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The file " + FILE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> given) {
            given.forEach((key, each) -> {
                if (each != null) {
                    map.put(String.valueOf(key), each);
                }
            });
        }
        return map;
    }
}
