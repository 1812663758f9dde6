package parley.prompts.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptBundle;
import parley.prompts.library.PromptFileName;
import parley.prompts.library.PromptSample;
import parley.prompts.lint.LintFinding.Code;
import parley.prompts.schema.NamedSchemas;
import parley.prompts.schema.SchemaResolver;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;
import parley.prompts.template.PromptTemplate;
import parley.prompts.template.RenderedMessage;

/** Checks one prompt in all its variants and locales, with its samples. Pure. */
public final class PromptLint {
    private final PromptBundle bundle;
    private final LintSettings settings;
    private final List<LintFinding> findings = new ArrayList<>();

    private PromptLint(PromptBundle bundle, LintSettings settings) {
        this.bundle = bundle;
        this.settings = settings;
    }

    /**
     * What is wrong with a prompt, in the order of files and lines. What is wrong with its partials is told where they
     * are checked themselves, unless they keep it from being compiled.
     *
     * @param samplesFile how findings call the file of samples
     * @param samplesText its text; null when there is none
     */
    public static List<LintFinding> check(
            PromptBundle bundle, String samplesFile, @Nullable String samplesText, LintSettings settings) {
        var lint = new PromptLint(bundle, settings);
        List<PromptSample> samples = lint.samples(samplesFile, samplesText);
        for (PromptFileName file : bundle.files()) {
            lint.file(file.fileName(), samples);
        }
        lint.locales();
        return lint.findings.stream()
                .distinct()
                .sorted(Comparator.comparing(LintFinding::finding, Finding.ERRORS_FIRST))
                .toList();
    }

    private List<PromptSample> samples(String file, @Nullable String text) {
        if (text == null) {
            add(
                    Code.NO_SAMPLES,
                    Finding.warning(
                            SourcePosition.wholeFile(file),
                            "",
                            "the prompt has no samples, so nothing of it was tried",
                            "write one with inputs"));
            return List.of();
        }
        try {
            return PromptSample.read(file, text);
        } catch (AuthoringException e) {
            e.findings().forEach(finding -> add(Code.SAMPLE, finding));
            return List.of();
        }
    }

    private void file(String fileName, List<PromptSample> samples) {
        String text = bundle.texts().getOrDefault(fileName, "");
        FrontMatterText front = FrontMatterText.of(bundle.place(fileName), text);
        PromptTemplate template;
        try {
            template = bundle.compiled(fileName);
        } catch (AuthoringException e) {
            e.findings().forEach(finding -> add(Code.of(finding), finding));
            return;
        }
        front.unknownKeys().forEach(finding -> add(Code.UNKNOWN_KEY, finding));
        new VariableCheck(template, front).check(this::add);
        for (PromptSample sample : samples) {
            sample(template, sample);
        }
    }

    private void sample(PromptTemplate template, PromptSample sample) {
        List<RenderedMessage> messages;
        try {
            messages = template.render(sample.inputs(), sample.history()).messages();
        } catch (AuthoringException e) {
            for (Finding finding : e.findings()) {
                add(
                        Code.SAMPLE,
                        Finding.error(
                                sample.at(),
                                finding.field(),
                                Said.of(
                                        "the sample “{}” does not fit {}: {}",
                                        sample.name(),
                                        template.file(),
                                        finding.message()),
                                finding.advice()));
            }
            return;
        }
        int tokens = messages.stream()
                .mapToInt(message -> settings.tokens().applyAsInt(message.fencedText()))
                .sum();
        int answer =
                template.frontMatter().config().get("maxOutputTokens") instanceof Number most ? most.intValue() : 0;
        if ((long) tokens + answer > settings.windowTokens()) {
            add(
                    Code.WINDOW,
                    Finding.error(
                            sample.at(),
                            "",
                            Said.of(
                                    "the sample “{}” takes {} tokens in {} and its answer {}, but the model's window has {}",
                                    sample.name(),
                                    tokens,
                                    template.file(),
                                    answer,
                                    settings.windowTokens()),
                            "shorten the prompt, or name a model with a larger window"));
        }
    }

    /** Locales without a file, and files that take other inputs than the default. */
    private void locales() {
        for (MissingLocale missing : MissingLocale.of(bundle, settings.locales())) {
            add(
                    Code.MISSING_LOCALE,
                    Finding.warning(
                            SourcePosition.wholeFile(bundle.place(missing.instead())),
                            "",
                            Said.of(
                                    "there is no {}, so {} gets {}",
                                    missing.fileName(),
                                    missing.locale(),
                                    missing.instead()),
                            "translate it"));
        }
        for (Optional<String> variant : MissingLocale.variants(bundle)) {
            String usual = new PromptFileName(bundle.prompt(), variant.orElse(null), null).fileName();
            for (String locale : MissingLocale.locales(bundle, settings.locales())) {
                String fileName = new PromptFileName(bundle.prompt(), variant.orElse(null), locale).fileName();
                if (bundle.texts().containsKey(fileName) && bundle.texts().containsKey(usual)) {
                    sameInputs(usual, fileName);
                }
            }
        }
    }

    private void sameInputs(String usual, String translated) {
        Set<String> wanted;
        Set<String> given;
        try {
            wanted = bundle.compiled(usual).frontMatter().declared();
            given = bundle.compiled(translated).frontMatter().declared();
        } catch (AuthoringException e) {
            return;
        }
        inputsDiffer("the translation lacks {}, compared with {}", minus(wanted, given), usual, translated);
        inputsDiffer("the translation adds {}, compared with {}", minus(given, wanted), usual, translated);
    }

    private void inputsDiffer(String pattern, Set<String> inputs, String usual, String translated) {
        if (!inputs.isEmpty()) {
            add(
                    Code.LOCALE_INPUTS,
                    Finding.warning(
                            SourcePosition.wholeFile(bundle.place(translated)),
                            "input.schema",
                            Said.of(pattern, String.join(", ", inputs), usual),
                            "declare the same inputs in every locale"));
        }
    }

    /** What is wrong with a schema that prompts name. */
    public static List<LintFinding> checkSchema(NamedSchemas.Text text, SchemaResolver others) {
        return NamedSchemas.check(text, others).stream()
                .map(finding -> new LintFinding(Code.of(finding), finding))
                .toList();
    }

    private static Set<String> minus(Set<String> all, Set<String> without) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(without);
        return rest;
    }

    private void add(Code code, Finding finding) {
        findings.add(new LintFinding(code, finding));
    }
}
