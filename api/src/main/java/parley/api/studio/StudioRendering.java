package parley.api.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import parley.api.studio.PromptViews.Linted;
import parley.api.studio.PromptViews.MessageView;
import parley.api.studio.PromptViews.Rendered;
import parley.api.studio.PromptViews.SegmentView;
import parley.prompts.library.PromptBundle;
import parley.prompts.library.PromptDesk;
import parley.prompts.library.PromptFileName;
import parley.prompts.library.PromptRefusal;
import parley.prompts.library.PromptSample;
import parley.prompts.library.PromptStore;
import parley.prompts.lint.LintFinding;
import parley.prompts.lint.LintSettings;
import parley.prompts.lint.PromptLint;
import parley.prompts.schema.NamedSchemas;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.template.RenderedMessage;
import parley.prompts.template.Role;
import parley.prompts.template.Segment;
import parley.tutor.models.LanguageModel;
import parley.tutor.models.context.TokenCounter;
import parley.tutor.models.context.TokenEstimate;

/** Checks, renders and tries a prompt's file as it stands in the editor, saved or not. Thread-safe. */
final class StudioRendering {
    /** Trials at one time: each is a request that costs money. */
    private static final int MAX_TRIALS = 2;

    private final PromptDesk desk;
    private final @Nullable LanguageModel model;
    private final TokenCounter tokens;
    private final LintSettings lint;
    private final Semaphore trials = new Semaphore(MAX_TRIALS);

    /**
     * @param model answers when a prompt is tried; null when none is configured
     * @param tokens counts by that model's tokenizer, or estimates
     * @param windowTokens of the smallest model that is configured
     */
    StudioRendering(PromptDesk desk, @Nullable LanguageModel model, TokenCounter tokens, int windowTokens) {
        this.desk = desk;
        this.model = model;
        this.tokens = tokens;
        this.lint = new LintSettings(
                windowTokens, text -> tokens.tokens(text), LintSettings.usual().locales());
    }

    /** What is wrong with a prompt if one of its files had this text. */
    Linted lint(String name, String text) throws StudioRefused {
        limit(name, text);
        if (PromptFileName.schemaOf(name).isPresent()) {
            return linted(PromptLint.checkSchema(new NamedSchemas.Text(name, text), new NamedSchemas(this::schema)));
        }
        try {
            String ofSamples = PromptFileName.promptOfSamples(name).orElse(null);
            List<LintFinding> found;
            if (ofSamples != null) {
                found = PromptLint.check(desk.state(ofSamples, "working"), name, text, lint);
            } else {
                PromptBundle bundle = desk.edited(name, text);
                String samples = bundle.prompt() + PromptFileName.SAMPLES_ENDING;
                found = PromptLint.check(
                        bundle,
                        samples,
                        desk.samplesFile(bundle.prompt())
                                .map(PromptDesk.SourceFile::text)
                                .orElse(null),
                        lint);
            }
            return linted(found);
        } catch (PromptRefusal e) {
            throw new StudioRefused(404, e.said());
        }
    }

    private Optional<NamedSchemas.Text> schema(String name) {
        String fileName = name + PromptFileName.SCHEMA_ENDING;
        try {
            return Optional.of(
                    new NamedSchemas.Text(fileName, desk.file(fileName).text()));
        } catch (PromptRefusal e) {
            return Optional.empty();
        }
    }

    private Linted linted(List<LintFinding> found) {
        return new Linted(found.stream()
                .map(finding -> view(finding.finding(), finding.code().fileName()))
                .toList());
    }

    private FindingView view(Finding finding, String code) {
        String file = finding.at().file();
        String shown = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return FindingView.of(finding, shown).withCode(code);
    }

    /** The messages that a model would get. */
    Rendered preview(String name, String text, String sample) throws StudioRefused {
        List<RenderedMessage> messages = render(name, text, sample);
        int sum = messages.stream()
                .mapToInt(message -> tokens.tokens(message.fencedText()))
                .sum();
        return new Rendered(
                messages.stream().map(StudioRendering::message).toList(), sum, !tokens.equals(TokenEstimate.TOKENS));
    }

    /** A trial of a file, to be run; it is refused when there is no model, or when others are running. */
    PromptTrial trial(String name, String text, String sample) throws StudioRefused {
        LanguageModel asked = model;
        if (asked == null) {
            throw new StudioRefused(
                    503,
                    "No model is configured: set PARLEY_MODEL_BASE_URL and PARLEY_MODEL, or models: in parley.yaml, and"
                            + " start Parley again");
        }
        List<RenderedMessage> messages = render(name, text, sample);
        if (!trials.tryAcquire()) {
            throw new StudioRefused(
                    429, Said.of("{} trials are running; stop one, or wait until it has ended", MAX_TRIALS));
        }
        var open = new AtomicBoolean(true);
        return new PromptTrial(
                asked,
                messages.stream()
                        .<LanguageModel.Message>map(
                                message -> LanguageModel.Message.of(role(message.role()), message.fencedText()))
                        .toList(),
                () -> {
                    if (open.getAndSet(false)) {
                        trials.release();
                    }
                });
    }

    private List<RenderedMessage> render(String name, String text, String sampleText) throws StudioRefused {
        limit(name, text);
        limit(SampleTexts.FILE, sampleText);
        try {
            PromptBundle bundle = desk.edited(name, text);
            PromptSample sample = SampleTexts.read(sampleText);
            return bundle.compiled(name)
                    .render(sample.inputs(), sample.history())
                    .messages();
        } catch (PromptRefusal e) {
            throw new StudioRefused(404, e.said());
        } catch (AuthoringException e) {
            List<FindingView> findings = new ArrayList<>();
            for (Finding finding : e.findings()) {
                findings.add(view(finding, ""));
            }
            throw new StudioRefused(
                    422,
                    findings.isEmpty()
                            ? "it cannot be rendered"
                            : e.findings().getFirst().said(),
                    findings);
        }
    }

    private static void limit(String name, String text) throws StudioRefused {
        if (text.length() > PromptStore.MAX_FILE_BYTES / 4) {
            throw new StudioRefused(
                    413, Said.of("{} is longer than {} characters; shorten it", name, PromptStore.MAX_FILE_BYTES / 4));
        }
    }

    private static MessageView message(RenderedMessage message) {
        return new MessageView(
                message.role().fileName(),
                message.segments().stream().map(StudioRendering::segment).toList());
    }

    private static SegmentView segment(Segment segment) {
        return switch (segment) {
            case Segment.Author author -> new SegmentView("author", author.text());
            case Segment.Learner learner -> new SegmentView("learner", learner.text());
            case Segment.Media media -> new SegmentView("media", media.url());
            case Segment.Section section -> new SegmentView("section", section.name());
        };
    }

    private static LanguageModel.Role role(Role role) {
        return switch (role) {
            case SYSTEM -> LanguageModel.Role.SYSTEM;
            case MODEL -> LanguageModel.Role.ASSISTANT;
            // A tool's result is data like a user's words.
            case USER, TOOL -> LanguageModel.Role.USER;
        };
    }
}
