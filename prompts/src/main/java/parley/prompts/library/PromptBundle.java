package parley.prompts.library;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.Locales;
import parley.prompts.schema.NamedSchemas;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;
import parley.prompts.source.YamlSource;
import parley.prompts.source.YamlTree;
import parley.prompts.template.FrontMatter;
import parley.prompts.template.PromptTemplate;
import parley.prompts.template.TemplateParts;
import parley.prompts.template.handlebars.PartialNames;
import parley.prompts.template.handlebars.PartialSource;

/**
 * One prompt, whole: its files in all variants and locales, and the partials and schemas that they name. The same whether it is a
 * working copy or a kept version. Immutable and thread-safe; templates are compiled when first asked for.
 */
public final class PromptBundle {
    /** Helpers of the format whose content no model gets. */
    private static final Set<String> NOT_SENT = Set.of("media", "section");

    private final String prompt;
    private final SortedMap<String, String> texts;
    private final Map<String, String> places;
    private final String id;
    private final Set<String> names;
    private final Map<String, PromptTemplate> compiled = new ConcurrentHashMap<>();

    /**
     * @param texts by file name, of this prompt, its partials and their schemas alone
     * @param places by file name, how findings call a file; a file without one is called by its name
     */
    PromptBundle(String prompt, Map<String, String> texts, Map<String, String> places) {
        this(prompt, texts, places, names(prompt, texts));
    }

    private PromptBundle(String prompt, Map<String, String> texts, Map<String, String> places, Set<String> names) {
        this.prompt = prompt;
        this.texts = new TreeMap<>(texts);
        this.places = Map.copyOf(places);
        this.id = PromptVersion.idOf(texts);
        this.names = Set.copyOf(names);
    }

    /** The prompt of a name with all that it includes, cut out of a whole library's texts. */
    static PromptBundle of(String prompt, SortedMap<String, String> all, Map<String, String> places) {
        Map<String, String> texts = new TreeMap<>();
        Deque<String> names = new ArrayDeque<>(List.of(prompt));
        Set<String> seen = new HashSet<>(names);
        while (!names.isEmpty()) {
            filesOf(names.pop(), all).forEach((fileName, text) -> {
                texts.put(fileName, text);
                for (String partial : included(text)) {
                    if (seen.add(partial)) {
                        names.push(partial);
                    }
                }
            });
        }
        seen.addAll(addSchemas(all, texts));
        // Only what is used is looked up: a copy of all places for each of a thousand prompts takes most of a second.
        Map<String, String> used = new HashMap<>();
        texts.keySet().forEach(fileName -> {
            String place = places.get(fileName);
            if (place != null) {
                used.put(fileName, place);
            }
        });
        return new PromptBundle(prompt, texts, used, seen);
    }

    private static Set<String> names(String prompt, Map<String, String> texts) {
        Set<String> names = new HashSet<>(Set.of(prompt));
        texts.forEach((fileName, text) -> {
            if (PromptFileName.schemaOf(fileName).isPresent()) {
                names.add(fileName);
            } else {
                names.addAll(included(text));
            }
        });
        return names;
    }

    /** Adds the schemas that texts name, and those that these name; gives the names of their files. */
    private static Set<String> addSchemas(SortedMap<String, String> all, Map<String, String> texts) {
        List<String> known = all.keySet().stream()
                .filter(fileName -> PromptFileName.schemaOf(fileName).isPresent())
                .toList();
        Set<String> added = new HashSet<>();
        Deque<String> sources = known.isEmpty() ? new ArrayDeque<>() : new ArrayDeque<>(texts.keySet());
        while (!sources.isEmpty()) {
            String source = sources.pop();
            String text = String.valueOf(all.get(source));
            Set<String> named = PromptFileName.schemaOf(source).isPresent()
                    ? NamedSchemas.namedBy(plain(text))
                    : FrontMatter.schemasNamed(text);
            for (String name : named) {
                String fileName = name + PromptFileName.SCHEMA_ENDING;
                String schema = all.get(fileName);
                if (schema != null && NamedSchemas.isName(name) && added.add(fileName)) {
                    texts.put(fileName, schema);
                    sources.push(fileName);
                }
            }
        }
        return added;
    }

    private static @Nullable Object plain(String yaml) {
        YamlTree tree = YamlSource.read("", yaml).tree();
        return tree == null ? null : tree.plain();
    }

    /** The schemas among a library's texts. */
    static NamedSchemas schemas(Map<String, String> texts, Map<String, String> places) {
        return new NamedSchemas(name -> {
            String fileName = name + PromptFileName.SCHEMA_ENDING;
            return Optional.ofNullable(texts.get(fileName))
                    .map(text -> new NamedSchemas.Text(places.getOrDefault(fileName, fileName), text));
        });
    }

    /** The files of the schemas that the prompt and its partials name. */
    public List<String> schemaFiles() {
        return texts.keySet().stream()
                .filter(fileName -> PromptFileName.schemaOf(fileName).isPresent())
                .toList();
    }

    private static Set<String> included(String text) {
        Set<String> names = new HashSet<>();
        PartialNames.in(TemplateParts.split(text).body()).forEach(name -> names.add("_" + name));
        return names;
    }

    /** The prompt files of a name among a library's texts. */
    static Map<String, String> filesOf(String prompt, SortedMap<String, String> all) {
        Map<String, String> files = new TreeMap<>(all.subMap(prompt + ".", prompt + "/"));
        files.keySet().removeIf(fileName -> PromptFileName.parse(fileName).isEmpty());
        return files;
    }

    public String prompt() {
        return prompt;
    }

    /**
     * The names of the prompt and of all partials that it includes, those that are missing, too, and the files of the
     * schemas that they name.
     */
    Set<String> names() {
        return names;
    }

    /** The id that a version of these texts has. */
    public String id() {
        return id;
    }

    /** How replies name this state: {@code name@} and the id's first digits. */
    public String reference() {
        return reference(null);
    }

    /** How replies name this state in one of its variants: {@code name.variant@} and the id's first digits. */
    String reference(@Nullable String variant) {
        return prompt + (variant == null ? "" : "." + variant) + "@" + PromptVersion.shortened(id);
    }

    /** The texts by file name, in the order of names. */
    public Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /** The files of the prompt itself, without its partials. */
    public List<PromptFileName> files() {
        return texts.keySet().stream()
                .flatMap(fileName -> PromptFileName.parse(fileName).stream())
                .filter(file -> file.name().equals(prompt))
                .toList();
    }

    /** How a file is called in findings. */
    public String place(String fileName) {
        return places.getOrDefault(fileName, fileName);
    }

    /**
     * The file for a variant and a locale: {@code name.variant.es-MX}, {@code name.variant.es}, {@code name.variant},
     * and then the same without the variant. Empty when the prompt has no file that serves.
     */
    public Optional<String> fileFor(@Nullable String variant, String localeTag) {
        return fileFor(prompt, variant, localeTag);
    }

    private Optional<String> fileFor(String name, @Nullable String variant, String localeTag) {
        List<String> locales = Locales.fallbacks(localeTag);
        for (String part : variant == null ? List.of("") : List.of("." + variant, "")) {
            for (String locale : locales) {
                String fileName = name + part + "." + locale + PromptFileName.ENDING;
                if (texts.containsKey(fileName)) {
                    return Optional.of(fileName);
                }
            }
            String fileName = name + part + PromptFileName.ENDING;
            if (texts.containsKey(fileName)) {
                return Optional.of(fileName);
            }
        }
        return Optional.empty();
    }

    /**
     * The template for a variant and a locale.
     *
     * @throws AuthoringException with file, line and column when there is none, or when it cannot be compiled
     */
    public PromptTemplate template(@Nullable String variant, String localeTag) {
        return compiled(fileFor(variant, localeTag)
                .orElseThrow(() -> new AuthoringException(Finding.error(
                        SourcePosition.wholeFile(prompt + PromptFileName.ENDING),
                        "",
                        Said.of("there is no prompt {}", prompt),
                        "check its name"))));
    }

    /**
     * The template of one file. What it includes is taken in the file's own variant and locale, or the nearest.
     *
     * @throws AuthoringException with file, line and column when it cannot be compiled
     */
    public PromptTemplate compiled(String fileName) {
        PromptTemplate known = compiled.get(fileName);
        if (known != null) {
            return known;
        }
        String text = texts.get(fileName);
        if (text == null) {
            throw new AuthoringException(
                    Finding.error(SourcePosition.wholeFile(fileName), "", "there is no such file", "check its name"));
        }
        PromptTemplate template =
                PromptTemplate.parse(place(fileName), text, name -> partial(fileName, name), schemas(texts, places));
        refuseWhatIsNotSent(template);
        compiled.put(fileName, template);
        return template;
    }

    /** Models get messages of text: a picture's place, or that of a part made later, would vanish without a word. */
    private static void refuseWhatIsNotSent(PromptTemplate template) {
        List<Finding> findings = template.uses().helpers().stream()
                .filter(helper -> NOT_SENT.contains(helper.name()))
                .map(helper -> Finding.error(
                                helper.at(),
                                "",
                                Said.of(
                                        "models get text alone here, so what {{{}}} places would be lost",
                                        helper.name()),
                                "say it in words")
                        .orOfKind("not-sent"))
                .distinct()
                .toList();
        if (!findings.isEmpty()) {
            throw new AuthoringException(findings);
        }
    }

    /** A partial by its name, in the variant and locale of the file that includes it, without its front matter. */
    private Optional<PartialSource.Text> partial(String includedBy, String name) {
        PromptFileName outer = PromptFileName.parse(includedBy).orElseThrow();
        String locale = outer.locale() == null ? "" : outer.locale();
        return fileFor("_" + name, outer.variant(), locale).map(fileName -> {
            String source = texts.getOrDefault(fileName, "");
            int firstLine = TemplateParts.split(source).bodyLine();
            return new PartialSource.Text(place(fileName), fromLine(source, firstLine), firstLine);
        });
    }

    /** What follows the front matter, to the very end: its last line break keeps what follows the partial apart. */
    private static String fromLine(String source, int firstLine) {
        int at = 0;
        for (int line = 1; line < firstLine; line++) {
            at = source.indexOf('\n', at) + 1;
        }
        return source.substring(at).replace("\r\n", "\n");
    }

    /** What keeps a file from being compiled; empty when nothing does. */
    public List<Finding> check(String fileName) {
        try {
            compiled(fileName);
            return List.of();
        } catch (AuthoringException e) {
            return e.findings();
        }
    }
}
