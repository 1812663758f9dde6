package parley.api.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.api.SuiteGate;
import parley.api.Wiring;
import parley.api.config.Settings;
import parley.prompts.library.FolderPromptStore;
import parley.prompts.library.Label;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptFileName;
import parley.prompts.library.PromptLibrary;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.PromptVersion;
import parley.prompts.library.ReleaseGate;
import parley.prompts.lint.LintFinding;
import parley.prompts.lint.LintSettings;
import parley.prompts.lint.PromptLint;
import parley.tutor.models.context.TokenEstimate;

/** The prompts of an installation, opened for a command. A model and speech are not needed. */
record PromptRoom(PromptDesk desk, PromptLibrary library, Path folder) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static PromptRoom open(Settings settings) {
        Path folder = settings.data().prompts();
        var store = new FolderPromptStore(folder);
        var library = PromptLibrary.of(store, Label.PRODUCTION);
        var desk = new PromptDesk(
                library,
                store,
                question -> {
                    // Only a release whose suites are to be run needs the whole tutor.
                    try (Wiring wiring = InstallationOptions.open(settings, false)) {
                        return new SuiteGate(wiring).ask(question);
                    } catch (CliFailure e) {
                        return new ReleaseGate.Answer.Closed(List.of(InstallationOptions.message(e)));
                    }
                },
                Clock.systemUTC());
        return new PromptRoom(desk, library, folder);
    }

    static CliFailure failure(PromptRefusal refusal) {
        return new CliFailure(refusal.line(), refusal);
    }

    /** What is wrong with one prompt. */
    List<LintFinding> lint(String prompt) throws PromptRefusal {
        return PromptLint.check(
                desk.state(prompt, "working"),
                desk.place(prompt + PromptFileName.SAMPLES_ENDING),
                desk.samplesFile(prompt).map(PromptDesk.SourceFile::text).orElse(null),
                lintSettings());
    }

    static LintSettings lintSettings() {
        LintSettings usual = LintSettings.usual();
        return new LintSettings(usual.windowTokens(), TokenEstimate.TOKENS::tokens, usual.locales());
    }

    /** Files that cannot be read at all, which no prompt's own check tells of. */
    List<String> unreadable() {
        List<String> lines = new ArrayList<>();
        desk.findings().stream()
                .filter(finding -> finding.at().line() == 0)
                .forEach(finding -> lines.add(finding.asLine()));
        return lines;
    }

    /** Who changes something: {@code --author}, or the user of this machine. */
    static String author(@Nullable String option) {
        String name = option == null ? System.getProperty("user.name", "somebody") : option;
        return name.length() > PromptVersion.MAX_AUTHOR ? name.substring(0, PromptVersion.MAX_AUTHOR) : name;
    }

    static Label label(String option, String text) throws CliFailure {
        return Label.named(text).orElseThrow(() -> new CliFailure(option + ": expected draft, staging or production"));
    }

    /** A record or map as one line of JSON. */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plain value became no JSON", e);
        }
    }
}
