package parley.prompts.course;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a course is about, so far as it changes how answers are read. */
public enum Subject {
    /** A language course: what learners write is corrected. */
    ENGLISH,
    /** A mathematics course: answers are numbers and expressions, and nobody's grammar is corrected. */
    MATHEMATICS;

    /** The subject's name in a course file. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Subject> named(String fileName) {
        return Arrays.stream(values())
                .filter(s -> s.fileName().equals(fileName))
                .findFirst();
    }
}
