package parley.tutor.understanding;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Course;
import parley.prompts.course.Item;
import parley.tutor.understanding.maths.Equivalence;

/**
 * The graders of a course's items and of the instances of its parametric ones, made when they are first asked for.
 * Thread-safe. The {@value #MOST} used last are kept; the others are made anew when they come up again.
 */
final class Graders {
    static final int MOST = 500;

    private final Course course;
    private final SpellingSlip slip;
    private final Equivalence equivalence;

    private final Map<String, AnswerGrader> byExercise = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AnswerGrader> eldest) {
            return size() > MOST;
        }
    };

    Graders(Course course, SpellingSlip slip, Equivalence equivalence) {
        this.course = course;
        this.slip = slip;
        this.equivalence = equivalence;
    }

    /** The grader of an exercise, or null when the course has none of that id. */
    @Nullable
    AnswerGrader of(String exerciseId) {
        if (exerciseId.isEmpty()) {
            return null;
        }
        synchronized (byExercise) {
            AnswerGrader kept = byExercise.get(exerciseId);
            if (kept != null) {
                return kept;
            }
        }
        Optional<AnswerGrader> made = course.item(exerciseId).map(this::make);
        made.ifPresent(grader -> {
            synchronized (byExercise) {
                byExercise.put(exerciseId, grader);
            }
        });
        return made.orElse(null);
    }

    private AnswerGrader make(Item item) {
        try {
            return AnswerGrader.of(item, slip, equivalence);
        } catch (IllegalArgumentException unreadable) {
            // A checked course has no such key; in one that wasn't, an answer must do as it is written.
            return TextGrader.of(item, slip);
        }
    }
}
