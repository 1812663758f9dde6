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
import parley.prompts.source.Said;
import parley.prompts.source.YamlNode;

/** What the readers of one course share: its files, its locales, and the findings so far. Used by one thread. */
final class ReadingContext {

    /** The longest text file, in bytes: three to a character of the longest text. */
    private static final int MAX_TEXT_BYTES = 3 * FieldReader.MAX_TEXT;

    /** The most text files that a course may name, so that a small file cannot ask for much memory. */
    static final int MAX_TEXT_FILES = 1_000;

    /** The most bytes of all YAML files of a course together; our own courses have about one million. */
    static final int MAX_COURSE_BYTES = 10 * 1024 * 1024;

    /** The most findings that are kept; nobody mends more at a time. */
    static final int MAX_FINDINGS = 1_000;

    final CourseFiles files;
    private final List<Finding> findings = new ArrayList<>();
    private int textFiles;
    private int bytes;
    private boolean left;
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

    void error(YamlNode at, String path, CharSequence message, CharSequence hint) {
        add(Finding.error(at.at(), path, message, hint));
    }

    void warning(YamlNode at, String path, CharSequence message, CharSequence hint) {
        add(Finding.warning(at.at(), path, message, hint));
    }

    /** Notes a finding; beyond {@link #MAX_FINDINGS} only that there are more, which is an error. */
    void add(Finding finding) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(finding);
        } else if (!left) {
            left = true;
            findings.add(Finding.error(
                    finding.at(),
                    "",
                    Said.of("there are more than {} findings; the rest is left out", MAX_FINDINGS),
                    "mend these first"));
        }
    }

    boolean anyError() {
        return Finding.anyError(findings);
    }

    /** The findings so far, by file and line. */
    List<Finding> findings() {
        return findings.stream().sorted((a, b) -> a.at().compareTo(b.at())).toList();
    }

    /** Whether so many more bytes are too many. */
    boolean tooMuch(int more) {
        bytes += more;
        return bytes > MAX_COURSE_BYTES;
    }

    /** The text of a Markdown file of the folder, or nothing and a finding at the place that names the file. */
    Optional<String> textFile(YamlNode at, String path, String name) {
        if (!name.endsWith(".md")) {
            error(
                    at,
                    path,
                    Said.of("a text's file must end in .md, not {}", name),
                    "for example file: texts/fractions.md");
            return Optional.empty();
        }
        if (++textFiles > MAX_TEXT_FILES) {
            error(
                    at,
                    path,
                    Said.of("the course names more than {} text files", MAX_TEXT_FILES),
                    "write short texts in place");
            return Optional.empty();
        }
        try {
            byte[] read = files.read(name);
            if (read.length > MAX_TEXT_BYTES) {
                error(at, path, Said.of("the file {} is longer than {} bytes", name, MAX_TEXT_BYTES), "shorten it");
                return Optional.empty();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1).strip() : text.strip());
        } catch (CharacterCodingException e) {
            error(at, path, Said.of("the file {} is not valid UTF-8", name), "save it with the encoding UTF-8");
        } catch (IOException | InvalidPathException e) {
            error(at, path, Said.of("there is no file {}", name), "create it inside the course's folder");
        }
        return Optional.empty();
    }
}
