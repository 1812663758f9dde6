package parley.api.studio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.api.authoring.AuthoringFailure;
import parley.api.authoring.CourseFolder;
import parley.api.authoring.NewCourse;
import parley.api.authoring.WholeCourseCheck;
import parley.api.studio.CourseViews.Checked;
import parley.api.studio.CourseViews.ConceptOutline;
import parley.api.studio.CourseViews.CourseDetail;
import parley.api.studio.CourseViews.CourseFile;
import parley.api.studio.CourseViews.CourseLine;
import parley.api.studio.CourseViews.FileLine;
import parley.api.studio.CourseViews.ItemOutline;
import parley.api.studio.CourseViews.Saved;
import parley.api.studio.CourseViews.UnitOutline;
import parley.prompts.course.Course;
import parley.prompts.course.CourseReader;
import parley.prompts.course.CourseReading;
import parley.prompts.course.ShippedCourseTexts;
import parley.prompts.course.ShippedCourses;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlSource;
import parley.prompts.source.YamlTree;
import parley.tutor.understanding.KnownWords;

/** Courses as their authors see and change them: our jar's to read and copy, the data folder's to edit. Thread-safe. */
final class StudioCourses {
    /** Checks at one time; each may keep a processor busy for seconds. */
    private static final int MAX_CHECKS = 2;

    private static final int CHECK_WAIT_SECONDS = 20;
    private static final Pattern ID_LINE = Pattern.compile("^id:.*$", Pattern.MULTILINE);

    private final CourseWorkspace workspace;
    private final KnownWords words;
    private final Semaphore checks = new Semaphore(MAX_CHECKS);
    private final BrokenCourses broken;

    StudioCourses(CourseWorkspace workspace, KnownWords words) {
        this.workspace = workspace;
        this.words = words;
        this.broken = new BrokenCourses(workspace);
    }

    CourseViews.Courses list() throws StudioRefused {
        Map<String, CourseLine> lines = new LinkedHashMap<>();
        for (String id : ShippedCourses.IDS) {
            Course course = ShippedCourses.read(id);
            lines.put(id, new CourseLine(id, course.title().byLocale(), course.level(), false, true, false));
        }
        for (String id : workspace.courses()) {
            lines.put(id, line(id));
        }
        return new CourseViews.Courses(workspace.folder().toString(), List.copyOf(lines.values()));
    }

    /** What its first file tells, also where the course cannot be used. */
    private CourseLine line(String id) {
        Map<String, @Nullable Object> fields = firstFile(id);
        return new CourseLine(
                id,
                title(fields.get("title")),
                fields.get("level") instanceof String level ? level : "",
                true,
                ShippedCourses.IDS.contains(id),
                broken.isBroken(id));
    }

    /** Nothing where the file is missing or is none that can be read: one such course must not hide the others. */
    private Map<String, @Nullable Object> firstFile(String id) {
        try {
            CourseWorkspace.Text first = workspace.read(id, CourseReader.COURSE_FILE);
            YamlTree tree = first == null
                    ? null
                    : YamlSource.read(CourseReader.COURSE_FILE, first.text()).tree();
            return tree == null ? Map.of() : tree.plainMap();
        } catch (StudioRefused e) {
            return Map.of();
        }
    }

    private static Map<String, String> title(@Nullable Object title) {
        Map<String, String> byLocale = new TreeMap<>();
        if (title instanceof String text) {
            byLocale.put("en", text);
        } else if (title instanceof Map<?, ?> map) {
            map.forEach((locale, text) -> {
                if (text instanceof String line) {
                    byLocale.put(String.valueOf(locale), line);
                }
            });
        }
        return byLocale;
    }

    CourseDetail detail(String id) throws StudioRefused {
        CourseReading reading = reading(id, Map.of());
        boolean own = workspace.has(id);
        List<FileLine> files = new ArrayList<>();
        if (own) {
            for (String name : workspace.files(id)) {
                files.add(new FileLine(name, characters(id, name)));
            }
        } else {
            ShippedCourseTexts.of(id).forEach((name, text) -> files.add(new FileLine(name, text.length())));
        }
        Course course = reading.course();
        return new CourseDetail(
                id,
                course == null
                        ? (own ? line(id).title() : Map.of())
                        : course.title().byLocale(),
                own,
                ShippedCourses.IDS.contains(id),
                files,
                course == null ? List.of() : outline(course, reading, prefix(id)),
                FindingView.of(reading.findings(), prefix(id)));
    }

    /** Null where the file is too large to be opened, or no text. */
    private @Nullable Integer characters(String id, String name) {
        try {
            CourseWorkspace.Text text = workspace.read(id, name);
            return text == null ? null : text.text().length();
        } catch (StudioRefused e) {
            return null;
        }
    }

    private static List<UnitOutline> outline(Course course, CourseReading reading, String prefix) {
        return course.units().stream()
                .map(unit -> new UnitOutline(
                        unit.id(),
                        unit.title().byLocale(),
                        unit.concepts().stream()
                                .map(concept -> {
                                    SourcePosition at = reading.places().atConcept(concept.id());
                                    return new ConceptOutline(
                                            concept.id(),
                                            concept.title().byLocale(),
                                            relative(at.file(), prefix),
                                            at.line(),
                                            at.column(),
                                            concept.items().stream()
                                                    .map(item -> item(item, reading, prefix))
                                                    .toList());
                                })
                                .toList()))
                .toList();
    }

    private static ItemOutline item(parley.prompts.course.Item item, CourseReading reading, String prefix) {
        SourcePosition at = reading.places().atItem(item.id());
        return new ItemOutline(
                item.id(),
                item.kind().fileName(),
                item.prompt().byLocale(),
                relative(at.file(), prefix),
                at.line(),
                at.column());
    }

    private static String relative(String file, String prefix) {
        return file.startsWith(prefix) ? file.substring(prefix.length()) : file;
    }

    /** What stands before the name of a file in the findings of a shipped course. */
    private static String prefix(String id) {
        return "courses/" + id + "/";
    }

    CourseFile file(String id, String name) throws StudioRefused {
        CourseWorkspace.Text own = workspace.has(id) ? workspace.read(id, name) : null;
        if (own != null) {
            return new CourseFile(id, name, own.text(), own.hash(), true);
        }
        String shipped = !workspace.has(id) && ShippedCourses.IDS.contains(id)
                ? ShippedCourseTexts.of(id).get(name)
                : null;
        if (shipped == null) {
            throw new StudioRefused(404, "The course has no such file");
        }
        return new CourseFile(id, name, shipped, CourseWorkspace.hash(shipped), false);
    }

    Saved save(String id, String name, String text, @Nullable String expectedHash) throws StudioRefused {
        if (!workspace.has(id)) {
            throw new StudioRefused(
                    ShippedCourses.IDS.contains(id) ? 403 : 404,
                    ShippedCourses.IDS.contains(id)
                            ? "A shipped course is read-only; copy it, and edit the copy"
                            : "course: there is no course of this id");
        }
        return new Saved(name, workspace.write(id, name, text, expectedHash));
    }

    Checked check(String id, Map<String, String> edited, boolean whole) throws StudioRefused, InterruptedException {
        if (!checks.tryAcquire(CHECK_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new StudioRefused(503, "Other checks are still running; try again in a moment");
        }
        try {
            CourseReading reading = reading(id, edited);
            List<FindingView> findings =
                    FindingView.of(whole ? WholeCourseCheck.check(reading, words) : reading.findings(), prefix(id));
            int errors = (int) findings.stream()
                    .filter(finding -> finding.severity().equals("error"))
                    .count();
            return new Checked(reading.course() != null, errors, findings.size() - errors, findings);
        } finally {
            checks.release();
        }
    }

    private CourseReading reading(String id, Map<String, String> edited) throws StudioRefused {
        if (workspace.has(id)) {
            return CourseReader.readEdited(workspace.folder(id), edited);
        }
        if (ShippedCourses.IDS.contains(id)) {
            return CourseReader.readShipped(id);
        }
        throw new StudioRefused(404, "course: there is no course of this id");
    }

    /** Copies a course into the data folder under another id, or a shipped one under its own: it takes its place then. */
    CourseDetail copy(String id, String as) throws StudioRefused {
        Map<String, String> texts = new TreeMap<>();
        if (workspace.has(id)) {
            for (String name : workspace.files(id)) {
                CourseWorkspace.Text text = workspace.read(id, name);
                if (text != null) {
                    texts.put(name, text.text());
                }
            }
        } else if (ShippedCourses.IDS.contains(id)) {
            texts.putAll(ShippedCourseTexts.of(id));
        } else {
            throw new StudioRefused(404, "course: there is no course of this id");
        }
        CourseFolder folder = newFolder(as);
        texts.computeIfPresent(
                CourseReader.COURSE_FILE,
                (file, text) -> ID_LINE.matcher(text).replaceFirst("id: " + folder.courseId()));
        write(() -> folder.write(texts));
        return detail(as);
    }

    /** Makes a small working course to begin with. */
    CourseDetail create(String id) throws StudioRefused {
        CourseFolder folder = newFolder(id);
        write(() -> NewCourse.write(folder));
        return detail(id);
    }

    private synchronized CourseFolder newFolder(String id) throws StudioRefused {
        if (!CourseWorkspace.isId(id)) {
            throw new StudioRefused(
                    400,
                    "id: expected lower-case letters, digits and hyphens, such as my-course, at most 80 characters");
        }
        if (workspace.courses().size() >= parley.api.CourseShelf.MAX_OWN_COURSES) {
            throw new StudioRefused(409, "There are as many courses as are read; remove one first");
        }
        try {
            return CourseFolder.of(workspace.folder(id));
        } catch (AuthoringFailure e) {
            throw new StudioRefused(409, Said.of("There is a course {} already; choose another id", id));
        }
    }

    private interface Writing {
        void run() throws AuthoringFailure;
    }

    private static void write(Writing writing) throws StudioRefused {
        try {
            writing.run();
        } catch (AuthoringFailure e) {
            throw new StudioRefused(503, String.valueOf(e.getMessage()));
        }
    }
}
