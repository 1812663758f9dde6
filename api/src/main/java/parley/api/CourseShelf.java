package parley.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import parley.prompts.course.Course;
import parley.prompts.course.CourseReader;
import parley.prompts.course.CourseReading;
import parley.prompts.course.ShippedCourses;
import parley.prompts.source.Finding;

/**
 * The courses of an installation: those of our jar, and those in the {@code courses} folder of the data folder, of which
 * one of the same id takes a shipped one's place. Immutable.
 *
 * @param courses by id, shipped ones first
 * @param problems what kept a folder from being a course, one line each; such a folder is left out
 */
public record CourseShelf(Map<String, Course> courses, List<String> problems) {
    /** Folders beyond these are not read: each course costs memory for its answers and passages. */
    public static final int MAX_OWN_COURSES = 50;

    public CourseShelf {
        problems = List.copyOf(problems);
    }

    /** Reads all courses; nothing is thrown for what an operator put into the folder. */
    public static CourseShelf read(Path ownCourses) {
        List<String> problems = new ArrayList<>();
        List<Path> folders = folders(ownCourses, problems);
        // Side by side: a start waits for them, and each takes a good part of a second of one core.
        List<CourseReading> readings = Stream.<Supplier<CourseReading>>concat(
                        ShippedCourses.IDS.stream().map(id -> () -> CourseReader.readShipped(id)),
                        folders.stream().map(folder -> () -> CourseReader.read(folder)))
                .parallel()
                .map(Supplier::get)
                .toList();
        Map<String, Course> courses = new LinkedHashMap<>();
        int shipped = ShippedCourses.IDS.size();
        for (CourseReading reading : readings.subList(0, shipped)) {
            Course course = reading.orThrow();
            courses.put(course.id(), course);
        }
        for (int i = 0; i < folders.size(); i++) {
            Path folder = folders.get(i);
            CourseReading reading = readings.get(shipped + i);
            Course course = reading.course();
            if (course != null) {
                courses.put(course.id(), course);
            } else {
                problems.add("The course in " + folder + " is left out: "
                        + reading.findings().stream()
                                .filter(Finding::isError)
                                .findFirst()
                                .map(Finding::asLine)
                                .orElse("it cannot be read")
                        + ". ./parley course check " + folder + " tells all");
            }
        }
        return new CourseShelf(courses, problems);
    }

    private static List<Path> folders(Path ownCourses, List<String> problems) {
        if (!Files.isDirectory(ownCourses)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(ownCourses)) {
            List<Path> folders = entries.filter(Files::isDirectory).sorted().toList();
            if (folders.size() > MAX_OWN_COURSES) {
                problems.add(ownCourses + " holds more than " + MAX_OWN_COURSES + " courses; the rest is left out");
            }
            return folders.stream().limit(MAX_OWN_COURSES).toList();
        } catch (IOException e) {
            problems.add(
                    ownCourses + " cannot be read (" + e.getClass().getSimpleName() + "): correct its permissions");
            return List.of();
        }
    }

    public Optional<Course> course(String id) {
        return Optional.ofNullable(courses.get(id));
    }
}
