package parley.prompts.library;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One move of a label, never changed afterwards; where a label stands follows from all of them.
 *
 * @param version the version that the label stands on afterwards, for {@link Kind#SHARED} the one that is tried;
 *     null when the label stands on none, so that the working copy counts again
 * @param share for {@link Kind#SHARED} the part of learners who get the version, above 0 and below 1; else 0
 * @param message why; may be empty
 * @param forced why it was moved although the suites objected; null when they did not
 */
public record LabelMove(
        Kind kind,
        Label label,
        @Nullable String version,
        double share,
        String author,
        Instant at,
        String message,
        @Nullable String forced) {

    /** What happened. */
    public enum Kind {
        /** All get the version. */
        RELEASED,
        /** Some learners get the version, the others what the label stands on. */
        SHARED,
        /** Back to what was before. */
        ROLLED_BACK;

        public String fileName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> named(String fileName) {
            for (Kind kind : values()) {
                if (kind.fileName().equals(fileName)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    public LabelMove {
        if (version != null && !PromptVersion.isId(version)) {
            throw new IllegalArgumentException("A version's id is 64 hexadecimal digits");
        }
        if (kind == Kind.SHARED ? !(share > 0 && share < 1) || version == null : share != 0) {
            throw new IllegalArgumentException("A share is above 0 and below 1, and of a version");
        }
        if (kind == Kind.RELEASED && version == null) {
            throw new IllegalArgumentException("A version is released");
        }
        if (author.length() > PromptVersion.MAX_AUTHOR
                || message.length() > PromptVersion.MAX_MESSAGE
                || (forced != null && forced.length() > PromptVersion.MAX_MESSAGE)) {
            throw new IllegalArgumentException("The author or the message is too long");
        }
    }
}
