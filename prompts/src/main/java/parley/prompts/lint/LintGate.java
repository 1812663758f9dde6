package parley.prompts.lint;

import java.util.List;
import java.util.function.Supplier;
import parley.prompts.library.ReleaseGate;
import parley.prompts.source.Severity;

/**
 * Keeps a version with errors that can be seen in its text from going to learners, and asks another gate about one
 * without. Thread-safe if the other gate is.
 */
public final class LintGate implements ReleaseGate {
    /** Lines that are told; an author mends one after the other. */
    private static final int MOST_LINES = 5;

    private final Supplier<LintSettings> settings;
    private final ReleaseGate suites;

    /**
     * @param settings what to hold versions against, as it is when one is released
     * @param suites asked about versions that name suites
     */
    public LintGate(Supplier<LintSettings> settings, ReleaseGate suites) {
        this.settings = settings;
        this.suites = suites;
    }

    @Override
    public Answer ask(Question question) throws InterruptedException {
        List<String> errors = PromptLint.check(question.candidate(), question.prompt(), null, settings.get()).stream()
                .filter(found -> found.finding().severity() == Severity.ERROR)
                .map(found -> found.finding().asLine())
                .limit(MOST_LINES)
                .toList();
        if (!errors.isEmpty()) {
            return new Answer.Closed(errors);
        }
        return question.suites().isEmpty() ? new Answer.Open(List.of()) : suites.ask(question);
    }
}
