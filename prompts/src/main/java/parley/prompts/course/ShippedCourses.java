package parley.prompts.course;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The courses in our jar, which are part of the program: one that cannot be read is a bug. Thread-safe. */
public final class ShippedCourses {

    /** The ids of all shipped courses. */
    public static final List<String> IDS = List.of("everyday-english", "algebra");

    private static final Map<String, Course> READ = new ConcurrentHashMap<>();

    private ShippedCourses() {}

    /**
     * A shipped course, read once.
     *
     * @throws IllegalArgumentException when no shipped course has the id
     */
    public static Course read(String id) {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException("no shipped course has this id; expected " + String.join(" or ", IDS));
        }
        return READ.computeIfAbsent(id, known -> CourseReader.readShipped(known).orThrow());
    }

    /** All shipped courses, in the order of {@link #IDS}. */
    public static List<Course> all() {
        return IDS.stream().map(ShippedCourses::read).toList();
    }

    /** The English course, A2–B1. */
    public static Course everydayEnglish() {
        return read("everyday-english");
    }
}
