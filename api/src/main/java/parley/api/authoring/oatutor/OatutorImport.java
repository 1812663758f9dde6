package parley.api.authoring.oatutor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import parley.api.authoring.AuthoringFailure;
import parley.api.authoring.CourseFolder;
import parley.api.authoring.oatutor.PlainMath.NoPlainForm;

/**
 * Makes a course of OATutor's content: lessons become units, skills concepts, steps items, and hints rungs of the ladder.
 * What has no plain form is left out and named, with its reason, in {@code import-report.md}.
 */
public final class OatutorImport {

    /** The most steps of one course: what a learner could ever do, and what one course's files may hold. */
    public static final int MAX_STEPS = 4_000;

    /** The most items of one unit's file, so that it stays below the reader's limit of a megabyte. */
    static final int MAX_ITEMS_OF_UNIT = 250;

    private static final int MAX_UNITS = 100;

    /**
     * What came of it.
     *
     * @param leftOut the reason for each step or file that was left out, by its name
     */
    public record Outcome(int items, int concepts, Map<String, String> leftOut) {}

    private final Map<String, String> leftOut = new TreeMap<>();
    private final Map<String, ImportedUnit> units = new LinkedHashMap<>();
    private final Map<String, ImportedUnit.ImportedConcept> concepts = new LinkedHashMap<>();
    private final TreeSet<String> ids = new TreeSet<>();
    private final TreeSet<String> tasks = new TreeSet<>();
    private final TreeSet<String> sources = new TreeSet<>();
    private int hintsLeftOut;

    private OatutorImport() {}

    /**
     * Reads a local copy of the content and writes the course.
     *
     * @param course a part of the names of the courses that are wanted; empty for all
     * @param lesson a part of the names of the lessons that are wanted; empty for all
     */
    public static Outcome run(Path source, String course, String lesson, CourseFolder folder) throws AuthoringFailure {
        return new OatutorImport().convert(source, course, lesson, folder);
    }

    private Outcome convert(Path source, String course, String lesson, CourseFolder folder) throws AuthoringFailure {
        OatutorContent content = OatutorContent.open(source, leftOut);
        for (OatutorStep step : content.steps(holds(course), holds(lesson), MAX_STEPS)) {
            try {
                add(step, ImportedItem.of(step));
            } catch (NoPlainForm e) {
                leftOut.put(step.id(), e.reason());
            }
        }
        int items = units.values().stream().mapToInt(ImportedUnit::items).sum();
        if (items == 0) {
            throw new AuthoringFailure("nothing could be imported of " + source
                    + (leftOut.isEmpty()
                            ? ": no problem is of that course and lesson"
                            : "; for example " + leftOut.keySet().iterator().next() + ": "
                                    + leftOut.values().iterator().next()));
        }
        if (units.size() > MAX_UNITS) {
            throw new AuthoringFailure("there are more than " + MAX_UNITS
                    + " lessons, more than one course holds; choose some with --course or --lesson");
        }
        Map<String, String> files = new LinkedHashMap<>();
        files.put("course.yaml", courseFile(folder.courseId(), course.isEmpty() ? folder.courseId() : course));
        units.forEach((id, unit) -> files.put(id + ".yaml", unit.file(id)));
        files.put("import-report.md", report(items));
        folder.write(files);
        return new Outcome(items, concepts.size(), Map.copyOf(leftOut));
    }

    private static Predicate<String> holds(String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        return name -> name.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private void add(OatutorStep step, ImportedItem item) {
        if (!ids.add(item.id())) {
            leftOut.put(step.id(), "another step has the same name");
            return;
        }
        if (!tasks.add(item.prompt() + "\n" + item.answers())) {
            leftOut.put(step.id(), "the same task was imported before");
            return;
        }
        String skill = step.skills().isEmpty()
                ? (step.lesson().isEmpty() ? "exercises" : step.lesson())
                : step.skills().getFirst();
        ImportedUnit.ImportedConcept concept = concepts.computeIfAbsent(
                ImportedItem.slug(skill), id -> unitFor(step.lesson()).concept(id, skill, step.lesson()));
        concept.items().add(item);
        hintsLeftOut += item.hintsLeftOut();
        if (!step.source().isEmpty()) {
            sources.add(step.source());
        }
    }

    /** The lesson's unit, or a further one when that is full. A concept stays in the unit in which it first came. */
    private ImportedUnit unitFor(String lesson) {
        String name = lesson.isEmpty() ? "Exercises" : lesson;
        for (int part = 1; ; part++) {
            String title = part == 1 ? name : name + " (" + part + ")";
            ImportedUnit unit = units.computeIfAbsent(unitId(title), id -> new ImportedUnit(title, new ArrayList<>()));
            if (unit.items() < MAX_ITEMS_OF_UNIT) {
                return unit;
            }
        }
    }

    private static String unitId(String title) {
        String id = ImportedItem.slug("unit-" + title);
        // Two files of the folder must not have the same name.
        return "course".equals(id) ? "unit-course" : id;
    }

    private String courseFile(String id, String title) {
        StringBuilder yaml =
                new StringBuilder("# Imported from OATutor's content; see import-report.md for what was left out.\n");
        yaml.append("id: ").append(id).append('\n');
        yaml.append("subject: mathematics\n");
        yaml.append("locales: [en]\n");
        yaml.append("title: ").append(ImportedUnit.quoted(title)).append('\n');
        yaml.append("level: not given\n");
        yaml.append("summary: ")
                .append(ImportedUnit.quoted("Exercises on " + concepts.size() + " skills, imported from OATutor."))
                .append('\n');
        yaml.append("units:\n");
        units.keySet().forEach(unit -> yaml.append("  - ").append(unit).append(".yaml\n"));
        return yaml.toString();
    }

    private String report(int items) {
        StringBuilder report = new StringBuilder("# Import from OATutor\n\n");
        report.append(
                "Imported: %d items of %d concepts in %d units.\n".formatted(items, concepts.size(), units.size()));
        report.append("Left out: %d steps or files, and %d hints that told the answer or found no rung.\n\n"
                .formatted(leftOut.size(), hintsLeftOut));
        report.append(
                "What to do by hand: write each concept's definition (it names only the lesson), prerequisites"
                        + " (`requires`), and misconceptions; none of them is in the content. Then run `./parley course check`.\n");
        report.append("\n## Sources and their licences\n\n");
        report.append("OATutor's content is under CC BY 4.0: keep this list with the course.\n\n");
        sources.forEach(source -> report.append("- ").append(oneLine(source)).append('\n'));
        report.append("\n## Left out\n\n");
        if (leftOut.isEmpty()) {
            report.append("Nothing.\n");
        }
        leftOut.forEach((name, reason) -> report.append("- ")
                .append(oneLine(name))
                .append(": ")
                .append(reason)
                .append('\n'));
        return report.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ");
    }
}
