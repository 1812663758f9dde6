package parley.api.cli;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import parley.api.models.CatalogueModel;
import parley.api.models.ModelCatalogue;
import parley.tutor.models.ModelEntry;
import parley.tutor.models.Price;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley model list}: the catalogue, without asking anybody. */
@Command(
        name = "list",
        description = "Lists the models of the settings, and what is known of each. Asks none of them.",
        mixinStandardHelpOptions = true)
final class ModelListCommand implements Callable<Integer> {
    static final String NONE = "No model is configured: the tutor speaks from its course alone. Add models to"
            + " models.catalogue in parley.yaml, or set PARLEY_MODEL_BASE_URL and PARLEY_MODEL.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    /** What is printed as JSON. */
    record Listing(String currency, List<Row> models) {}

    /**
     * One model.
     *
     * @param key {@code set}, {@code missing} or {@code none}
     * @param routes empty when there are no routes at all, or none names it
     */
    record Row(
            String name,
            String model,
            String origin,
            List<String> tags,
            List<String> languages,
            List<String> capabilities,
            int contextTokens,
            String tokenizer,
            BigDecimal inputPerMillion,
            BigDecimal outputPerMillion,
            String key,
            String keyVariable,
            List<String> routes) {}

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        ModelCatalogue catalogue = ModelCatalogue.of(installation.settings());
        if (json) {
            out.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build()
                    .writeValueAsString(listing(catalogue)));
        } else if (catalogue.isEmpty()) {
            out.println(NONE);
        } else {
            print(out, catalogue);
        }
        out.flush();
        return 0;
    }

    private static Listing listing(ModelCatalogue catalogue) {
        return new Listing(
                catalogue.currency(),
                catalogue.models().stream().map(model -> row(catalogue, model)).toList());
    }

    private static Row row(ModelCatalogue catalogue, CatalogueModel model) {
        ModelEntry entry = model.entry();
        return new Row(
                model.name(),
                entry.endpoint().model(),
                entry.endpoint().origin(),
                sorted(entry.tags()),
                sorted(entry.languages()),
                sorted(entry.capabilities().stream()
                        .map(capability -> capability.name().toLowerCase(Locale.ROOT))
                        .toList()),
                entry.contextTokens(),
                entry.tokenizer(),
                entry.price().inputPerMillion(),
                entry.price().outputPerMillion(),
                model.key().name().toLowerCase(Locale.ROOT),
                model.keyVariable(),
                catalogue.routesOf(model));
    }

    private static void print(PrintWriter out, ModelCatalogue catalogue) {
        var table = new TextTable(
                "NAME",
                "MODEL",
                "AT",
                "TAGS",
                "LANGUAGES",
                "WINDOW",
                catalogue.currency() + "/MILLION IN, OUT",
                "KEY",
                "ROUTES");
        for (CatalogueModel model : catalogue.models()) {
            ModelEntry entry = model.entry();
            table.row(
                    model.name(),
                    entry.endpoint().model(),
                    entry.endpoint().origin(),
                    or(sorted(entry.tags()), "-"),
                    or(sorted(entry.languages()), "all"),
                    String.valueOf(entry.contextTokens()),
                    price(entry.price()),
                    key(model),
                    catalogue.routing().routes().isEmpty() ? "everything" : routes(catalogue.routesOf(model)));
        }
        table.lines().forEach(out::println);
    }

    private static String price(Price price) {
        return price.equals(Price.FREE)
                ? "-"
                : price.inputPerMillion().toPlainString() + ", "
                        + price.outputPerMillion().toPlainString();
    }

    private static String key(CatalogueModel model) {
        return switch (model.key()) {
            case NONE -> "none";
            case SET -> "set";
            case MISSING -> "MISSING: " + model.keyVariable();
        };
    }

    /** Calls that no route takes may go to any model; so one without a route is still of use. */
    private static String routes(List<String> routes) {
        return routes.isEmpty() ? "what no route takes" : String.join("; ", routes);
    }

    private static String or(List<String> words, String otherwise) {
        return words.isEmpty() ? otherwise : String.join(",", words);
    }

    private static List<String> sorted(Collection<String> words) {
        return words.stream().sorted().toList();
    }
}
