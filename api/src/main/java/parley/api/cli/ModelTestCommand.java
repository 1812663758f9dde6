package parley.api.cli;

import java.io.PrintWriter;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.api.models.CatalogueModel;
import parley.api.models.ModelCatalogue;
import parley.api.models.ModelTrial;
import parley.api.models.ModelTrial.Outcome;
import parley.tutor.models.Price;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley model test}: asks a model for a sentence and tells how it went. */
@Command(
        name = "test",
        description = {
            "Asks a model for a sentence, shows it as it comes, then the time to its first words, tokens and cost.",
            "It is one request to the endpoint, of a few hundred tokens at most; no budget is asked and none charged."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code: 0 when every model asked has answered, 1 when one has not, 2 for a misuse."})
final class ModelTestCommand implements Callable<Integer> {
    private static final int MOST_QUESTION_CHARS = 2_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "The model's name, as ./parley model list shows it; not needed where there is one model.")
    private @Nullable String name;

    @Option(names = "--all", description = "Ask all models, one after the other.")
    private boolean all;

    @Option(
            names = "--say",
            paramLabel = "TEXT",
            description = "What to ask in place of the usual question, at most 2000 characters.")
    private @Nullable String say;

    @Override
    public Integer call() throws Exception {
        if (say != null && (say.isBlank() || say.length() > MOST_QUESTION_CHARS)) {
            throw misused("--say: expected 1 to " + MOST_QUESTION_CHARS + " characters");
        }
        if (all && name != null) {
            throw misused("expected NAME or --all, not both");
        }
        ModelCatalogue catalogue = ModelCatalogue.of(installation.settings());
        if (catalogue.isEmpty()) {
            throw new CliFailure(ModelListCommand.NONE);
        }
        boolean well = true;
        for (CatalogueModel model : asked(catalogue)) {
            well &= test(model, catalogue.currency());
        }
        return well ? 0 : 1;
    }

    private List<CatalogueModel> asked(ModelCatalogue catalogue) {
        if (all) {
            return catalogue.models();
        }
        String names = catalogue.models().stream().map(CatalogueModel::name).collect(Collectors.joining(", "));
        if (name == null) {
            if (catalogue.models().size() > 1) {
                throw misused("which model? Expected --all or one of: " + names);
            }
            return catalogue.models();
        }
        return List.of(catalogue
                .find(name)
                .orElseThrow(() -> misused("there is no such model; expected --all or one of: " + names)));
    }

    private boolean test(CatalogueModel model, String currency) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(model.name() + ": " + model.place());
        out.flush();
        var shown = new boolean[1];
        Outcome outcome = new ModelTrial(System::nanoTime)
                .ask(model, say == null ? ModelTrial.question() : say, words -> {
                    out.print(shown[0] ? words : "  " + words.stripLeading());
                    shown[0] = true;
                    out.flush();
                });
        if (shown[0]) {
            out.println();
        }
        switch (outcome) {
            case Outcome.Answered answered -> out.println("  " + figures(model, answered, currency));
            // On standard error, as other commands' failures; a line that can be read without the ones before it.
            case Outcome.Refused refused ->
                spec.commandLine().getErr().println("parley: " + model.name() + ": " + refused.line());
        }
        out.flush();
        return outcome instanceof Outcome.Answered;
    }

    private static String figures(CatalogueModel model, Outcome.Answered answered, String currency) {
        var usage = answered.usage();
        String rate = answered.tokensPerSecond() == 0
                ? "all at once"
                : String.format(Locale.ROOT, "%.1f tokens/s", answered.tokensPerSecond());
        String cost = model.entry().price().equals(Price.FREE)
                ? "no price is set"
                : answered.cost()
                                .amount()
                                .setScale(6, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " " + currency;
        return "first words after %s, %s, %d tokens in and %d out%s, %s"
                .formatted(
                        milliseconds(answered.firstToken()),
                        rate,
                        usage.promptTokens(),
                        usage.completionTokens(),
                        usage.reported() ? "" : " (counted here)",
                        cost);
    }

    private static String milliseconds(Duration time) {
        return time.toMillis() + " ms";
    }

    private CommandLine.ParameterException misused(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
