package parley.api.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptBundle;
import parley.prompts.library.PromptComparison;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.PromptSample;
import parley.prompts.source.AuthoringException;
import parley.prompts.template.RenderedMessage;
import parley.tutor.models.context.TokenEstimate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley prompt render}: the messages that a model would get for a sample. No model is asked. */
@Command(name = "render", description = "Shows the messages that a model would get for a sample. No model is asked.")
final class PromptRenderCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    private final HelpOption help = new HelpOption();

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Parameters(paramLabel = "NAME", description = "A prompt's name.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a command line without it
    private String name;

    @Option(
            names = "--sample",
            paramLabel = "SAMPLE",
            arity = "0..1",
            fallbackValue = "",
            description = "A sample's name, or the beginning of it (default: all samples).")
    private @Nullable String sample;

    @Option(names = "--locale", paramLabel = "TAG", description = "The locale, such as zh-CN (default: en).")
    private String locale = "en";

    @Option(names = "--variant", paramLabel = "VARIANT", description = "The variant (default: the usual one).")
    private @Nullable String variant;

    @Option(
            names = "--version",
            paramLabel = "WHICH",
            description = "working (default), shipped, staging, production, or the first digits of a version's id.")
    private String version = "working";

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
        try {
            PromptBundle bundle = room.desk().state(name, version);
            List<PromptSample> samples = chosen(room.desk().samples(name));
            if (json) {
                out.println(PromptRoom.json(samples.stream()
                        .map(one -> Map.of(
                                "sample",
                                one.name(),
                                "messages",
                                messages(bundle, one).stream()
                                        .map(PromptRenderCommand::fields)
                                        .toList()))
                        .toList()));
            } else {
                for (PromptSample one : samples) {
                    List<RenderedMessage> messages = messages(bundle, one);
                    int tokens = messages.stream()
                            .mapToInt(message -> TokenEstimate.TOKENS.tokens(message.fencedText()))
                            .sum();
                    out.println("══ " + one.name() + " (about " + tokens + " tokens)");
                    out.println(PromptComparison.asText(messages));
                }
            }
        } catch (PromptRefusal e) {
            throw PromptRoom.failure(e);
        } catch (AuthoringException e) {
            throw new CliFailure(InstallationOptions.message(e), e);
        }
        out.flush();
        return 0;
    }

    private List<RenderedMessage> messages(PromptBundle bundle, PromptSample one) {
        return bundle.template(variant, locale)
                .render(one.inputs(), one.history())
                .messages();
    }

    private List<PromptSample> chosen(List<PromptSample> all) throws CliFailure {
        String wished = sample == null ? "" : sample;
        List<PromptSample> chosen =
                all.stream().filter(one -> one.name().startsWith(wished)).toList();
        if (chosen.isEmpty()) {
            throw new CliFailure(
                    all.isEmpty()
                            ? name + " has no samples: write " + name
                                    + ".samples.yaml beside it; docs/authoring.md tells how"
                            : "--sample: there is no sample of this name; expected one of "
                                    + String.join(
                                            ", ",
                                            all.stream().map(PromptSample::name).toList()));
        }
        return chosen;
    }

    private static Map<String, Object> fields(RenderedMessage message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", message.role().fileName());
        fields.put("text", message.fencedText());
        return fields;
    }
}
