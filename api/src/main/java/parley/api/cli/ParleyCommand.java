package parley.api.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.api.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole. A failure is one line on standard error, never a stack trace; the log has the rest. */
@Command(
        name = "parley",
        description = "A tutor you can talk to, on your own machine.",
        versionProvider = ParleyCommand.VersionLine.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            ChatCommand.class,
            TalkCommand.class,
            EvalCommand.class,
            LearnerCommand.class,
            CourseCommand.class,
            ModelCommand.class,
            PromptCommand.class,
            SpeechCommand.class,
            DoctorCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "./parley COMMAND --help tells about one command."})
public final class ParleyCommand implements Runnable {
    private static final int USAGE_CODE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command that {@code args} name; 0 for success, 1 for a failure unless a command says otherwise, 2 for a misuse. */
    public static int run(String... args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return run(out, err, args);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        var line = new CommandLine(new ParleyCommand());
        // Plain text: it is read by people on all terminals and by programs.
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.setOut(out);
        line.setErr(err);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(ParleyCommand::misused);
        line.setExecutionExceptionHandler(ParleyCommand::failed);
        return line.execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int misused(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String what = e.getMessage() == null
                ? "misused"
                : e.getMessage().lines().findFirst().orElse("misused");
        String suggestion = "";
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> likely = unmatched.getSuggestions();
            suggestion = likely.isEmpty() ? "" : " Did you mean: " + String.join(", ", likely) + "?";
        }
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + what + "." + suggestion + " Try: ./" + name + " --help");
        return USAGE_CODE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        Logger log = LoggerFactory.getLogger(ParleyCommand.class);
        if (e instanceof CliFailure) {
            InstallationOptions.message(e)
                    .lines()
                    .forEach(line -> command.getErr().println("parley: " + line));
            log.info("The command failed", e);
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        // The log's own terminal line is this message.
        log.error(
                "Something went wrong that should not have ({}); logs/parley.log in the data folder has the details",
                e.getClass().getSimpleName(),
                e);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    static final class VersionLine implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "Parley " + Version.text() + " (Java " + Runtime.version().feature() + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")"
            };
        }
    }
}
