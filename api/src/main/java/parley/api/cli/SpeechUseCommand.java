package parley.api.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.api.config.Settings;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.install.ModelShelf;
import parley.speech.workers.RecogniserWorkers;
import parley.speech.workers.WorkerCommand;
import parley.speech.workers.WorkerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley speech use}: which model hears, from the next start on. */
@Command(
        name = "use",
        description = "Lets a model hear its language from the next start on; it is loaded once to see that it works.",
        mixinStandardHelpOptions = true)
final class SpeechUseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "NAME", description = "A model of ./parley speech list; embedded: the one of the build.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String name;

    @Option(
            names = "--language",
            paramLabel = "CODE",
            description = "The language, two letters (default: what the model's name tells).")
    private @Nullable String language;

    @Override
    public Integer call() throws Exception {
        Settings settings = InstallationOptions.prepared(installation.settings());
        var shelf = new ModelShelf(settings.data().models());
        boolean embedded = name.equals(ModelShelf.EMBEDDED);
        if (!embedded && !shelf.has(name)) {
            throw new CliFailure("there is no model " + name + " here; ./parley speech list tells which there are");
        }
        String hears = language(settings, embedded);
        if (!embedded) {
            load(shelf);
        }
        shelf.use(hears, name);
        spec.commandLine().getOut().println(name + " hears " + hears + " from the next start on.");
        if (!hears.equals(settings.config().speech().language())) {
            spec.commandLine()
                    .getOut()
                    .println("Learners speak " + settings.config().speech().language()
                            + " as the settings are: set speech.language to " + hears + ".");
        }
        return 0;
    }

    private String language(Settings settings, boolean embedded) throws CliFailure {
        String hears = language != null
                ? language
                : embedded
                        ? settings.config().speech().language()
                        : ModelShelf.languageOf(name)
                                .orElseThrow(() -> new CliFailure(
                                        "the model's name does not tell its language; add --language, such as en"));
        if (!hears.matches("[a-z]{2}")) {
            throw new CliFailure("--language: expected two letters, such as en or zh");
        }
        return hears;
    }

    /** In a process of its own: a model that is none ends the one that loads it. */
    private void load(ModelShelf shelf) throws CliFailure, InterruptedException {
        try {
            RecogniserWorkers.open(name, WorkerCommand.vosk(shelf.place(name), 1), WorkerSettings.of(1, 1))
                    .close();
        } catch (RecogniserFailure e) {
            throw new CliFailure(name + " can't be used: " + InstallationOptions.message(e), e);
        }
    }
}
