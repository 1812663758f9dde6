package parley.prompts.course;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlNode;
import parley.prompts.source.YamlReading;
import parley.prompts.source.YamlSource;

/**
 * Reads a course from its folder: {@code course.yaml}, and the unit files that its {@code units} list names.
 *
 * <p>All that is wrong is reported in one pass as findings with file, line and field; nothing is thrown. A course
 * comes out only when there is no error. Limits: those of {@link YamlSource} for each file, {@link #MAX_UNITS} units,
 * {@link #MAX_ITEMS} items. An instance reads one course; the static methods are thread-safe.
 */
public final class CourseReader {

    /** The most units, and so unit files, of one course. */
    public static final int MAX_UNITS = 100;

    /** The most items of one course. */
    public static final int MAX_ITEMS = 10_000;

    /** The most accepted, or foreseen wrong, answers of one item: each is a sentence that a recogniser listens for. */
    public static final int MAX_ANSWERS = 200;

    /** The file with which the reading of a course begins. */
    public static final String COURSE_FILE = "course.yaml";

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

    private final CourseFiles files;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, SourcePosition> unitIds = new LinkedHashMap<>();
    private final Map<String, SourcePosition> conceptIds = new LinkedHashMap<>();
    private final Map<String, SourcePosition> itemIds = new LinkedHashMap<>();

    private CourseReader(CourseFiles files) {
        this.files = files;
    }

    /** Reads the course in a folder on disk. Its id must be the folder's name. */
    public static CourseReading read(Path folder) {
        return new CourseReader(new CourseFiles.Folder(folder)).read();
    }

    /** Reads a course from our jar by its id. */
    public static CourseReading readShipped(String courseId) {
        return new CourseReader(new CourseFiles.Shipped(courseId)).read();
    }

    private CourseReading read() {
        Course course = load(COURSE_FILE, Finding::error, COURSE_FILE)
                .map(root -> course(new FieldReader(findings, root, "")))
                .orElse(null);
        findings.sort((a, b) -> a.at().compareTo(b.at()));
        return new CourseReading(Finding.anyError(findings) ? null : course, findings);
    }

    private @Nullable Course course(FieldReader fields) {
        String id = id(fields, new LinkedHashMap<>());
        LocalizedText title = fields.localized("title");
        String level = fields.text("level");
        LocalizedText summary = fields.localized("summary");
        List<Unit> units = new ArrayList<>();
        for (FieldReader.At<YamlNode> entry : fields.list("units", MAX_UNITS)) {
            unit(entry).ifPresent(units::add);
        }
        if (!id.isEmpty() && !files.courseId().isEmpty() && !id.equals(files.courseId())) {
            fields.error("id", "the id differs from the folder's name " + files.courseId(), "make them the same");
        }
        fields.refuseOthers();
        if (itemIds.size() > MAX_ITEMS) {
            fields.error("units", "the course has more than " + MAX_ITEMS + " items", "split it into two courses");
        }
        if (itemIds.isEmpty()) {
            fields.error("units", "the course has no item", "give at least one concept an item");
        }
        return Finding.anyError(findings)
                ? null
                : new Course(id, title, level, summary, Subject.ENGLISH, units, ItemInstances.NONE);
    }

    /** A unit written in place, or the name of the file that holds it. */
    private Optional<Unit> unit(FieldReader.At<YamlNode> entry) {
        if (entry.value() instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return load(
                            scalar.text(),
                            (at, field, message, hint) ->
                                    Finding.error(entry.value().at(), entry.path(), message, hint),
                            scalar.text())
                    .map(root -> unit(new FieldReader(findings, root, "")));
        }
        return Optional.of(unit(new FieldReader(findings, entry.value(), entry.path())));
    }

    private Unit unit(FieldReader fields) {
        String id = id(fields, unitIds);
        LocalizedText title = fields.localized("title");
        List<Concept> concepts = fields.mappings("concepts", MAX_ITEMS, this::concept);
        fields.refuseOthers();
        return new Unit(id, title, concepts);
    }

    private Concept concept(FieldReader fields) {
        String id = id(fields, conceptIds);
        LocalizedText title = fields.localized("title");
        Map<ExplanationStyle, LocalizedText> explanations =
                Map.of(ExplanationStyle.DEFINITION, fields.localized("explanation"));
        List<LocalizedText> examples = fields.optionalLocalizedList("examples");
        List<String> keywords = fields.optionalTexts("keywords");
        List<Item> items = fields.mappings("items", MAX_ITEMS, this::item).stream()
                .flatMap(Optional::stream)
                .toList();
        fields.refuseOthers();
        return new Concept(id, title, List.of(), explanations, examples, keywords, List.of(), items);
    }

    private Optional<Item> item(FieldReader fields) {
        String id = id(fields, itemIds);
        ItemKind kind = kind(fields);
        LocalizedText prompt = fields.localized("prompt");
        String say = fields.optionalText("say").orElseGet(() -> prompt.in(LocalizedText.FALLBACK));
        List<String> answers = answers(fields);
        List<LocalizedText> texts = fields.optionalLocalizedList("hints");
        List<Hint> hints = new ArrayList<>();
        List<Hint.Rung> rungs = List.of(Hint.Rung.values());
        for (int i = 0; i < Math.min(texts.size(), rungs.size()); i++) {
            hints.add(new Hint(rungs.get(i), texts.get(i)));
        }
        LocalizedText explanation = fields.localized("explanation");
        List<String> vocabulary = fields.optionalTexts("vocabulary");
        List<Misconception> misconceptions =
                fields.has("misconceptions") ? fields.mappings("misconceptions", 50, misconceptions()) : List.of();
        fields.refuseOthers();
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        Item item = new Item(
                id,
                kind,
                prompt,
                say,
                new AnswerKey.Text(answers),
                hints,
                explanation,
                vocabulary,
                misconceptions,
                null);
        new ItemCheck(fields).check(item);
        return Optional.of(item);
    }

    private Function<FieldReader, Misconception> misconceptions() {
        Map<String, SourcePosition> ids = new LinkedHashMap<>();
        return fields -> {
            String id = id(fields, ids);
            List<String> answers = answers(fields);
            LocalizedText feedback = fields.localized("feedback");
            boolean typedOnly = fields.optionalFlag("typed-only");
            fields.refuseOthers();
            return new Misconception(id, answers, feedback, typedOnly, null);
        };
    }

    /** The answers that the field's patterns stand for, in order and without repetition. */
    private static List<String> answers(FieldReader fields) {
        Set<String> answers = new LinkedHashSet<>();
        for (String pattern : fields.texts("answers")) {
            try {
                answers.addAll(AnswerPattern.expand(pattern));
            } catch (AnswerPattern.Malformed e) {
                fields.error("answers", e.getMessage() + ": " + pattern, "write {one|another} for alternatives");
            }
        }
        answers.remove("");
        if (answers.size() > MAX_ANSWERS) {
            fields.error("answers", "there are more than " + MAX_ANSWERS + " answers", "accept fewer");
        }
        return List.copyOf(answers);
    }

    private ItemKind kind(FieldReader fields) {
        String name = fields.text("kind");
        Optional<ItemKind> kind = ItemKind.named(name);
        if (kind.isEmpty() && !name.isEmpty()) {
            List<String> known =
                    Arrays.stream(ItemKind.values()).map(ItemKind::fileName).toList();
            fields.error("kind", "there is no such kind of item", "use one of " + String.join(", ", known));
        }
        return kind.orElse(ItemKind.SHORT_ANSWER);
    }

    private String id(FieldReader fields, Map<String, SourcePosition> taken) {
        String id = fields.text("id");
        if (id.isEmpty()) {
            return id;
        }
        if (!ID.matcher(id).matches()) {
            fields.error(
                    "id", "an id is lower-case letters, digits and hyphens, at most 80", "for example order-coffee");
        }
        SourcePosition earlier = taken.putIfAbsent(id, fields.position("id"));
        if (earlier != null) {
            fields.error("id", "the id " + id + " is already taken at " + earlier, "choose another");
        }
        return id;
    }

    /** Makes a finding about the place that asked for a file. */
    private interface AskedHere {
        Finding finding(SourcePosition at, String field, String message, String hint);
    }

    private Optional<YamlNode> load(String name, AskedHere asked, String shown) {
        SourcePosition file = SourcePosition.wholeFile(files.display(shown));
        byte[] bytes;
        try {
            bytes = files.read(name);
        } catch (NoSuchFileException | InvalidPathException e) {
            findings.add(asked.finding(file, "", "there is no file " + shown, "create it inside the course's folder"));
            return Optional.empty();
        } catch (IOException e) {
            findings.add(asked.finding(
                    file, "", "the file " + shown + " cannot be read", "check that it exists and may be read"));
            return Optional.empty();
        }
        YamlReading reading = YamlSource.read(files.display(name), bytes);
        findings.addAll(reading.findings());
        return Optional.ofNullable(reading.tree()).map(tree -> tree.root());
    }
}
