package parley.prompts.library;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptDesk.SourceFile;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.library.PromptStore.Edit;
import parley.prompts.source.Said;

/** What authors change in working copies, of which nothing that somebody else wrote meanwhile is lost. Thread-safe. */
final class PromptEditing {
    private final PromptReading reading;
    private final PromptStore store;
    private final VersionKeeping keeping;

    PromptEditing(PromptReading reading, PromptStore store, VersionKeeping keeping) {
        this.reading = reading;
        this.store = store;
        this.keeping = keeping;
    }

    /** As {@link PromptDesk#save} says. */
    SourceFile save(String fileName, String text, @Nullable String expectedHash) throws PromptRefusal {
        write(fileName, text, expectedHash);
        // Not read again: by now somebody else's text may stand there, whose hash this author has not seen.
        return new SourceFile(fileName, text, PromptVersion.hashOf(text), false, null);
    }

    void remove(String fileName, String expectedHash) throws PromptRefusal {
        write(fileName, null, expectedHash);
    }

    private void write(String fileName, @Nullable String text, @Nullable String expectedHash) throws PromptRefusal {
        Optional<SourceFile> shipped = reading.present(fileName).filter(SourceFile::shipped);
        // Over the jar's file there is no working copy yet: what was edited must still be the jar's text.
        if (shipped.isPresent() && !shipped.get().hash().equals(expectedHash)) {
            throw new PromptRefusal(
                    Why.CONFLICT,
                    expectedHash == null
                            ? Said.of("{} comes with Parley; look at its text and save again", fileName)
                            : Said.of("{} is the shipped one again; look at its text and save again", fileName));
        }
        store.saveDraft(fileName, text, shipped.isPresent() ? null : expectedHash);
        reading.now();
    }

    /** As {@link PromptDesk#copyShipped} says. */
    List<SourceFile> copyShipped(String prompt) throws PromptRefusal {
        LibrarySnapshot now = reading.now();
        Map<String, Edit> edits = new LinkedHashMap<>();
        List<SourceFile> copies = new ArrayList<>();
        Map<String, String> shipped = new TreeMap<>(PromptBundle.filesOf(prompt, ShippedPrompts.texts()));
        String samples = ShippedPrompts.texts().get(prompt + PromptFileName.SAMPLES_ENDING);
        if (samples != null) {
            shipped.put(prompt + PromptFileName.SAMPLES_ENDING, samples);
        }
        if (shipped.isEmpty()) {
            throw new PromptRefusal(
                    Why.UNKNOWN,
                    now.bundles().containsKey(prompt)
                            ? Said.of("{} is yours already; it does not come with Parley", prompt)
                            : PromptReading.noPrompt(prompt).line());
        }
        for (Map.Entry<String, String> file : shipped.entrySet()) {
            boolean own = now.drafts().texts().containsKey(file.getKey())
                    || now.drafts().unreadable().contains(file.getKey());
            if (!own) {
                edits.put(file.getKey(), new Edit(file.getValue(), null));
                copies.add(new SourceFile(
                        file.getKey(), file.getValue(), PromptVersion.hashOf(file.getValue()), false, null));
            }
        }
        if (edits.isEmpty()) {
            throw new PromptRefusal(
                    Why.INVALID, Said.of("all files of {} are in your prompts already; edit them", prompt));
        }
        store.saveDrafts(edits);
        reading.now();
        return copies;
    }

    /** As {@link PromptDesk#restore} says. */
    void restore(String prompt, String what, String author) throws PromptRefusal {
        VersionKeeping.requireTexts(author, "", null);
        LibrarySnapshot now = reading.now();
        PromptBundle wanted = reading.state(prompt, what, now);
        SortedMap<String, String> raw = PromptReading.raw(now);
        Map<String, Edit> edits = edits(prompt, wanted, now);
        if (edits.isEmpty()) {
            return;
        }
        // What is overwritten is kept first: of this prompt, and of all that include a partial or name a schema that
        // changes.
        Set<String> changed = new LinkedHashSet<>();
        edits.keySet()
                .forEach(fileName -> changed.add(
                        PromptFileName.parse(fileName).map(PromptFileName::name).orElse(fileName)));
        String message = "before " + wanted.reference() + " was restored";
        for (String name : names(raw)) {
            PromptBundle present = PromptBundle.of(name, raw, Map.of());
            if (present.names().stream().anyMatch(changed::contains) && !isShipped(present)) {
                keeping.kept(present, author, message);
            }
        }
        store.saveDrafts(edits);
        reading.now();
    }

    private static Set<String> names(SortedMap<String, String> texts) {
        Set<String> names = new LinkedHashSet<>();
        texts.keySet().forEach(fileName -> PromptFileName.parse(fileName).ifPresent(file -> names.add(file.name())));
        return names;
    }

    /** What makes the working copy what is wanted. A text that is the jar's again needs no working copy. */
    private Map<String, Edit> edits(String prompt, PromptBundle wanted, LibrarySnapshot now) throws PromptRefusal {
        Map<String, Edit> edits = new TreeMap<>();
        SortedMap<String, String> raw = PromptReading.raw(now);
        for (Map.Entry<String, String> file : wanted.texts().entrySet()) {
            boolean broken = now.drafts().unreadable().contains(file.getKey());
            if (broken || !file.getValue().equals(raw.get(file.getKey()))) {
                edits.put(file.getKey(), new Edit(file.getValue(), draftHash(file.getKey(), now)));
            }
        }
        Set<String> there = new LinkedHashSet<>(now.drafts().texts().keySet());
        there.addAll(now.drafts().unreadable());
        for (String fileName : there) {
            boolean ofPrompt = PromptFileName.parse(fileName)
                    .filter(file -> file.name().equals(prompt))
                    .isPresent();
            if (ofPrompt && !wanted.texts().containsKey(fileName)) {
                edits.put(fileName, new Edit(null, draftHash(fileName, now)));
            }
        }
        return edits;
    }

    private @Nullable String draftHash(String fileName, LibrarySnapshot now) throws PromptRefusal {
        String text = now.drafts().texts().get(fileName);
        if (text != null) {
            return PromptVersion.hashOf(text);
        }
        return now.drafts().unreadable().contains(fileName)
                ? store.draft(fileName).map(PromptStore.Draft::hash).orElse(null)
                : null;
    }

    private static boolean isShipped(PromptBundle bundle) {
        return bundle.texts().entrySet().stream()
                .allMatch(file ->
                        Objects.equals(file.getValue(), ShippedPrompts.texts().get(file.getKey())));
    }
}
