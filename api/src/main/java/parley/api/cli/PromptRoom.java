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
import parley.api.config.ParleyConfig.PromptsConfig;
import parley.api.config.Settings;
import parley.api.models.ModelCatalogue;
import parley.prompts.library.FolderPromptStore;
import parley.prompts.library.Label;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptFileName;
import parley.prompts.library.PromptLibrary;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.PromptStore;
import parley.prompts.library.PromptVersion;
import parley.prompts.library.ReleaseGate;
import parley.prompts.lint.LintFinding;
import parley.prompts.lint.LintGate;
import parley.prompts.lint.LintSettings;
import parley.prompts.lint.PromptLint;
import parley.tutor.models.context.TokenEstimate;
import parley.tutor.store.JournalUnavailable;
import parley.tutor.store.jdbi.SqliteStore;

/**
 * The prompts of an installation, opened for a command. A model and speech are not needed.
 *
 * @param windowTokens of the smallest model that is configured
 * @param folder where they are files; null when they are in the database
 * @param database what is closed with the room; null where there are files
 */
record PromptRoom(
        PromptDesk desk,
        PromptLibrary library,
        int windowTokens,
        @Nullable Path folder,
        @Nullable SqliteStore database) implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Opens the store that the settings name; with folder nothing is made until something is saved. */
    static PromptRoom open(Settings settings) throws CliFailure {
        PromptsConfig config = settings.config().prompts();
        if (!config.inDatabase()) {
            Path folder = settings.data().prompts();
            return over(new FolderPromptStore(folder), settings, folder, null);
        }
        SqliteStore database;
        try {
            database = SqliteStore.open(
                    InstallationOptions.prepared(settings).data().path());
        } catch (JournalUnavailable e) {
            throw new CliFailure(InstallationOptions.message(e), e);
        }
        return over(database.prompts(), settings, null, database);
    }

    private static PromptRoom over(
            PromptStore store, Settings settings, @Nullable Path folder, @Nullable SqliteStore database) {
        PromptsConfig config = settings.config().prompts();
        var library = PromptLibrary.of(store, config.followed(), config.variants());
        var desk = new PromptDesk(
                library,
                store,
                new LintGate(LintSettings::usual, question -> {
                    // Only a release whose suites are to be run needs the whole tutor.
                    try (Wiring wiring = InstallationOptions.open(settings, false)) {
                        return new SuiteGate(wiring).ask(question);
                    } catch (CliFailure e) {
                        return new ReleaseGate.Answer.Closed(List.of(InstallationOptions.message(e)));
                    }
                }),
                Clock.systemUTC());
        return new PromptRoom(desk, library, ModelCatalogue.of(settings).smallestWindow(), folder, database);
    }

    /** Where a file of the room's lies, for its author. */
    String placeOf(String fileName) {
        return folder == null
                ? fileName + " (in the database)"
                : folder.resolve(fileName).toString();
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
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

    LintSettings lintSettings() {
        return new LintSettings(
                windowTokens, TokenEstimate.TOKENS::tokens, LintSettings.usual().locales());
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
