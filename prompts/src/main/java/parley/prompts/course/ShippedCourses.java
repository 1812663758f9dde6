package parley.prompts.course;

import java.util.List;

/** The courses in our jar, which are part of the program: one that cannot be read is a bug. Thread-safe. */
public final class ShippedCourses {

    /** The ids of all shipped courses. */
    public static final List<String> IDS = List.of("everyday-english");

    private ShippedCourses() {}

    /** "Everyday English: ordering, introducing yourself, the past tense", A2–B1. Read once. */
    public static Course everydayEnglish() {
        return EverydayEnglish.COURSE;
    }

    private static final class EverydayEnglish {
        private static final Course COURSE =
                CourseReader.readShipped("everyday-english").orThrow();
    }
}
