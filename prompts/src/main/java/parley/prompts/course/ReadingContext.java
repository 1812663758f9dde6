package parley.prompts.course;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.prompts.source.Finding;
import parley.prompts.source.YamlNode;

/** What the readers of one course share: its files, its locales, and the findings so far. Used by one thread. */
final class ReadingContext {

    /** The longest text file, in bytes: three to a character of the longest text. */
    private static final int MAX_TEXT_BYTES = 3 * FieldReader.MAX_TEXT;

    final CourseFiles files;
    final List<Finding> findings = new ArrayList<>();
    final Placeholders placeholders = new Placeholders();
    private List<String> locales = Locales.SHIPPED;

    ReadingContext(CourseFiles files) {
        this.files = files;
    }

    /** The locales that every text of the course should have. */
    List<String> locales() {
        return locales;
    }

    void locales(List<String> locales) {
        this.locales = List.copyOf(locales);
    }

    void error(YamlNode at, String path, String message, String hint) {
        findings.add(Finding.error(at.at(), path, message, hint));
    }

    void warning(YamlNode at, String path, String message, String hint) {
        findings.add(Finding.warning(at.at(), path, message, hint));
    }

    /** The text of a Markdown file of the folder, or nothing and a finding at the place that names the file. */
    Optional<String> textFile(YamlNode at, String path, String name) {
        if (!name.endsWith(".md")) {
            error(at, path, "a text's file must end in .md, not " + name, "for example file: texts/fractions.md");
            return Optional.empty();
        }
        try {
            byte[] bytes = files.read(name);
            if (bytes.length > MAX_TEXT_BYTES) {
                error(at, path, "the file " + name + " is longer than " + MAX_TEXT_BYTES + " bytes", "shorten it");
                return Optional.empty();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1).strip() : text.strip());
        } catch (CharacterCodingException e) {
            error(at, path, "the file " + name + " is not valid UTF-8", "save it with the encoding UTF-8");
        } catch (IOException | InvalidPathException e) {
            error(at, path, "there is no file " + name, "create it inside the course's folder");
        }
        return Optional.empty();
    }
}
