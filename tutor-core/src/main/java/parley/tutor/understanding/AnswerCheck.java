package parley.tutor.understanding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a turn stands to the open exercise. */
public sealed interface AnswerCheck {
    /** It was no answer, or no exercise is open. */
    record NotAnAnswer() implements AnswerCheck {}

    /**
     * Accepted.
     *
     * @param matched the accepted answer it matches
     * @param exact false when only spelling, an article's case or punctuation differ
     */
    record Right(String matched, boolean exact) implements AnswerCheck {}

    /**
     * Not accepted.
     *
     * @param misconceptionId the known misconception it shows, or empty
     * @param slip what exactly is amiss, where that can be said; null otherwise
     */
    record Wrong(String misconceptionId, @Nullable Slip slip) implements AnswerCheck {
        public Wrong(String misconceptionId) {
            this(misconceptionId, null);
        }
    }

    /**
     * It can't be told what was said or meant, so nothing is graded.
     *
     * @param heard what was heard
     * @param nearest the accepted answer it may have been, or empty
     * @param alternatives what else was perhaps said, likeliest first; empty in journals of earlier versions
     */
    record Unclear(String heard, String nearest, @Nullable List<String> alternatives) implements AnswerCheck {
        public Unclear {
            alternatives = alternatives == null ? List.of() : List.copyOf(alternatives);
        }

        public Unclear(String heard, String nearest) {
            this(heard, nearest, List.of());
        }
    }
}
