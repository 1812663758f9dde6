package parley.prompts.course;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
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

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    private final ReadingContext context;
    private final Ids ids = new Ids();
    private final CoursePlaces places;
    private final Map<String, SourcePosition> unitIds = new LinkedHashMap<>();
    private final Map<String, SourcePosition> conceptIds = new LinkedHashMap<>();
    private final Map<String, SourcePosition> itemIds = new LinkedHashMap<>();
    private final Map<ItemKind, LocalizedText> instructions = new EnumMap<>(ItemKind.class);
    private final ItemReader items;
    private final ParametricItems instances;

    private CourseReader(CourseFiles files) {
        this.context = new ReadingContext(files);
        this.places = new CoursePlaces(SourcePosition.wholeFile(files.display(COURSE_FILE)));
        this.items = new ItemReader(ids, itemIds, instructions, context.placeholders, places);
        this.instances = new ParametricItems(context.placeholders);
    }

    /** Reads the course in a folder on disk. Its id must be the folder's name. */
    public static CourseReading read(Path folder) {
        return new CourseReader(new CourseFiles.Folder(folder)).read();
    }

    /**
     * Reads the course in a folder as it would be if some files were saved with other texts. Its findings name files
     * relative to the folder.
     *
     * @param edited texts by the file's name; empty to read what is on disk
     */
    public static CourseReading readEdited(Path folder, Map<String, String> edited) {
        return new CourseReader(new CourseFiles.Edited(folder, edited)).read();
    }

    /** Reads a course from our jar by its id. */
    public static CourseReading readShipped(String courseId) {
        return new CourseReader(new CourseFiles.Shipped(courseId)).read();
    }

    private CourseReading read() {
        Course course = load(COURSE_FILE, Finding::error, COURSE_FILE)
                .map(root -> course(new FieldReader(context, root, "")))
                .orElse(null);
        return new CourseReading(context.anyError() ? null : course, context.findings(), places);
    }

    private @Nullable Course course(FieldReader fields) {
        String id = ids.read(fields, new LinkedHashMap<>());
        Subject subject = subject(fields);
        String language = language(fields);
        locales(fields);
        LocalizedText title = fields.localized("title");
        String level = fields.text("level");
        LocalizedText summary = fields.localized("summary");
        instructions(fields);
        List<Unit> units = new ArrayList<>();
        for (FieldReader.At<YamlNode> entry : fields.list("units", MAX_UNITS)) {
            unit(entry).ifPresent(units::add);
        }
        String folder = context.files.courseId();
        if (!id.isEmpty() && !folder.isEmpty() && !id.equals(folder)) {
            fields.error("id", Said.of("the id differs from the folder's name {}", folder), "make them the same");
        }
        fields.refuseOthers();
        if (itemIds.size() > MAX_ITEMS) {
            fields.error("units", Said.of("the course has more than {} items", MAX_ITEMS), "split it into two courses");
        }
        if (itemIds.isEmpty()) {
            fields.error("units", "the course has no item", "give at least one concept an item");
        }
        if (context.anyError()) {
            return null;
        }
        StructureCheck.check(units, places).forEach(context::add);
        new ItemCheck(places, instances).check(units).forEach(context::add);
        return context.anyError() ? null : new Course(id, title, level, summary, subject, language, units, instances);
    }

    private static Subject subject(FieldReader fields) {
        Optional<String> name = fields.optionalText("subject");
        Optional<Subject> subject = name.flatMap(Subject::named);
        if (name.isPresent() && subject.isEmpty()) {
            fields.error("subject", "there is no such subject", "use english or mathematics");
        }
        return subject.orElse(Subject.ENGLISH);
    }

    private static @Nullable String language(FieldReader fields) {
        String language = fields.optionalText("language").orElse(null);
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            fields.error("language", language + " is no language's letters", "for example en or zh");
        }
        return language;
    }

    private void locales(FieldReader fields) {
        List<String> locales = fields.optionalTexts("locales");
        if (locales.isEmpty()) {
            return;
        }
        for (String locale : locales) {
            if (!Locales.fallbacks(locale).getFirst().equals(locale)) {
                fields.error("locales", Said.of("{} is no language tag", locale), "for example en or zh-CN");
            }
        }
        if (!locales.contains(LocalizedText.FALLBACK)) {
            fields.error("locales", "en is missing, which all texts fall back to", "add en");
        }
        context.locales(locales);
    }

    private void instructions(FieldReader fields) {
        fields.optionalMapping("instructions").ifPresent(byKind -> {
            for (String name : byKind.names()) {
                Optional<ItemKind> kind = ItemKind.named(name);
                LocalizedText text = byKind.localized(name);
                if (kind.isEmpty()) {
                    byKind.error(name, "there is no such kind of item", Said.of("use one of {}", ItemReader.kinds()));
                } else {
                    instructions.put(kind.get(), text);
                }
            }
        });
    }

    /** A unit written in place, or the name of the file that holds it. */
    private Optional<Unit> unit(FieldReader.At<YamlNode> entry) {
        if (entry.value() instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return load(
                            scalar.text(),
                            (at, field, message, hint) ->
                                    Finding.error(entry.value().at(), entry.path(), message, hint),
                            scalar.text())
                    .map(root -> unit(new FieldReader(context, root, "")));
        }
        return Optional.of(unit(new FieldReader(context, entry.value(), entry.path())));
    }

    private Unit unit(FieldReader fields) {
        String id = ids.read(fields, unitIds);
        LocalizedText title = fields.localized("title");
        List<Concept> concepts = fields.mappings("concepts", MAX_ITEMS, this::concept);
        fields.refuseOthers();
        return new Unit(id, title, concepts);
    }

    private Concept concept(FieldReader fields) {
        String id = ids.read(fields, conceptIds);
        places.concept(id, fields.place());
        LocalizedText title = fields.localized("title");
        List<String> prerequisites = fields.optionalTexts("requires");
        Map<ExplanationStyle, LocalizedText> explanations = explanations(fields);
        List<LocalizedText> examples = fields.optionalLocalizedList("examples");
        List<String> keywords = fields.optionalTexts("keywords");
        Map<Hint.Rung, LocalizedText> hints = ItemReader.ladder(fields, "hints");
        Map<String, Misconception> misconceptions = new LinkedHashMap<>();
        Map<String, SourcePosition> taken = new LinkedHashMap<>();
        if (fields.has("misconceptions")) {
            fields.mappings(
                            "misconceptions",
                            ItemReader.MAX_MISCONCEPTIONS,
                            inner -> items.misconceptionOfConcept(inner, taken))
                    .forEach(misconception -> misconceptions.putIfAbsent(misconception.id(), misconception));
        } else {
            fields.optionalText("misconceptions");
        }
        ItemReader.Shared shared = new ItemReader.Shared(
                Objects.requireNonNull(explanations.get(ExplanationStyle.DEFINITION)), hints, misconceptions);
        List<Item> read = fields.mappings("items", MAX_ITEMS, inner -> items.item(inner, shared)).stream()
                .flatMap(Optional::stream)
                .toList();
        fields.refuseOthers();
        return new Concept(
                id, title, prerequisites, explanations, examples, keywords, List.copyOf(misconceptions.values()), read);
    }

    /** The explanations by style; the definition stands for itself, even when it is missing. */
    private static Map<ExplanationStyle, LocalizedText> explanations(FieldReader fields) {
        Map<ExplanationStyle, LocalizedText> explanations = new EnumMap<>(ExplanationStyle.class);
        explanations.put(ExplanationStyle.DEFINITION, FieldReader.NOTHING);
        fields.required("explanations");
        fields.optionalMapping("explanations").ifPresent(byStyle -> {
            for (String name : byStyle.names()) {
                Optional<ExplanationStyle> style = ExplanationStyle.named(name);
                LocalizedText text = byStyle.localized(name);
                if (style.isEmpty()) {
                    byStyle.error(
                            name,
                            "there is no such style of explanation",
                            "use definition, example, analogy or worked-example");
                } else {
                    explanations.put(style.get(), text);
                }
            }
            byStyle.required(ExplanationStyle.DEFINITION.fileName());
        });
        return explanations;
    }

    /** Makes a finding about the place that asked for a file. */
    private interface AskedHere {
        Finding finding(SourcePosition at, String field, CharSequence message, CharSequence hint);
    }

    private Optional<YamlNode> load(String name, AskedHere asked, String shown) {
        SourcePosition file = SourcePosition.wholeFile(context.files.display(shown));
        byte[] bytes;
        try {
            bytes = context.files.read(name);
        } catch (NoSuchFileException | InvalidPathException e) {
            context.add(asked.finding(
                    file, "", Said.of("there is no file {}", shown), "create it inside the course's folder"));
            return Optional.empty();
        } catch (IOException e) {
            context.add(asked.finding(
                    file, "", Said.of("the file {} cannot be read", shown), "check that it exists and may be read"));
            return Optional.empty();
        }
        if (context.tooMuch(bytes.length)) {
            context.add(asked.finding(
                    file,
                    "",
                    Said.of("the course's files together are larger than {} bytes", ReadingContext.MAX_COURSE_BYTES),
                    "split it into two courses"));
            return Optional.empty();
        }
        YamlReading reading = YamlSource.read(context.files.display(name), bytes);
        reading.findings().forEach(context::add);
        return Optional.ofNullable(reading.tree()).map(tree -> tree.root());
    }
}
