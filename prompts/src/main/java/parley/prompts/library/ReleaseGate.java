package parley.prompts.library;

import java.util.List;

/** Decides whether a version may go to learners; built above on the checks of its text and the suites that it names. Thread-safe; may take minutes. */
public interface ReleaseGate {
    /**
     * What is to be released.
     *
     * @param prompt the prompt's name
     * @param suites the suites that its front matter names; none where it names none
     * @param candidate what shall go to learners
     * @param present what they get now
     */
    record Question(String prompt, List<String> suites, PromptBundle candidate, PromptBundle present) {
        public Question {
            suites = List.copyOf(suites);
        }
    }

    /** The answer. */
    sealed interface Answer {
        /** Nothing became worse; {@code lines} tell what was run. */
        record Open(List<String> lines) implements Answer {
            public Open {
                lines = List.copyOf(lines);
            }
        }

        /** Something became worse, or could not be judged; {@code lines} tell what, at least one. */
        record Closed(List<String> lines) implements Answer {
            public Closed {
                lines = List.copyOf(lines);
            }
        }
    }

    Answer ask(Question question) throws InterruptedException;

    /** A gate for where no suite can be run: closed to every prompt that names one. */
    static ReleaseGate closed(String reason) {
        return question ->
                question.suites().isEmpty() ? new Answer.Open(List.of()) : new Answer.Closed(List.of(reason));
    }
}
