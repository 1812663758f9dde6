package parley.api.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.PromptSummary;
import parley.prompts.lint.LintFinding;
import parley.prompts.source.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley prompt lint}: what is wrong with prompts, by file, line and column. */
@Command(
        name = "lint",
        description =
                "Checks prompts and their samples and names what is wrong with file, line, column, code and hint.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code: 0 no errors, 1 errors (with --strict: or warnings), 2 no such prompt."},
        exitCodeOnExecutionException = PromptLintCommand.NO_PROMPT)
final class PromptLintCommand implements Callable<Integer> {
    static final int NO_PROMPT = 2;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Prompts' names (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--strict", description = "Warnings count as errors.")
    private boolean strict;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws CliFailure {
        try (PromptRoom room = PromptRoom.open(installation.settings())) {
            return call(room);
        }
    }

    private int call(PromptRoom room) throws CliFailure {
        PrintWriter out = spec.commandLine().getOut();
        List<LintFinding> findings = new ArrayList<>();
        for (String name : names.isEmpty() ? all(room) : names) {
            try {
                findings.addAll(room.lint(name));
            } catch (PromptRefusal e) {
                // Of all prompts, those without a text that can be read are told as files below.
                if (!names.isEmpty() || e.why() != PromptRefusal.Why.INVALID) {
                    throw PromptRoom.failure(e);
                }
            }
        }
        findings.sort(Comparator.comparing(LintFinding::finding, Finding.ERRORS_FIRST));
        List<String> unreadable = names.isEmpty() ? room.unreadable() : List.of();
        long errors = unreadable.size()
                + findings.stream().filter(found -> found.finding().isError()).count();
        long warnings = unreadable.size() + findings.size() - errors;
        if (json) {
            out.println(PromptRoom.json(
                    findings.stream().map(PromptLintCommand::fields).toList()));
        } else {
            unreadable.forEach(out::println);
            findings.forEach(found -> out.println(found.asLine()));
            out.println(CourseCheckCommand.counted(errors, "error") + ", "
                    + CourseCheckCommand.counted(warnings, "warning"));
        }
        out.flush();
        return errors > 0 || (strict && warnings > 0) ? 1 : 0;
    }

    /** Those, too, that never could be used. */
    private static List<String> all(PromptRoom room) {
        return room.desk().list().stream().map(PromptSummary::name).toList();
    }

    static Map<String, Object> fields(LintFinding found) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", found.code().fileName());
        fields.put("severity", found.finding().isError() ? "error" : "warning");
        fields.put("file", found.finding().at().file());
        fields.put("line", found.finding().at().line());
        fields.put("column", found.finding().at().column());
        fields.put("field", found.finding().field());
        fields.put("message", found.finding().message());
        fields.put("hint", found.finding().hint());
        return fields;
    }
}
