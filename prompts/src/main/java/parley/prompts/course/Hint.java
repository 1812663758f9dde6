package parley.prompts.course;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One rung of a ladder of help, none of which tells the answer. Telling it is the step after the last rung. */
public record Hint(Rung rung, LocalizedText text) {

    /** How much a hint gives, least first. */
    public enum Rung {
        /** Points at where to look. */
        POINT,
        /** Asks a question that leads on. */
        QUESTION,
        /** Does a part of the work. */
        PARTIAL_STEP,
        /** Solves another problem of the same build. */
        WORKED_EXAMPLE;

        /** The rung's name in a course file. */
        public String fileName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Rung> named(String fileName) {
            return Arrays.stream(values())
                    .filter(rung -> rung.fileName().equals(fileName))
                    .findFirst();
        }
    }
}
