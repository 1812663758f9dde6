package parley.api.cli;

import java.io.PrintWriter;
import parley.api.config.ModelPreset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley model presets}: the endpoints that the catalogue need only name. */
@Command(
        name = "presets",
        description = "Lists the endpoints that an entry of models.catalogue can name as its preset.",
        mixinStandardHelpOptions = true)
final class ModelPresetsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        var table = new TextTable("PRESET", "PROVIDER", "BASE-URL", "KEY FROM", "TOKENIZER");
        ModelPreset.shipped()
                .forEach((name, preset) -> table.row(
                        name,
                        preset.title(),
                        preset.baseUrl(),
                        preset.keyNeeded() ? preset.keyEnv() : "no key",
                        preset.tokenizer().isEmpty() ? "estimated" : preset.tokenizer()));
        table.lines().forEach(out::println);
        out.println();
        ModelPreset.shipped().forEach((name, preset) -> {
            if (!preset.note().isEmpty()) {
                out.println(name + ": " + preset.note());
            }
        });
        out.println();
        out.println(
                "Models, windows and prices are the provider's: look them up there, and write them into the entry.");
        out.flush();
    }
}
