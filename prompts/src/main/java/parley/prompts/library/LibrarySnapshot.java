package parley.prompts.library;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import parley.prompts.schema.NamedSchemas;
import parley.prompts.source.Finding;

/**
 * The whole library at one moment: the shipped texts overlaid by the last good working copies, and where labels stand.
 * Immutable, so that a reply never sees half of an edit.
 */
final class LibrarySnapshot {
    /** The texts that count, by file name: prompts and samples. */
    private final SortedMap<String, String> texts;

    private final Map<String, String> places;
    private final PromptStore.Drafts drafts;
    private final PromptStore.Labels labels;
    private final List<Finding> findings;
    private final Map<String, PromptBundle> bundles;

    /** Prompts whose bundle is an earlier one than the texts make, because these cannot be used. */
    private final Set<String> behind;

    private LibrarySnapshot(
            SortedMap<String, String> texts,
            Map<String, String> places,
            PromptStore.Drafts drafts,
            PromptStore.Labels labels,
            List<Finding> findings,
            Map<String, PromptBundle> bundles,
            Set<String> behind) {
        this.texts = texts;
        this.places = places;
        this.drafts = drafts;
        this.labels = labels;
        this.findings = findings;
        this.bundles = bundles;
        this.behind = behind;
    }

    /** The library of the jar alone. */
    static LibrarySnapshot shipped() {
        return of(
                new TreeMap<>(ShippedPrompts.texts()),
                shippedPlaces(),
                PromptStore.Drafts.NONE,
                PromptStore.Labels.NONE,
                List.of(),
                Map.of(),
                name -> true);
    }

    private static Map<String, String> shippedPlaces() {
        Map<String, String> places = new HashMap<>();
        ShippedPrompts.texts().keySet().forEach(fileName -> places.put(fileName, "prompts/" + fileName));
        return places;
    }

    /**
     * What follows from new working copies. A file that cannot be compiled, or not be read, is replaced by the last good
     * one, or by the shipped one; a prompt that then still has no whole bundle keeps the one that it had. Prompts none of
     * whose files and partials changed keep their bundles unlooked at.
     */
    LibrarySnapshot after(PromptStore.Drafts fresh, PromptStore.Labels freshLabels) {
        if (fresh.equals(drafts)) {
            return freshLabels.equals(labels)
                    ? this
                    : new LibrarySnapshot(texts, places, drafts, freshLabels, findings, bundles, behind);
        }
        SortedMap<String, String> wanted = new TreeMap<>(ShippedPrompts.texts());
        Map<String, String> wantedPlaces = new HashMap<>(shippedPlaces());
        wanted.putAll(fresh.texts());
        wantedPlaces.putAll(fresh.places());
        for (String fileName : fresh.unreadable()) {
            keepLast(fileName, wanted, wantedPlaces);
        }
        List<Finding> found = new ArrayList<>(fresh.findings());
        mendSchemas(fresh, wanted, wantedPlaces, found);
        Set<String> changed = changedNames(wanted);
        SortedMap<String, String> authored = new TreeMap<>(wanted);
        Map<String, String> authoredPlaces = new HashMap<>(wantedPlaces);
        // Partials stand first in the order of names ("_" before letters), so a broken one is mended before it is used.
        PromptBundle checked = null;
        for (String fileName : fresh.texts().keySet().stream().sorted().toList()) {
            String name = PromptFileName.parse(fileName)
                    .map(PromptFileName::name)
                    .filter(known -> isAffected(known, changed))
                    .orElse(null);
            if (name == null) {
                continue;
            }
            if (checked == null || !checked.prompt().equals(name)) {
                checked = PromptBundle.of(name, wanted, wantedPlaces);
            }
            List<Finding> broken = checked.check(fileName);
            if (!broken.isEmpty()) {
                // Told as its author wrote it: that a broken partial is left out here is no mistake of theirs.
                List<Finding> told =
                        PromptBundle.of(name, authored, authoredPlaces).check(fileName);
                (told.isEmpty() ? broken : told)
                        .stream().filter(finding -> !found.contains(finding)).forEach(found::add);
                keepLast(fileName, wanted, wantedPlaces);
                checked = null;
            }
        }
        return of(wanted, wantedPlaces, fresh, freshLabels, found, bundles, name -> isAffected(name, changed));
    }

    /** The names of prompts of which a file is new, gone or different from the last good one. */
    private Set<String> changedNames(SortedMap<String, String> wanted) {
        Set<String> changed = new HashSet<>();
        wanted.forEach((fileName, text) -> {
            if (!text.equals(texts.get(fileName))) {
                addNames(fileName, changed);
            }
        });
        for (String fileName : texts.keySet()) {
            if (!wanted.containsKey(fileName)) {
                addNames(fileName, changed);
            }
        }
        return changed;
    }

    /** How bundles name what they are made of: prompts and partials by their names, schemas by their files'. */
    private static void addNames(String fileName, Set<String> names) {
        PromptFileName.parse(fileName).ifPresent(file -> names.add(file.name()));
        PromptFileName.schemaOf(fileName).ifPresent(schema -> names.add(fileName));
    }

    /** Replaces changed schemas that cannot be used by their last good texts, before prompts are read with them. */
    private void mendSchemas(
            PromptStore.Drafts fresh,
            SortedMap<String, String> wanted,
            Map<String, String> wantedPlaces,
            List<Finding> found) {
        for (String fileName : fresh.texts().keySet().stream().sorted().toList()) {
            String text = wanted.get(fileName);
            if (text == null
                    || text.equals(texts.get(fileName))
                    || PromptFileName.schemaOf(fileName).isEmpty()) {
                continue;
            }
            List<Finding> broken = NamedSchemas.check(
                    new NamedSchemas.Text(wantedPlaces.getOrDefault(fileName, fileName), text),
                    PromptBundle.schemas(wanted, wantedPlaces));
            if (!broken.isEmpty()) {
                found.addAll(broken);
                keepLast(fileName, wanted, wantedPlaces);
            }
        }
    }

    /** Whether the last bundle of a prompt may not be what its files and their partials make now. */
    private boolean isAffected(String name, Set<String> changed) {
        PromptBundle last = bundles.get(name);
        return last == null || behind.contains(name) || !Collections.disjoint(last.names(), changed);
    }

    private void keepLast(String fileName, SortedMap<String, String> wanted, Map<String, String> wantedPlaces) {
        String last = texts.get(fileName);
        if (last != null) {
            wanted.put(fileName, last);
            wantedPlaces.put(fileName, places.getOrDefault(fileName, fileName));
            return;
        }
        wanted.remove(fileName);
        String shipped = ShippedPrompts.texts().get(fileName);
        if (shipped != null) {
            wanted.put(fileName, shipped);
            wantedPlaces.put(fileName, "prompts/" + fileName);
        }
    }

    private static LibrarySnapshot of(
            SortedMap<String, String> texts,
            Map<String, String> places,
            PromptStore.Drafts drafts,
            PromptStore.Labels labels,
            List<Finding> findings,
            Map<String, PromptBundle> before,
            Predicate<String> affected) {
        Map<String, PromptBundle> bundles = new TreeMap<>();
        Set<String> behind = new HashSet<>();
        List<Finding> found = new ArrayList<>(findings);
        for (String name : names(texts)) {
            PromptBundle last = before.get(name);
            if (last != null && !affected.test(name)) {
                bundles.put(name, last);
                continue;
            }
            PromptBundle bundle = PromptBundle.of(name, texts, places);
            if (last != null && last.id().equals(bundle.id())) {
                bundles.put(name, last);
                continue;
            }
            // A partial that was taken away breaks files which did not change themselves.
            List<Finding> broken = last == null || drafts.equals(PromptStore.Drafts.NONE) ? List.of() : broken(bundle);
            broken.stream().filter(finding -> !found.contains(finding)).forEach(found::add);
            if (broken.isEmpty() || last == null) {
                bundles.put(name, bundle);
            } else {
                bundles.put(name, last);
                behind.add(name);
            }
        }
        return new LibrarySnapshot(
                Collections.unmodifiableSortedMap(texts),
                Map.copyOf(places),
                drafts,
                labels,
                List.copyOf(found),
                Collections.unmodifiableMap(bundles),
                Set.copyOf(behind));
    }

    private static List<Finding> broken(PromptBundle bundle) {
        return bundle.files().stream()
                .flatMap(file -> bundle.check(file.fileName()).stream())
                .toList();
    }

    private static Set<String> names(SortedMap<String, String> texts) {
        Set<String> names = new TreeSet<>();
        for (String fileName : texts.keySet()) {
            PromptFileName.parse(fileName).ifPresent(file -> names.add(file.name()));
        }
        return names;
    }

    Map<String, PromptBundle> bundles() {
        return bundles;
    }

    SortedMap<String, String> texts() {
        return texts;
    }

    Map<String, String> places() {
        return places;
    }

    PromptStore.Drafts drafts() {
        return drafts;
    }

    PromptLabels labels(String prompt) {
        return labels.byPrompt().getOrDefault(prompt, PromptLabels.NONE);
    }

    PromptStore.Labels labels() {
        return labels;
    }

    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(labels.findings());
        return all;
    }
}
