package parley.evaluation.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.evaluation.check.Check;
import parley.prompts.course.Locales;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlReading;
import parley.prompts.source.YamlSource;
import parley.tutor.conversation.LearnerTurn;

/**
 * Reads a suite from a YAML file; {@code docs/evaluating.md} describes the format.
 *
 * <p>All that is wrong is reported in one pass as findings with file, line, column and field; nothing is thrown for any
 * content. A suite comes out only when there is no error. Limits: 1 MiB a file ({@link YamlSource#MAX_BYTES}),
 * {@value Suite#MAX_CASES} cases, {@value SuiteCase#MAX_TURNS} turns a case. The static methods are thread-safe.
 */
public final class SuiteReader {
    /** The names of the suites in our jar. */
    public static final List<String> SHIPPED = List.of("everyday-english");

    private static final int MAX_NAME_CHARS = 200;

    private final List<Finding> findings = new ArrayList<>();

    private SuiteReader() {}

    /** Reads a file on disk. */
    public static SuiteReading read(Path file) {
        SourcePosition whole = SourcePosition.wholeFile(file.toString());
        if (Files.isDirectory(file)) {
            return SuiteReading.failed(Finding.error(whole, "", "this is a folder", "name a suite's .yaml file"));
        }
        if (!Files.exists(file)) {
            String hint = "check the path; shipped suites: " + String.join(", ", SHIPPED);
            return SuiteReading.failed(Finding.error(whole, "", "there is no such file", hint));
        }
        try (InputStream in = Files.newInputStream(file)) {
            // One byte over the limit is enough to know that it is too big, whatever the file is.
            return read(file.toString(), in.readNBytes(YamlSource.MAX_BYTES + 1));
        } catch (IOException e) {
            return SuiteReading.failed(
                    Finding.error(whole, "", "the file cannot be read", "check that you may read it"));
        }
    }

    /**
     * Reads a suite of our jar.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public static SuiteReading readShipped(String name) {
        String file = "suites/" + name + ".yaml";
        try (InputStream in = SHIPPED.contains(name) ? SuiteReader.class.getResourceAsStream("/" + file) : null) {
            if (in == null) {
                throw new IllegalArgumentException("There is no shipped suite " + name);
            }
            return read(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Our own jar cannot be read", e);
        }
    }

    /** Reads a suite's bytes; {@code file} is used in findings only. */
    public static SuiteReading read(String file, byte[] utf8) {
        YamlReading yaml = YamlSource.read(file, utf8);
        if (yaml.tree() == null) {
            return new SuiteReading(null, yaml.findings());
        }
        var reader = new SuiteReader();
        Suite suite =
                reader.suite(file, new SuiteFields(reader.findings, yaml.tree().root(), ""));
        reader.findings.sort((a, b) -> a.at().compareTo(b.at()));
        return new SuiteReading(suite, reader.findings);
    }

    private @Nullable Suite suite(String file, SuiteFields fields) {
        String name = text(fields.required("suite", MAX_NAME_CHARS));
        String course = text(fields.required("course", MAX_NAME_CHARS));
        String locale = locale(fields, "en");
        fields.optional("about", LearnerTurn.MAX_TEXT_CHARS);
        var cases = new ArrayList<SuiteCase>();
        Map<String, SourcePosition> names = new HashMap<>();
        for (SuiteFields one : fields.mappings("cases", Suite.MAX_CASES)) {
            cases.add(suiteCase(one, locale, names));
        }
        fields.refuseOthers();
        return Finding.anyError(findings) ? null : new Suite(name, course, file, cases);
    }

    private SuiteCase suiteCase(SuiteFields fields, String suiteLocale, Map<String, SourcePosition> names) {
        int findingsBefore = findings.size();
        String name = text(fields.required("case", MAX_NAME_CHARS));
        SourcePosition earlier = name.isEmpty() ? null : names.putIfAbsent(name, fields.at("case"));
        if (earlier != null) {
            fields.error("case", "this name is already taken at " + earlier, "choose another");
        }
        String locale = locale(fields, suiteLocale);
        String startsAt = text(fields.optional("starts_at", MAX_NAME_CHARS));
        var turns = new ArrayList<SuiteTurn>();
        for (SuiteFields one : fields.mappings("turns", SuiteCase.MAX_TURNS)) {
            turns.add(turn(one, turns.isEmpty()));
        }
        fields.refuseOthers();
        var read = new SuiteCase(fields.at(), name, locale, startsAt, turns);
        if (!turns.isEmpty() && read.checks() == 0 && findings.size() == findingsBefore) {
            fields.error("turns", "the case checks nothing, so it could not fail", "give a turn an `expect:`");
        }
        return read;
    }

    private SuiteTurn turn(SuiteFields fields, boolean first) {
        boolean opens = fields.flag("opens");
        String learner = text(fields.optional("learner", LearnerTurn.MAX_TEXT_CHARS));
        if (fields.readable() && fields.has("opens") == fields.has("learner")) {
            fields.error("learner", "a turn has either `learner:` or `opens: true`", "write one of the two");
        }
        if (opens && !first) {
            fields.error("opens", "only the first turn of a case can open it", "write `learner:` instead");
        }
        List<Check> checks = fields.mapping("expect")
                .map(expect -> {
                    int findingsBefore = findings.size();
                    List<Check> read = CheckReader.read(expect, opens);
                    if (read.isEmpty() && findings.size() == findingsBefore) {
                        fields.error("expect", "nothing is expected here", "write a check or remove `expect:`");
                    }
                    return read;
                })
                .orElse(List.of());
        fields.refuseOthers();
        return new SuiteTurn(fields.at(), learner, checks);
    }

    private static String locale(SuiteFields fields, String fallback) {
        Optional<SuiteFields.Text> locale = fields.optional("locale", MAX_NAME_CHARS);
        if (locale.isEmpty()) {
            return fallback;
        }
        if (!Locales.SHIPPED.contains(locale.get().value())) {
            fields.error(
                    "locale",
                    "the tutor does not speak this language",
                    "use one of " + String.join(", ", Locales.SHIPPED));
            return fallback;
        }
        return locale.get().value();
    }

    private static String text(Optional<SuiteFields.Text> read) {
        return read.map(SuiteFields.Text::value).orElse("");
    }
}
