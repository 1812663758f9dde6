package parley.prompts.library;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.LabelMove.Kind;
import parley.prompts.library.PromptDesk.Release;
import parley.prompts.library.PromptDesk.Released;
import parley.prompts.library.PromptDesk.Seen;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;

/** How labels move: by a release, which suites may object to, and back. Thread-safe. */
final class PromptReleasing {
    private final PromptReading reading;
    private final PromptStore store;
    private final VersionKeeping keeping;
    private final ReleaseGate gate;
    private final Clock clock;

    PromptReleasing(PromptReading reading, PromptStore store, VersionKeeping keeping, ReleaseGate gate, Clock clock) {
        this.reading = reading;
        this.store = store;
        this.keeping = keeping;
        this.gate = gate;
        this.clock = clock;
    }

    /** As {@link PromptDesk#keep} says. */
    PromptVersion keep(String prompt, String author, String message) throws PromptRefusal {
        VersionKeeping.requireTexts(author, message, null);
        LibrarySnapshot now = reading.now();
        PromptVersion version = keeping.kept(usable(prompt, "working", now), author, message);
        PromptLabels labels = now.labels(prompt);
        if (!labels.version(Label.DRAFT).equals(Optional.of(version.id()))) {
            move(
                    prompt,
                    labels,
                    new LabelMove(Kind.RELEASED, Label.DRAFT, version.id(), 0, author, clock.instant(), message, null));
        }
        return version;
    }

    /** As {@link PromptDesk#release} says. */
    Released release(String prompt, Release wish) throws PromptRefusal, InterruptedException {
        VersionKeeping.requireTexts(wish.author(), wish.message(), wish.forceReason());
        if (!(wish.share() > 0 && wish.share() <= 1)) {
            throw new PromptRefusal(Why.INVALID, "a share is above 0 % and at most 100 %");
        }
        // One look for all: what is released, and what the move is decided after.
        LibrarySnapshot now = reading.now();
        PromptBundle candidate = usable(prompt, wish.what() == null ? "working" : wish.what(), now);
        PromptLabels labels = now.labels(prompt);
        requireSeen(prompt, wish.seen(), candidate.id(), labels);
        refuseEmptyMove(prompt, labels, wish, candidate.id());
        List<String> gateLines = List.of();
        String forced = null;
        if (wish.label() == Label.PRODUCTION) {
            PromptBundle present = reading.released(prompt).orElse(candidate);
            List<String> suites = suites(candidate, present);
            switch (gate.ask(new ReleaseGate.Question(prompt, suites, candidate, present))) {
                case ReleaseGate.Answer.Open open -> gateLines = open.lines();
                case ReleaseGate.Answer.Closed closed -> {
                    gateLines = closed.lines();
                    forced = requireReason(prompt, wish.forceReason(), gateLines);
                }
            }
        }
        PromptVersion version = keeping.kept(candidate, wish.author(), wish.message());
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

    private static String requireReason(String prompt, @Nullable String reason, List<String> gateLines)
            throws PromptRefusal {
        if (reason == null || reason.isBlank()) {
            throw new PromptRefusal(
                    Why.GATE_CLOSED,
                    Said.of(
                            "{} is not released: {}. Mend it, or force the release with a reason, which is recorded",
                            prompt,
                            String.join("; ", gateLines)));
        }
        return reason;
    }

    private static void requireSeen(String prompt, Seen seen, @Nullable String versionNow, PromptLabels labels)
            throws PromptRefusal {
        if (seen.moves() != null && seen.moves() != labels.moves().size()) {
            throw PromptStore.movedMeanwhile(prompt);
        }
        String version = seen.version();
        if (version != null
                && (version.length() < Seen.MIN_DIGITS || versionNow == null || !versionNow.startsWith(version))) {
            throw new PromptRefusal(
                    Why.CONFLICT,
                    Said.of("{} was changed by somebody else meanwhile; look at it and decide again", prompt));
        }
    }

    private static void refuseEmptyMove(String prompt, PromptLabels labels, Release wish, String id)
            throws PromptRefusal {
        String name = wish.label().fileName();
        boolean standsThere = labels.version(wish.label()).equals(Optional.of(id));
        if (wish.share() < 1 && standsThere) {
            throw new PromptRefusal(Why.INVALID, Said.of("all learners get this version of {} already", prompt));
        }
        if (wish.share() < 1 && labels.version(wish.label()).isEmpty()) {
            throw new PromptRefusal(
                    Why.INVALID,
                    Said.of(
                            "{} of {} stands on no version yet, so there is nothing to try this one against; release the present one first",
                            name,
                            prompt));
        }
        if (wish.share() == 1 && standsThere && labels.trial(wish.label()).isEmpty()) {
            throw new PromptRefusal(
                    Why.INVALID,
                    Said.of(
                            "{} of {} stands on {} already; edit the prompt first",
                            name,
                            prompt,
                            PromptVersion.shortened(id)));
        }
    }

    /** As {@link PromptDesk#rollback(String, Label, String, String, Seen)} says. */
    LabelMove rollback(String prompt, Label label, String author, String message, Seen seen) throws PromptRefusal {
        VersionKeeping.requireTexts(author, message, null);
        LibrarySnapshot now = reading.now();
        PromptLabels labels = now.labels(prompt);
        if (!now.bundles().containsKey(prompt) && labels.moves().isEmpty()) {
            throw PromptReading.noPrompt(prompt);
        }
        requireSeen(prompt, seen, labels.version(label).orElse(null), labels);
        if (!labels.canRollBack(label)) {
            throw new PromptRefusal(
                    Why.INVALID,
                    Said.of("{} of {} stands on no version; there is nothing before it", label.fileName(), prompt));
        }
        LabelMove move = new LabelMove(
                Kind.ROLLED_BACK, label, labels.versionAfterRollback(label), 0, author, clock.instant(), message, null);
        move(prompt, labels, move);
        return move;
    }

    private void move(String prompt, PromptLabels labels, LabelMove move) throws PromptRefusal {
        store.move(prompt, labels.moves().size(), move);
        reading.now();
    }

    /** A state of which every file can be read and compiled: a prompt goes to learners whole. */
    private PromptBundle usable(String prompt, String what, LibrarySnapshot now) throws PromptRefusal {
        PromptBundle bundle = reading.state(prompt, what, now);
        if (what.equals("working") || what.equals(Label.DRAFT.fileName())) {
            for (String fileName : now.drafts().unreadable()) {
                String name =
                        PromptFileName.parse(fileName).map(PromptFileName::name).orElse(fileName);
                if (bundle.names().contains(name)) {
                    throw new PromptRefusal(
                            Why.INVALID,
                            Said.of(
                                    "{} cannot be used whole: {} cannot be read; mend it, or delete it",
                                    prompt,
                                    fileName));
                }
            }
        }
        List<Finding> broken = bundle.files().stream()
                .flatMap(file -> bundle.check(file.fileName()).stream())
                .toList();
        if (!broken.isEmpty()) {
            throw new PromptRefusal(
                    Why.INVALID,
                    Said.of("{} cannot be used: {}", prompt, broken.getFirst().asLine()),
                    broken);
        }
        return bundle;
    }

    /**
     * The suites that judge a release: those that the new version names under {@code parley.suites} in any of its files, and
     * those of what learners get now, for a suite is not escaped by no longer naming it.
     */
    private static List<String> suites(PromptBundle candidate, PromptBundle present) {
        Set<String> suites = new LinkedHashSet<>(suites(candidate));
        suites.addAll(suites(present));
        return List.copyOf(suites);
    }

    private static List<String> suites(PromptBundle bundle) {
        List<String> suites = new ArrayList<>();
        for (PromptFileName file : bundle.files()) {
            try {
                suites.addAll(SuiteNames.of(bundle.compiled(file.fileName()).frontMatter()));
            } catch (AuthoringException e) {
                // A candidate was compiled before; an old version that no longer can be has no say.
            }
        }
        return suites;
    }
}
