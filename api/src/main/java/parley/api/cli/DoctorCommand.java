package parley.api.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import parley.api.Hearing;
import parley.api.cli.Finding.State;
import parley.api.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley doctor}: what is there, what is missing, and what mends it. */
@Command(
        name = "doctor",
        description = "Tells what is there, what is missing, and the command that mends it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code: 0 when everything needed is there (notes don't count), 1 otherwise."})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    @Option(names = "--online", description = "Ask each language model and the voice service for a sentence, too.")
    private boolean online;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings = findings();
        boolean well = findings.stream().noneMatch(Finding::wantsMending);
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(new Report(well, findings)));
        } else {
            print(out, findings, well);
        }
        return well ? 0 : 1;
    }

    /** What is printed as JSON. */
    record Report(boolean ok, List<Finding> findings) {}

    private List<Finding> findings() {
        Settings settings;
        try {
            settings = installation.settings();
        } catch (CliFailure e) {
            return List.of(Finding.wrong("settings", InstallationOptions.message(e), "correct what is named there"));
        }
        return new Examination(settings, Hearing.models(settings), online).findings();
    }

    private static void print(PrintWriter out, List<Finding> findings, boolean well) {
        int width = findings.stream()
                .mapToInt(finding -> finding.what().length())
                .max()
                .orElse(0);
        for (Finding finding : findings) {
            out.println(
                    String.format("%-8s %-" + width + "s  %s", mark(finding.state()), finding.what(), finding.found()));
            if (!finding.remedy().isEmpty()) {
                out.println(" ".repeat(10 + width) + " → " + finding.remedy());
            }
        }
        out.println();
        out.println(
                well
                        ? "Everything needed is there."
                        : "Something needed is missing, wrong or fails; the arrows say what mends it.");
    }

    private static String mark(State state) {
        return switch (state) {
            case THERE -> "ok";
            case NOTE -> "note";
            case MISSING -> "MISSING";
            case WRONG -> "WRONG";
            case FAILED -> "FAILED";
        };
    }
}
