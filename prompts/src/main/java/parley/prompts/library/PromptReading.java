package parley.prompts.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import parley.prompts.library.PromptDesk.Details;
import parley.prompts.library.PromptDesk.SourceFile;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.library.PromptSummary.Origin;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;

/** What authors see of prompts: the working copies as they are, broken ones too, their versions and labels. Thread-safe. */
final class PromptReading {
    private final PromptLibrary library;
    private final PromptStore store;

    PromptReading(PromptLibrary library, PromptStore store) {
        this.library = library;
        this.store = store;
    }

    /**
     * The files of one moment.
     *
     * @param raw the texts as they are in the workspace, broken ones too, over the jar's
     * @param fileNames of all files, those that cannot be read, too
     */
    private record Files(LibrarySnapshot now, SortedMap<String, String> raw, NavigableSet<String> fileNames) {
        static Files of(LibrarySnapshot now) {
            SortedMap<String, String> raw = PromptReading.raw(now);
            NavigableSet<String> fileNames = new TreeSet<>(raw.keySet());
            fileNames.addAll(now.drafts().unreadable());
            return new Files(now, raw, fileNames);
        }

        /** The prompt's own, without samples. */
        List<PromptFileName> of(String prompt) {
            return fileNames.subSet(prompt + ".", prompt + "/").stream()
                    .flatMap(fileName -> PromptFileName.parse(fileName).stream())
                    .toList();
        }
    }

    /** The library with all that is in the store now. */
    LibrarySnapshot now() {
        library.refresh();
        return library.snapshot();
    }

    List<PromptSummary> list() {
        Files files = Files.of(now());
        Set<String> names = new TreeSet<>(files.now().bundles().keySet());
        // A prompt that was never good has no bundle, and its author still has to find it.
        files.fileNames().forEach(fileName -> PromptFileName.parse(fileName).ifPresent(file -> names.add(file.name())));
        return names.stream().map(name -> summary(name, files)).toList();
    }

    Details details(String prompt) throws PromptRefusal {
        LibrarySnapshot now = now();
        Files all = Files.of(now);
        List<PromptFileName> own = all.of(prompt);
        if (own.isEmpty() && !now.bundles().containsKey(prompt)) {
            throw noPrompt(prompt);
        }
        List<SourceFile> files = new ArrayList<>();
        for (PromptFileName file : own) {
            file(file.fileName(), now).ifPresent(files::add);
        }
        file(prompt + PromptFileName.SAMPLES_ENDING, now).ifPresent(files::add);
        PromptBundle working = PromptBundle.of(prompt, all.raw(), Map.of());
        for (String schema : working.schemaFiles()) {
            file(schema, now).ifPresent(files::add);
        }
        return new Details(
                summary(prompt, all),
                files,
                store.versions(prompt),
                now.labels(prompt).moves(),
                findings(fileNames(own, working), now));
    }

    /** A file as the library last saw it whole, or as it is where it cannot be read. */
    Optional<SourceFile> file(String fileName, LibrarySnapshot now) throws PromptRefusal {
        if (now.drafts().unreadable().contains(fileName)) {
            return present(fileName);
        }
        String own = now.drafts().texts().get(fileName);
        return own == null
                ? shipped(fileName)
                : Optional.of(new SourceFile(fileName, own, PromptVersion.hashOf(own), false, null));
    }

    /** A file as it is this moment, though it may still be half-written. */
    Optional<SourceFile> present(String fileName) throws PromptRefusal {
        Optional<SourceFile> own = store.draft(fileName)
                .map(draft -> new SourceFile(fileName, draft.text(), draft.hash(), false, draft.problem()));
        return own.isPresent() ? own : shipped(fileName);
    }

    static Optional<SourceFile> shipped(String fileName) {
        String text = ShippedPrompts.texts().get(fileName);
        return text == null
                ? Optional.empty()
                : Optional.of(new SourceFile(fileName, text, PromptVersion.hashOf(text), true, null));
    }

    /** The working copy of a prompt: its texts as they are in the workspace, over the jar's. */
    PromptBundle working(String prompt, LibrarySnapshot now) throws PromptRefusal {
        SortedMap<String, String> raw = raw(now);
        if (!PromptFileName.isName(prompt)) {
            throw noPrompt(prompt);
        }
        if (PromptBundle.filesOf(prompt, raw).isEmpty()) {
            throw withoutText(prompt, now);
        }
        return PromptBundle.of(prompt, raw, places(now));
    }

    /** Why a prompt has no text: none of its files can be read, or there is none. */
    private static PromptRefusal withoutText(String prompt, LibrarySnapshot now) {
        List<String> unreadable =
                Files.of(now).of(prompt).stream().map(PromptFileName::fileName).toList();
        List<Finding> why = findings(unreadable, now);
        return why.isEmpty()
                ? noPrompt(prompt)
                : new PromptRefusal(Why.INVALID, why.getFirst().asLine(), why);
    }

    PromptBundle edited(String fileName, String text) throws PromptRefusal {
        PromptFileName file = PromptFileName.parse(fileName)
                .orElseThrow(() -> new PromptRefusal(
                        Why.UNKNOWN, Said.of("there is no prompt file {}", PromptDesk.shown(fileName))));
        LibrarySnapshot now = now();
        SortedMap<String, String> raw = raw(now);
        raw.put(fileName, text);
        return PromptBundle.of(file.name(), raw, places(now));
    }

    /** As {@link PromptDesk#state} says. */
    PromptBundle state(String prompt, String what, LibrarySnapshot now) throws PromptRefusal {
        if (what.equals("working") || what.equals(Label.DRAFT.fileName())) {
            return working(prompt, now);
        }
        if (what.equals("shipped")) {
            return ShippedPrompts.bundle(prompt)
                    .orElseThrow(() -> new PromptRefusal(
                            Why.UNKNOWN, Said.of("{} does not come with Parley", PromptDesk.shown(prompt))));
        }
        Optional<Label> label = Label.named(what);
        if (label.isPresent()) {
            String id = now.labels(prompt)
                    .version(label.get())
                    .orElseThrow(() -> new PromptRefusal(
                            Why.UNKNOWN,
                            Said.of(
                                    "{} of {} stands on no version; name one by the first digits of its id, or shipped",
                                    what,
                                    prompt)));
            return version(prompt, id);
        }
        return version(prompt, idOf(prompt, what));
    }

    private PromptBundle version(String prompt, String id) throws PromptRefusal {
        return library.version(prompt, id)
                .orElseThrow(() -> new PromptRefusal(
                        Why.UNKNOWN,
                        Said.of("the version {} of {} is missing or damaged", PromptVersion.shortened(id), prompt)));
    }

    private String idOf(String prompt, String digits) throws PromptRefusal {
        List<String> ids = digits.length() < 4
                ? List.of()
                : store.versions(prompt).stream()
                        .map(PromptVersion::id)
                        .filter(id -> id.startsWith(digits))
                        .toList();
        if (ids.size() != 1) {
            throw new PromptRefusal(
                    Why.UNKNOWN,
                    Said.of(
                            "{}{} of {}; expected draft, staging, production, shipped or the first digits of a version's id, at least 4",
                            ids.isEmpty() ? "there is no version " : "there are several versions ",
                            PromptDesk.shown(digits),
                            PromptDesk.shown(prompt)));
        }
        return ids.getFirst();
    }

    /** What learners get of a prompt; before the first release the shipped prompt. Empty when there is neither. */
    Optional<PromptBundle> released(String prompt) {
        return library.labels(prompt)
                .version(Label.PRODUCTION)
                .flatMap(id -> library.version(prompt, id))
                .or(() -> ShippedPrompts.bundle(prompt));
    }

    List<Finding> findings() {
        library.refresh();
        return library.findings();
    }

    /** The texts as they are in the workspace, broken ones too, over the jar's. */
    static SortedMap<String, String> raw(LibrarySnapshot now) {
        SortedMap<String, String> raw = new TreeMap<>(ShippedPrompts.texts());
        raw.putAll(now.drafts().texts());
        return raw;
    }

    static Map<String, String> places(LibrarySnapshot now) {
        Map<String, String> places = new HashMap<>(now.places());
        places.putAll(now.drafts().places());
        return places;
    }

    private static PromptSummary summary(String prompt, Files files) {
        LibrarySnapshot now = files.now();
        List<PromptFileName> own = files.of(prompt);
        TreeSet<String> variants = new TreeSet<>();
        TreeSet<String> locales = new TreeSet<>();
        boolean ownAlone = true;
        boolean changed = false;
        for (PromptFileName file : own) {
            if (file.variant() != null) {
                variants.add(file.variant());
            }
            if (file.locale() != null) {
                locales.add(file.locale());
            }
            ownAlone &= !ShippedPrompts.texts().containsKey(file.fileName());
            changed |= now.drafts().texts().containsKey(file.fileName())
                    || now.drafts().unreadable().contains(file.fileName());
        }
        PromptBundle good = now.bundles().get(prompt);
        PromptBundle working = PromptBundle.of(prompt, files.raw(), Map.of());
        PromptLabels labels = now.labels(prompt);
        return new PromptSummary(
                prompt,
                prompt.startsWith("_"),
                ownAlone ? Origin.OWN : changed ? Origin.CHANGED : Origin.SHIPPED,
                good == null ? "" : description(good),
                List.copyOf(variants),
                List.copyOf(locales),
                // Deleted meanwhile, its last good state is what there is.
                working.texts().isEmpty() && good != null ? good.id() : working.id(),
                labels.versions(),
                labels.trial(Label.PRODUCTION),
                !findings(madeOf(own, working), now).isEmpty());
    }

    /** A prompt is broken by its own files and by the partials and schemas that they name. */
    private static List<String> madeOf(List<PromptFileName> own, PromptBundle working) {
        List<String> fileNames = fileNames(own, working);
        fileNames.addAll(working.texts().keySet());
        return fileNames;
    }

    private static String description(PromptBundle bundle) {
        try {
            return bundle.template(null, "en").frontMatter().description().orElse("");
        } catch (AuthoringException e) {
            return "";
        }
    }

    private static List<String> fileNames(List<PromptFileName> own, PromptBundle working) {
        List<String> fileNames = new ArrayList<>(working.schemaFiles());
        own.forEach(file -> fileNames.add(file.fileName()));
        return fileNames;
    }

    private static List<Finding> findings(List<String> fileNames, LibrarySnapshot now) {
        Set<String> places = new TreeSet<>();
        for (String fileName : fileNames) {
            places.add(now.places().getOrDefault(fileName, fileName));
            places.add(now.drafts().places().getOrDefault(fileName, fileName));
        }
        return now.findings().stream()
                .filter(finding -> places.contains(finding.at().file()))
                .toList();
    }

    static PromptRefusal noPrompt(String prompt) {
        return new PromptRefusal(
                Why.UNKNOWN, Said.of("there is no prompt {}; list tells those there are", PromptDesk.shown(prompt)));
    }
}
