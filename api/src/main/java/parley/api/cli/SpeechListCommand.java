package parley.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.api.Hearing;
import parley.api.ModelsFolder;
import parley.api.config.Settings;
import parley.speech.HearingSetup;
import parley.speech.SpeechModels;
import parley.speech.install.ModelShelf;
import parley.speech.languages.SpokenLanguage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley speech list}: the models that are there, and which of them hears. */
@Command(
        name = "list",
        description = "Lists the models that are installed and what each hears.",
        mixinStandardHelpOptions = true)
final class SpeechListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Override
    public Integer call() throws Exception {
        Settings settings = installation.settings();
        var shelf = new ModelShelf(settings.data().models());
        SpeechModels built = ModelsFolder.find();
        var table = new TextTable("NAME", "LANGUAGE", "MIB", "HEARS");
        Map<String, String> inUse = shelf.inUse();
        table.row(
                ModelShelf.EMBEDDED,
                "en",
                built.hasRecogniser() ? mib(built.recogniser()) : "-",
                shelf.chosen().containsKey(SpokenLanguage.ENGLISH) ? "" : SpokenLanguage.ENGLISH);
        for (String name : shelf.names()) {
            table.row(
                    name,
                    ModelShelf.languageOf(name).orElse("?"),
                    mib(shelf.place(name)),
                    inUse.entrySet().stream()
                            .filter(choice -> choice.getValue().equals(name))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.joining(" ")));
        }
        PrintWriter out = spec.commandLine().getOut();
        table.lines().forEach(out::println);
        out.println();
        inUse.forEach((language, name) -> {
            if (!shelf.has(name)) {
                out.println(name + " is chosen to hear " + language + " and is not here.");
            }
        });
        HearingSetup setup = Hearing.of(settings);
        SpeechModels models = built.hearingBy(shelf.chosen());
        SpokenLanguages.of(settings).forEach((language, where) -> {
            if (setup.source(models, language).isEmpty()) {
                out.println("No model hears " + language + ", which is spoken in " + where + ".");
            }
        });
        out.println("./parley speech use NAME chooses what hears a language; at most "
                + settings.config().speech().openModels() + " models are open at once (speech.open-models).");
        out.flush();
        return 0;
    }

    private static String mib(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            return Long.toString(bytes >> 20);
        }
    }
}
