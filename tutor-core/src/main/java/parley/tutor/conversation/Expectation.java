package parley.tutor.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tutor foresees the learner to say next, against which speech is heard a second time.
 *
 * @param question the tutor's turn that put it in force, or null before any; it counts once that turn was heard
 * @param answers right answers and known wrong ones, as spoken, most likely first
 * @param phrases things a learner may say to any question ("I don't know", "a hint please")
 * @param familiar other sentences that may well come up: the course's own near the exercise, and what this learner has said
 *     of late. The ear knows them, but that one of them was said tells nothing of whether the turn is over
 */
public record Expectation(
        @Nullable TurnId question, List<String> answers, List<String> phrases, List<String> familiar) {
    /**
     * More of all together than this are cut off: first phrases from the end of their list, then what is familiar; the
     * recogniser's grammar takes 2,500.
     */
    public static final int MAX_PHRASES = 1_000;

    public static final Expectation NONE = new Expectation(null, List.of(), List.of());

    public Expectation {
        answers = answers.stream().limit(MAX_PHRASES).toList();
        familiar = familiar.stream().limit(MAX_PHRASES - answers.size()).toList();
        phrases = phrases.stream()
                .limit(MAX_PHRASES - answers.size() - familiar.size())
                .toList();
    }

    /** One where nothing else is familiar. */
    public Expectation(@Nullable TurnId question, List<String> answers, List<String> phrases) {
        this(question, answers, phrases, List.of());
    }
}
