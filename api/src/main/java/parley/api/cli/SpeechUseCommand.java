package parley.api.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.api.config.Settings;
import parley.speech.hearing.RecogniserFailure;
import parley.speech.install.ModelShelf;
import parley.speech.languages.SpokenLanguage;
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
        description =
                "Lets a model hear its language, beside those of other languages, from the next start on; it is loaded once to see that it works.",
        mixinStandardHelpOptions = true)
final class SpeechUseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(
            paramLabel = "NAME",
            description =
                    "A model of ./parley speech list; embedded: the one of the build; none: nothing hears the language.")
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
        boolean none = name.equals(ModelShelf.NONE);
        boolean installed = !none && !name.equals(ModelShelf.EMBEDDED);
        if (installed && !shelf.has(name)) {
            throw new CliFailure("there is no model " + name + " here; ./parley speech list tells which there are");
        }
        String hears = language();
        refuseWhatDoesNotHear(hears);
        if (installed) {
            load(shelf);
        }
        shelf.use(hears, name);
        PrintWriter out = spec.commandLine().getOut();
        out.println((none ? "Nothing" : name) + " hears " + hears + " from the next start on.");
        if (!none && !SpokenLanguages.of(settings).containsKey(hears)) {
            out.println("No course says that its learners speak it: give yours the line language: " + hears
                    + ", or set speech.language to " + hears + " for all that do not say.");
        }
        return 0;
    }

    /** Otherwise a language would seem to be heard, and every word of it be misheard. */
    private void refuseWhatDoesNotHear(String hears) throws CliFailure {
        boolean english = hears.equals(SpokenLanguage.ENGLISH);
        if (name.equals(ModelShelf.EMBEDDED) && !english) {
            throw new CliFailure("the embedded model hears English only; ./parley speech use none --language " + hears
                    + " lets nothing hear " + hears);
        }
        if (name.equals(ModelShelf.NONE) && english) {
            throw new CliFailure("English is always heard, by the embedded model at least; to hear nothing at all set "
                    + "speech.enabled to false");
        }
    }

    private String language() throws CliFailure {
        if (language == null && name.equals(ModelShelf.NONE)) {
            throw new CliFailure("--language: expected, with none, the language that nothing shall hear, such as zh");
        }
        String hears = language != null
                ? language
                : name.equals(ModelShelf.EMBEDDED)
                        ? SpokenLanguage.ENGLISH
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
