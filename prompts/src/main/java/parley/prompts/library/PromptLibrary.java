package parley.prompts.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;
import parley.prompts.template.PromptTemplate;

/**
 * The prompts by name: those in our jar, overlaid by the working copies of a store, and the versions on which labels
 * stand. Thread-safe; asking for a prompt touches no file.
 *
 * <p>Learners get the version on which the library's label stands. While it stands on none, the working copy is live, so
 * that an author needs no release to begin with. A version that is missing or damaged does not make the working copy
 * live: the last version before it that is whole serves, or else the shipped prompt. What changes in the store counts after the next {@link #refresh()},
 * which a {@link LibraryWatch} calls twice a second. An edit that cannot be compiled, read or found leaves the last good
 * one in place, and {@link #findings()} says why, with line and column.
 */
public final class PromptLibrary {
    /** Kept versions that no label stands on and whose texts stay in memory, all prompts together. */
    private static final int MAX_VERSIONS_HELD = 200;

    /** Versions of a label that are tried when the one on which it stands is not to be had. */
    private static final int MAX_VERSIONS_BEFORE = 20;

    private final @Nullable PromptStore store;
    private final Label label;
    private final VariantChoice variants;
    private final @Nullable PromptBundle pinned;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final Map<String, PromptBundle> versions = Collections.synchronizedMap(new HeldVersions());
    private volatile LibrarySnapshot snapshot = LibrarySnapshot.shipped();
    private volatile List<Finding> storeFindings = List.of();

    /** The versions that learners get, by id: however many they are, no look at the store reads them again. */
    private volatile Map<String, PromptBundle> standing = Map.of();

    /**
     * What serves by prompt, also when the version on which the label stands is not to be had; empty for a prompt that
     * has nothing but a working copy, which is not live then. Has each prompt whose label stands on a version or is
     * unreadable, and no other.
     */
    private volatile Map<String, Optional<PromptBundle>> serving = Map.of();

    /** Least recently used versions leave first. */
    private static final class HeldVersions extends LinkedHashMap<String, PromptBundle> {
        private static final long serialVersionUID = 1L;

        HeldVersions() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PromptBundle> eldest) {
            return size() > MAX_VERSIONS_HELD;
        }
    }

    private PromptLibrary(
            @Nullable PromptStore store, Label label, VariantChoice variants, @Nullable PromptBundle pinned) {
        this.store = store;
        this.label = label;
        this.variants = variants;
        this.pinned = pinned;
        refresh();
    }

    /** The prompts in our jar alone. */
    public static PromptLibrary shipped() {
        return new PromptLibrary(null, Label.PRODUCTION, VariantChoice.USUAL, null);
    }

    /** The prompts in our jar, overlaid by those of a folder, which need not exist. */
    public static PromptLibrary over(Path workspace) {
        return of(new FolderPromptStore(workspace), Label.PRODUCTION);
    }

    /** The prompts in our jar, overlaid by those of a store; {@code label} tells which versions are live. */
    public static PromptLibrary of(PromptStore store, Label label) {
        return of(store, label, VariantChoice.USUAL);
    }

    /** The same, of which learners get a variant where a prompt has it. */
    public static PromptLibrary of(PromptStore store, Label label, VariantChoice variants) {
        return new PromptLibrary(store, label, variants, null);
    }

    /** This library with one prompt in a given state, whatever its labels say: for trying it out. */
    public PromptLibrary with(PromptBundle bundle) {
        return new PromptLibrary(store, label, variants, bundle);
    }

    /**
     * A prompt as it is live.
     *
     * @param version {@code name@} and the first digits of the version's id, or {@code name.variant@} where it is a
     *     variant's file; recorded with each reply
     */
    public record Live(PromptTemplate template, String version) {}

    /**
     * The prompt that a learner gets.
     *
     * @param variant null for the one that this library chooses; one that does not exist falls back to the usual one
     * @param learner who gets it, for trials and variants with a part of the learners; null or empty outside of lessons
     * @throws AuthoringException when there is no prompt of this name that can be used
     */
    public Live live(String name, @Nullable String variant, String localeTag, @Nullable String learner) {
        if (pinned != null && pinned.prompt().equals(name)) {
            return live(pinned, variant, localeTag, learner);
        }
        LibrarySnapshot now = snapshot;
        Map<String, Optional<PromptBundle>> served = serving;
        PromptBundle bundle;
        if (label == Label.DRAFT || !served.containsKey(name)) {
            bundle = Optional.ofNullable(now.bundles().get(name)).orElseThrow(() -> noPrompt(name));
        } else {
            bundle = now.labels(name)
                    .versionFor(label, name, learner)
                    .flatMap(id -> inMemory(name, id))
                    .or(() -> served.getOrDefault(name, Optional.empty()))
                    .orElseThrow(() -> noVersion(name));
        }
        return live(bundle, variant, localeTag, learner);
    }

    private Live live(PromptBundle bundle, @Nullable String variant, String localeTag, @Nullable String learner) {
        String wanted = variant == null ? variants.variantFor(learner) : variant;
        String served = bundle.fileFor(wanted, localeTag)
                .flatMap(PromptFileName::parse)
                .map(PromptFileName::variant)
                .orElse(null);
        return new Live(bundle.template(wanted, localeTag), bundle.reference(served));
    }

    /**
     * The live prompt of this name, in the locale or the nearest there is, for nobody in particular.
     *
     * @throws AuthoringException when there is no prompt of this name
     */
    public PromptTemplate get(String name, String localeTag) {
        return live(name, null, localeTag, null).template();
    }

    /** The working copy of a prompt, its last good state; empty when there is no prompt of this name. */
    public Optional<PromptBundle> workingCopy(String name) {
        return Optional.ofNullable(snapshot.bundles().get(name));
    }

    /** The names of all prompts, partials too, in order. */
    public Set<String> names() {
        return snapshot.bundles().keySet();
    }

    /** Where the labels of a prompt stand. */
    public PromptLabels labels(String name) {
        return snapshot.labels(name);
    }

    /** What is wrong with working copies and labels as they were last read. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(snapshot.findings());
        all.addAll(storeFindings);
        return all;
    }

    /** Takes in what has changed in the store since; cheap when nothing has. A store that fails changes nothing. */
    public void refresh() {
        PromptStore from = store;
        if (from == null) {
            return;
        }
        refreshing.lock();
        try {
            LibrarySnapshot next = snapshot.after(from.drafts(), from.labels());
            storeFindings = standOnLabels(next);
            snapshot = next;
        } catch (PromptRefusal e) {
            storeFindings = List.of(Finding.error(
                    SourcePosition.wholeFile("prompts"), "", e.line(), "the prompts stay as they were last read"));
        } finally {
            refreshing.unlock();
        }
    }

    /** Reads the versions that are live ahead of the first reply, and tells of those that are gone. */
    private List<Finding> standOnLabels(LibrarySnapshot next) {
        if (label == Label.DRAFT) {
            return List.of();
        }
        Map<String, PromptBundle> found = new HashMap<>();
        Map<String, Optional<PromptBundle>> served = new HashMap<>();
        List<Finding> missing = new ArrayList<>();
        next.labels().byPrompt().forEach((name, labels) -> {
            labels.version(label).ifPresent(id -> {
                Optional<PromptBundle> whole = held(name, id);
                whole.ifPresent(bundle -> found.put(id, bundle));
                Optional<PromptBundle> serves = whole.or(() -> instead(name, labels));
                served.put(name, serves);
                if (whole.isEmpty()) {
                    missing.add(missing(name, id, serves));
                }
            });
            labels.trial(label)
                    .flatMap(trial -> held(name, trial.version()))
                    .ifPresent(bundle -> found.put(bundle.id(), bundle));
        });
        for (String name : next.labels().unknown()) {
            if (!served.containsKey(name)) {
                served.put(name, lastServed(name).or(() -> ShippedPrompts.bundle(name)));
            }
        }
        serving = Map.copyOf(served);
        standing = Map.copyOf(found);
        return missing;
    }

    /** What learners get while the version on which the label stands is not to be had. */
    private Optional<PromptBundle> instead(String name, PromptLabels labels) {
        return labels.stack(label).stream()
                .skip(1)
                .limit(MAX_VERSIONS_BEFORE)
                .flatMap(id -> held(name, id).stream())
                .findFirst()
                .or(() -> lastServed(name))
                .or(() -> ShippedPrompts.bundle(name));
    }

    private Optional<PromptBundle> lastServed(String name) {
        return serving.getOrDefault(name, Optional.empty());
    }

    private Finding missing(String name, String id, Optional<PromptBundle> serves) {
        return Finding.error(
                SourcePosition.wholeFile(name),
                "",
                Said.of(
                        "the version {}, on which {} stands, is missing or damaged",
                        PromptVersion.shortened(id),
                        label.fileName()),
                Said.of(
                        "bring it back, or release another; until then learners get {}",
                        serves.map(bundle -> bundle.reference()).orElse("nothing of this prompt")));
    }

    /** A kept version; empty when it is not to be had. */
    public Optional<PromptBundle> version(String name, String id) {
        return held(name, id);
    }

    private Optional<PromptBundle> inMemory(String name, String id) {
        PromptBundle live = standing.get(id);
        PromptBundle known = live == null ? versions.get(id) : live;
        return known != null && known.prompt().equals(name) ? Optional.of(known) : Optional.empty();
    }

    private Optional<PromptBundle> held(String name, String id) {
        Optional<PromptBundle> known = inMemory(name, id);
        if (known.isPresent()) {
            return known;
        }
        if (store == null) {
            return Optional.empty();
        }
        try {
            Optional<PromptBundle> read = store.texts(name, id)
                    .map(texts -> new PromptBundle(name, texts, versionPlaces(id, texts.keySet())));
            read.ifPresent(bundle -> versions.put(id, bundle));
            return read;
        } catch (PromptRefusal e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> versionPlaces(String id, Set<String> fileNames) {
        Map<String, String> places = new LinkedHashMap<>();
        fileNames.forEach(fileName -> places.put(fileName, PromptVersion.shortened(id) + "/" + fileName));
        return places;
    }

    LibrarySnapshot snapshot() {
        return snapshot;
    }

    private static AuthoringException noVersion(String name) {
        return new AuthoringException(Finding.error(
                SourcePosition.wholeFile(name),
                "",
                Said.of("no released version of {} can be read", name),
                "see what the prompts' findings say, and bring it back"));
    }

    private static AuthoringException noPrompt(String name) {
        String shown = PromptFileName.isName(name) ? " " + name : " of this name";
        return new AuthoringException(Finding.error(
                SourcePosition.wholeFile("prompts"), "", Said.of("there is no prompt{}", shown), "check its name"));
    }
}
