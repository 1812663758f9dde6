package parley.prompts.course;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way of explaining a concept. */
public enum ExplanationStyle {
    /** What it is and how it goes. */
    DEFINITION,
    /** Shown by instances. */
    EXAMPLE,
    /** By something that the learner knows already. */
    ANALOGY,
    /** One problem solved step by step. */
    WORKED_EXAMPLE;

    /** The style's name in a course file. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ExplanationStyle> named(String fileName) {
        return Arrays.stream(values())
                .filter(s -> s.fileName().equals(fileName))
                .findFirst();
    }
}
