package parley.prompts.library;

import java.util.Locale;
import java.util.Optional;

/** A name that stands on one version of a prompt and can be moved to another. */
public enum Label {
    /** What an author works on. Whoever follows it gets the working copy itself; the label keeps saved states of it. */
    DRAFT,
    /** What is being tried out. */
    STAGING,
    /** What learners get. */
    PRODUCTION;

    /** Its name in files and commands. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Label> named(String fileName) {
        for (Label label : values()) {
            if (label.fileName().equals(fileName)) {
                return Optional.of(label);
            }
        }
        return Optional.empty();
    }
}
