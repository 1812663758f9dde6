package parley.api.authoring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small working prompt in English and Chinese with samples, to be changed into one's own. */
public final class NewPrompt {
    private static final List<String> ENDINGS = List.of(".prompt", ".zh-CN.prompt", ".samples.yaml");

    private NewPrompt() {}

    /** Its files by name, the one to open first. */
    public static Map<String, String> files(String name) {
        Map<String, String> files = new LinkedHashMap<>();
        ENDINGS.forEach(ending -> files.put(name + ending, resource(ending).replace("NEW-PROMPT", name)));
        return files;
    }

    private static String resource(String ending) {
        try (InputStream in = NewPrompt.class.getResourceAsStream("/parley/new-prompt/new-prompt" + ending)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks new-prompt" + ending);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the jar's new-prompt cannot be read", e);
        }
    }
}
