package parley.prompts.library;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.LabelMove.Kind;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.library.PromptSummary.Origin;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.template.FrontMatter;

/**
 * What authors do with prompts, for the command line and the studio alike: look, edit, keep versions, release, roll back.
 * Thread-safe. Every answer is of the store as it is when asked.
 */
public final class PromptDesk {
    private final PromptLibrary library;
    private final PromptStore store;
    private final ReleaseGate gate;
    private final Clock clock;

    /** {@code library} stands on {@code store}. */
    public PromptDesk(PromptLibrary library, PromptStore store, ReleaseGate gate, Clock clock) {
        this.library = library;
        this.store = store;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * A file as its author sees it, which may be broken.
     *
     * @param hash to be given back when an edit of it is saved
     * @param shipped whether it is the jar's, so that saving it makes a working copy
     */
    public record SourceFile(String fileName, String text, String hash, boolean shipped) {}

    /**
     * All about one prompt.
     *
     * @param files its own prompt files, its samples, and the schemas that it names
     * @param versions the oldest first
     * @param moves of its labels, the oldest first
     * @param findings what is wrong with its files
     */
    public record Details(
            PromptSummary summary,
            List<SourceFile> files,
            List<PromptVersion> versions,
            List<LabelMove> moves,
            List<Finding> findings) {
        public Details {
            files = List.copyOf(files);
            versions = List.copyOf(versions);
            moves = List.copyOf(moves);
            findings = List.copyOf(findings);
        }
    }

    /**
     * How a version is to be released.
     *
     * @param label which label moves
     * @param what null for the working copy; else a label, {@code shipped}, or the first digits of a version's id
     * @param share the part of learners who get it, above 0 and below 1; 1 for all
     * @param message why; may be empty
     * @param forceReason why the suites' objection does not count; null to respect it
     */
    public record Release(
            Label label,
            @Nullable String what,
            double share,
            String author,
            String message,
            @Nullable String forceReason) {}

    /**
     * What a release did.
     *
     * @param gateLines what the suites said; empty when none was asked
     */
    public record Released(PromptVersion version, LabelMove move, List<String> gateLines) {
        public Released {
            gateLines = List.copyOf(gateLines);
        }
    }

    /** All prompts by name. */
    public List<PromptSummary> list() {
        library.refresh();
        LibrarySnapshot now = library.snapshot();
        return now.bundles().values().stream()
                .map(bundle -> summary(bundle, now))
                .toList();
    }

    /** One prompt. */
    public Details details(String prompt) throws PromptRefusal {
        library.refresh();
        LibrarySnapshot now = library.snapshot();
        PromptBundle bundle = now.bundles().get(prompt);
        if (bundle == null) {
            throw noPrompt(prompt);
        }
        List<SourceFile> files = new ArrayList<>();
        SortedMap<String, String> raw = raw(now);
        for (String fileName : namesOf(prompt, raw)) {
            files.add(file(fileName, now).orElseThrow());
        }
        for (String fileName : PromptBundle.of(prompt, raw, places(now)).schemaFiles()) {
            files.add(file(fileName, now).orElseThrow());
        }
        return new Details(
                summary(bundle, now),
                files,
                store.versions(prompt),
                now.labels(prompt).moves(),
                findings(bundle, now));
    }

    /** A file's text, which is the workspace's or else the jar's. */
    public SourceFile file(String fileName) throws PromptRefusal {
        library.refresh();
        return file(fileName, library.snapshot())
                .orElseThrow(() -> new PromptRefusal(Why.UNKNOWN, "there is no file " + shown(fileName)));
    }

    /**
     * Saves an edit; a broken one, too, which is not live until it is mended.
     *
     * @param expectedHash the hash of the text that was edited; null for a new file
     * @throws PromptRefusal a conflict when another text is there now; nothing is changed then
     */
    public SourceFile save(String fileName, String text, @Nullable String expectedHash) throws PromptRefusal {
        write(fileName, text, expectedHash);
        // Not read again: by now somebody else's text may stand there, whose hash this author has not seen.
        return new SourceFile(fileName, text, PromptVersion.hashOf(text), false);
    }

    /** Takes a working copy away, so that the jar's file counts again where there is one. */
    public void remove(String fileName, String expectedHash) throws PromptRefusal {
        write(fileName, null, expectedHash);
    }

    private void write(String fileName, @Nullable String text, @Nullable String expectedHash) throws PromptRefusal {
        library.refresh();
        Optional<SourceFile> now = file(fileName, library.snapshot());
        // Over the jar's file there is no working copy yet: what was edited must still be the jar's text.
        boolean onShipped = now.isPresent() && now.get().shipped();
        if (onShipped && now.get().hash().equals(expectedHash)) {
            store.saveDraft(fileName, text, null);
        } else if (onShipped && expectedHash != null) {
            throw new PromptRefusal(
                    Why.CONFLICT, fileName + " is the shipped one again; look at its text and save again");
        } else {
            store.saveDraft(fileName, text, expectedHash);
        }
        library.refresh();
    }

    /**
     * A state of a prompt.
     *
     * @param what {@code working} or {@code draft} for the working copy, {@code shipped}, {@code staging},
     *     {@code production}, or the first digits of a version's id, at least 4
     */
    public PromptBundle state(String prompt, String what) throws PromptRefusal {
        library.refresh();
        LibrarySnapshot now = library.snapshot();
        if (what.equals("working") || what.equals(Label.DRAFT.fileName())) {
            return working(prompt, now);
        }
        if (what.equals("shipped")) {
            return ShippedPrompts.bundle(prompt)
                    .orElseThrow(() -> new PromptRefusal(Why.UNKNOWN, prompt + " does not come with Parley"));
        }
        Optional<Label> label = Label.named(what);
        if (label.isPresent()) {
            String id = now.labels(prompt)
                    .version(label.get())
                    .orElseThrow(
                            () -> new PromptRefusal(Why.UNKNOWN, what + " of " + prompt + " stands on no version yet"));
            return version(prompt, id);
        }
        return version(prompt, idOf(prompt, what));
    }

    /** The working copy of the prompt that a file belongs to, as it would be with another text in that file. */
    public PromptBundle edited(String fileName, String text) throws PromptRefusal {
        PromptFileName file = PromptFileName.parse(fileName)
                .orElseThrow(() -> new PromptRefusal(Why.UNKNOWN, "there is no prompt file " + shown(fileName)));
        library.refresh();
        LibrarySnapshot now = library.snapshot();
        SortedMap<String, String> raw = raw(now);
        raw.put(fileName, text);
        return PromptBundle.of(file.name(), raw, places(now));
    }

    /** The file of a prompt's samples; empty when it has none. */
    public Optional<SourceFile> samplesFile(String prompt) {
        library.refresh();
        return file(prompt + PromptFileName.SAMPLES_ENDING, library.snapshot());
    }

    /** A prompt's samples; none when it has no file of them. */
    public List<PromptSample> samples(String prompt) throws PromptRefusal {
        Optional<SourceFile> file = samplesFile(prompt);
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return PromptSample.read(place(file.get().fileName()), file.get().text());
        } catch (AuthoringException e) {
            throw new PromptRefusal(Why.INVALID, e.findings().getFirst().asLine(), e.findings());
        }
    }

    /** How findings call a file. */
    public String place(String fileName) {
        return places(library.snapshot()).getOrDefault(fileName, fileName);
    }

    /** What is wrong with the workspace as a whole, such as files that cannot be read. */
    public List<Finding> findings() {
        library.refresh();
        return library.findings();
    }

    private static Map<String, String> places(LibrarySnapshot now) {
        Map<String, String> places = new HashMap<>(now.places());
        places.putAll(now.drafts().places());
        return places;
    }

    /** Keeps the working copy as a version and lets {@link Label#DRAFT} stand on it. */
    public PromptVersion keep(String prompt, String author, String message) throws PromptRefusal {
        checkTexts(author, message, null);
        PromptBundle bundle = usable(state(prompt, "working"));
        PromptVersion version = kept(bundle, author, message);
        PromptLabels labels = library.labels(prompt);
        if (!labels.version(Label.DRAFT).equals(Optional.of(version.id()))) {
            move(
                    prompt,
                    labels,
                    new LabelMove(Kind.RELEASED, Label.DRAFT, version.id(), 0, author, clock.instant(), message, null));
        }
        return version;
    }

    /**
     * Moves a label to a version, or lets a part of the learners try it. A move to production first asks the suites that
     * the prompt names under {@code parley.suites}.
     *
     * @throws PromptRefusal when the prompt cannot be used, when the suites object and no reason is given to force it,
     *     or when somebody else moved a label meanwhile; the label stays then
     */
    public Released release(String prompt, Release wish) throws PromptRefusal, InterruptedException {
        checkTexts(wish.author(), wish.message(), wish.forceReason());
        if (!(wish.share() > 0 && wish.share() <= 1)) {
            throw new PromptRefusal(Why.INVALID, "a share is above 0 % and at most 100 %");
        }
        PromptBundle candidate = usable(state(prompt, wish.what() == null ? "working" : wish.what()));
        PromptLabels labels = library.labels(prompt);
        refuseEmptyMove(prompt, labels, wish, candidate.id());
        List<String> gateLines = List.of();
        String forced = null;
        List<String> suites = suites(candidate);
        if (wish.label() == Label.PRODUCTION && !suites.isEmpty()) {
            switch (gate.ask(new ReleaseGate.Question(prompt, suites, candidate, present(prompt, candidate)))) {
                case ReleaseGate.Answer.Open open -> gateLines = open.lines();
                case ReleaseGate.Answer.Closed closed -> {
                    gateLines = closed.lines();
                    forced = wish.forceReason();
                    if (forced == null || forced.isBlank()) {
                        throw new PromptRefusal(
                                Why.GATE_CLOSED,
                                prompt + " is not released: " + String.join("; ", gateLines)
                                        + ". Mend it, or force the release with a reason, which is recorded");
                    }
                }
            }
        }
        PromptVersion version = kept(candidate, wish.author(), wish.message());
        boolean all = wish.share() == 1;
        LabelMove move = new LabelMove(
                all ? Kind.RELEASED : Kind.SHARED,
                wish.label(),
                version.id(),
                all ? 0 : wish.share(),
                wish.author(),
                clock.instant(),
                wish.message(),
                forced);
        move(prompt, labels, move);
        return new Released(version, move, gateLines);
    }

    private static void refuseEmptyMove(String prompt, PromptLabels labels, Release wish, String id)
            throws PromptRefusal {
        String name = wish.label().fileName();
        boolean standsThere = labels.version(wish.label()).equals(Optional.of(id));
        if (wish.share() < 1 && standsThere) {
            throw new PromptRefusal(Why.INVALID, "all learners get this version of " + prompt + " already");
        }
        if (wish.share() < 1 && labels.version(wish.label()).isEmpty()) {
            throw new PromptRefusal(
                    Why.INVALID,
                    name + " of " + prompt + " stands on no version yet, so there is nothing to try this one against;"
                            + " release the present one first");
        }
        if (wish.share() == 1 && standsThere && labels.trial(wish.label()).isEmpty()) {
            throw new PromptRefusal(
                    Why.INVALID,
                    name + " of " + prompt + " stands on " + PromptVersion.shortened(id)
                            + " already; edit the prompt first");
        }
    }

    /**
     * Moves a label back to the version before, or ends a trial. Past the first version the label stands on none, and the
     * working copy is live.
     */
    public LabelMove rollback(String prompt, Label label, String author, String message) throws PromptRefusal {
        checkTexts(author, message, null);
        library.refresh();
        if (!library.snapshot().bundles().containsKey(prompt)
                && library.labels(prompt).moves().isEmpty()) {
            throw noPrompt(prompt);
        }
        PromptLabels labels = library.labels(prompt);
        if (!labels.canRollBack(label)) {
            throw new PromptRefusal(
                    Why.INVALID,
                    label.fileName() + " of " + prompt + " stands on no version; there is nothing before it");
        }
        LabelMove move = new LabelMove(
                Kind.ROLLED_BACK, label, labels.versionAfterRollback(label), 0, author, clock.instant(), message, null);
        move(prompt, labels, move);
        return move;
    }

    /**
     * Makes a version the working copy. What the working copy holds is kept as a version first, so nothing is lost.
     * Partials are written, too, where they differ.
     */
    public void restore(String prompt, String what, String author) throws PromptRefusal {
        PromptBundle wanted = state(prompt, what);
        PromptBundle present = working(prompt, library.snapshot());
        if (present.id().equals(wanted.id())) {
            return;
        }
        if (!isShipped(present)) {
            kept(present, author, "before " + PromptVersion.shortened(wanted.id()) + " was restored");
        }
        for (Map.Entry<String, String> file : wanted.texts().entrySet()) {
            String now = present.texts().get(file.getKey());
            if (!file.getValue().equals(now)) {
                write(file.getKey(), file.getValue(), now == null ? null : PromptVersion.hashOf(now));
            }
        }
        for (PromptFileName file : present.files()) {
            String text = present.texts().get(file.fileName());
            if (text != null && !wanted.texts().containsKey(file.fileName())) {
                write(file.fileName(), null, PromptVersion.hashOf(text));
            }
        }
    }

    private static boolean isShipped(PromptBundle bundle) {
        return bundle.texts().entrySet().stream()
                .allMatch(file -> file.getValue().equals(ShippedPrompts.texts().get(file.getKey())));
    }

    private PromptVersion kept(PromptBundle bundle, String author, String message) throws PromptRefusal {
        var version = new PromptVersion(bundle.prompt(), bundle.id(), author, clock.instant(), message);
        store.keep(version, bundle.texts());
        return version;
    }

    private void move(String prompt, PromptLabels labels, LabelMove move) throws PromptRefusal {
        store.move(prompt, labels.moves().size(), move);
        library.refresh();
    }

    private PromptBundle version(String prompt, String id) throws PromptRefusal {
        return library.version(prompt, id)
                .orElseThrow(() -> new PromptRefusal(
                        Why.UNKNOWN,
                        "the version " + PromptVersion.shortened(id) + " of " + prompt + " is missing or damaged"));
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
                    (ids.isEmpty() ? "there is no version " : "there are several versions ") + shown(digits) + " of "
                            + prompt + "; expected draft, staging, production, shipped or the first digits of a"
                            + " version's id, at least 4");
        }
        return ids.getFirst();
    }

    /** What learners get now; before the first release the shipped prompt, or else the candidate itself. */
    private PromptBundle present(String prompt, PromptBundle candidate) {
        return library.labels(prompt)
                .version(Label.PRODUCTION)
                .flatMap(id -> library.version(prompt, id))
                .or(() -> ShippedPrompts.bundle(prompt))
                .orElse(candidate);
    }

    private static PromptBundle working(String prompt, LibrarySnapshot now) throws PromptRefusal {
        SortedMap<String, String> raw = raw(now);
        if (!PromptFileName.isName(prompt) || PromptBundle.filesOf(prompt, raw).isEmpty()) {
            throw noPrompt(prompt);
        }
        return PromptBundle.of(prompt, raw, places(now));
    }

    /** The texts as they are in the workspace, broken ones too, over the jar's. */
    private static SortedMap<String, String> raw(LibrarySnapshot now) {
        SortedMap<String, String> raw = new TreeMap<>(ShippedPrompts.texts());
        raw.putAll(now.drafts().texts());
        return raw;
    }

    private static PromptBundle usable(PromptBundle bundle) throws PromptRefusal {
        List<Finding> broken = bundle.files().stream()
                .flatMap(file -> bundle.check(file.fileName()).stream())
                .toList();
        if (!broken.isEmpty()) {
            throw new PromptRefusal(
                    Why.INVALID,
                    bundle.prompt() + " cannot be used: " + broken.getFirst().asLine(),
                    broken);
        }
        return bundle;
    }

    /** The suites that a prompt names under {@code parley.suites}, in its default file or any other. */
    static List<String> suites(PromptBundle bundle) {
        List<String> suites = new ArrayList<>();
        for (PromptFileName file : bundle.files()) {
            for (String suite : SuiteNames.of(bundle.compiled(file.fileName()).frontMatter())) {
                if (!suites.contains(suite)) {
                    suites.add(suite);
                }
            }
        }
        return suites;
    }

    private PromptSummary summary(PromptBundle bundle, LibrarySnapshot now) {
        TreeSet<String> variants = new TreeSet<>();
        TreeSet<String> locales = new TreeSet<>();
        boolean own = true;
        boolean changed = false;
        for (PromptFileName file : bundle.files()) {
            if (file.variant() != null) {
                variants.add(file.variant());
            }
            if (file.locale() != null) {
                locales.add(file.locale());
            }
            own &= !ShippedPrompts.texts().containsKey(file.fileName());
            changed |= now.drafts().texts().containsKey(file.fileName());
        }
        String draftId;
        try {
            draftId = working(bundle.prompt(), now).id();
        } catch (PromptRefusal e) {
            // Deleted meanwhile; its last good state is what there is.
            draftId = bundle.id();
        }
        PromptLabels labels = now.labels(bundle.prompt());
        return new PromptSummary(
                bundle.prompt(),
                bundle.prompt().startsWith("_"),
                own ? Origin.OWN : changed ? Origin.CHANGED : Origin.SHIPPED,
                description(bundle),
                List.copyOf(variants),
                List.copyOf(locales),
                draftId,
                labels.versions(),
                labels.trial(Label.PRODUCTION),
                !findings(bundle, now).isEmpty());
    }

    private static String description(PromptBundle bundle) {
        try {
            FrontMatter front = bundle.template(null, "en").frontMatter();
            return front.description().orElse("");
        } catch (AuthoringException e) {
            return "";
        }
    }

    private static List<Finding> findings(PromptBundle bundle, LibrarySnapshot now) {
        return now.findings().stream()
                .filter(finding -> Stream.concat(
                                bundle.files().stream().map(PromptFileName::fileName), bundle.schemaFiles().stream())
                        .anyMatch(fileName ->
                                finding.at().file().equals(now.drafts().places().get(fileName))
                                        || finding.at().file().equals(bundle.place(fileName))))
                .toList();
    }

    private static Optional<SourceFile> file(String fileName, LibrarySnapshot now) {
        String own = now.drafts().texts().get(fileName);
        String text = own == null ? ShippedPrompts.texts().get(fileName) : own;
        return text == null
                ? Optional.empty()
                : Optional.of(new SourceFile(fileName, text, PromptVersion.hashOf(text), own == null));
    }

    private static List<String> namesOf(String prompt, SortedMap<String, String> raw) {
        List<String> names = new ArrayList<>(PromptBundle.filesOf(prompt, raw).keySet());
        String samples = prompt + PromptFileName.SAMPLES_ENDING;
        if (raw.containsKey(samples)) {
            names.add(samples);
        }
        return names;
    }

    private static void checkTexts(String author, String message, @Nullable String force) throws PromptRefusal {
        if (author.isBlank() || author.length() > PromptVersion.MAX_AUTHOR) {
            throw new PromptRefusal(Why.INVALID, "an author has 1 to " + PromptVersion.MAX_AUTHOR + " characters");
        }
        if (message.length() > PromptVersion.MAX_MESSAGE
                || (force != null && force.length() > PromptVersion.MAX_MESSAGE)) {
            throw new PromptRefusal(Why.INVALID, "a message has at most " + PromptVersion.MAX_MESSAGE + " characters");
        }
    }

    private static PromptRefusal noPrompt(String prompt) {
        return new PromptRefusal(Why.UNKNOWN, "there is no prompt " + shown(prompt) + "; list tells those there are");
    }

    /** A text of a user in a message: short and on one line. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }
}
