package parley.api.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import parley.prompts.template.FrontMatter;
import parley.prompts.template.handlebars.Dialect;

/** What the studio's editor completes and highlights is what the library knows. */
class StudioVocabularyTest {
    private static final Path EDITOR = Path.of("src/main/resources/web/js/studio/editor");

    @Test
    void theEditorKnowsEveryHelper() throws IOException {
        assertThat(names("languages.js", "HELPERS")).isEqualTo(new TreeSet<>(Dialect.STRICT.helpers()));
        assertThat(Dialect.STRICT.helpers()).containsAll(names("languages.js", "BLOCK_HELPERS"));
    }

    @Test
    void theEditorKnowsEveryKey() throws IOException {
        assertThat(names("completion.js", "FRONT_MATTER_KEYS")).isEqualTo(new TreeSet<>(FrontMatter.KEYS));
    }

    private static Set<String> names(String file, String list) throws IOException {
        Matcher found =
                Pattern.compile("(?s)const " + list + " = \\[(.*?)]").matcher(Files.readString(EDITOR.resolve(file)));
        assertThat(found.find()).as(list).isTrue();
        Set<String> names = new TreeSet<>();
        Matcher name = Pattern.compile("'(\\w+)'").matcher(found.group(1));
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }
}
