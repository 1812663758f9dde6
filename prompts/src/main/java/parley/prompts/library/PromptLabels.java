package parley.prompts.library;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the labels of one prompt stand, as it follows from their moves. Immutable.
 *
 * @param moves the oldest first
 */
public record PromptLabels(List<LabelMove> moves) {
    /** Moves that are kept of one prompt; beyond them they are {@link #shortened}. */
    public static final int MAX_MOVES = 10_000;

    /** Versions that a label can be rolled back through when its moves were shortened. */
    static final int MAX_STACK = 20;

    public static final PromptLabels NONE = new PromptLabels(List.of());

    public PromptLabels {
        moves = List.copyOf(moves);
    }

    /** A version that a part of the learners gets. */
    public record Trial(String version, double share) {}

    /** The version that a label stands on; empty when it stands on none. */
    public Optional<String> version(Label label) {
        return Optional.ofNullable(stack(label).peek());
    }

    /** Where all labels stand that stand on a version. */
    public Map<Label, String> versions() {
        Map<Label, String> versions = new EnumMap<>(Label.class);
        for (Label label : Label.values()) {
            version(label).ifPresent(version -> versions.put(label, version));
        }
        return versions;
    }

    /** The version that some learners get instead of the label's; empty when all get the same. */
    public Optional<Trial> trial(Label label) {
        Trial trial = null;
        for (LabelMove move : moves) {
            if (move.label() == label) {
                trial = move.kind() == LabelMove.Kind.SHARED && move.version() != null
                        ? new Trial(move.version(), move.share())
                        : null;
            }
        }
        return Optional.ofNullable(trial);
    }

    /** Whether a label can go back: it stands on a version, or a version is being tried. */
    public boolean canRollBack(Label label) {
        return trial(label).isPresent() || version(label).isPresent();
    }

    /**
     * Where a label goes when it is rolled back: the version before, or where it stands when only a trial ends; null
     * when it then stands on none.
     */
    public @Nullable String versionAfterRollback(Label label) {
        Deque<String> stack = stack(label);
        if (trial(label).isEmpty()) {
            stack.poll();
        }
        return stack.peek();
    }

    /**
     * The version for one learner, always the same for the same learner and share, and kept when the share grows: the
     * learner's place on a line from 0 to 1 is the first 8 bytes of SHA-256 of prompt and learner. Nobody, null or empty, gets
     * what the label stands on.
     */
    public Optional<String> versionFor(Label label, String prompt, @Nullable String learner) {
        Optional<Trial> trial = trial(label);
        if (learner != null
                && !learner.isEmpty()
                && trial.isPresent()
                && place(prompt, learner) < trial.get().share()) {
            return Optional.of(trial.get().version());
        }
        return version(label);
    }

    static double place(String prompt, String learner) {
        byte[] hash = PromptVersion.sha256().digest((prompt + "\n" + learner).getBytes(StandardCharsets.UTF_8));
        // 53 bits are what a double holds exactly.
        return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * The same labels told with fewer moves: of the older half only those that labels still stand on, at most
     * {@value #MAX_STACK} of each label, and trials that still run. What is left of the past is what a rollback needs.
     */
    public PromptLabels shortened() {
        PromptLabels older = new PromptLabels(moves.subList(0, moves.size() / 2));
        List<LabelMove> kept = new ArrayList<>();
        for (Label label : Label.values()) {
            List<LabelMove> standing =
                    older.standing(label).stream().limit(MAX_STACK).toList();
            standing.reversed().forEach(move -> kept.add(asRelease(move)));
            older.lastMove(label)
                    .filter(move -> move.kind() == LabelMove.Kind.SHARED)
                    .ifPresent(kept::add);
        }
        kept.addAll(moves.subList(moves.size() / 2, moves.size()));
        return new PromptLabels(kept);
    }

    private static LabelMove asRelease(LabelMove move) {
        return new LabelMove(
                LabelMove.Kind.RELEASED,
                move.label(),
                move.version(),
                0,
                move.author(),
                move.at(),
                move.message(),
                move.forced());
    }

    /** These labels after one more move. */
    public PromptLabels with(LabelMove move) {
        List<LabelMove> all = new ArrayList<>(moves);
        all.add(move);
        return new PromptLabels(all);
    }

    private Optional<LabelMove> lastMove(Label label) {
        return moves.reversed().stream().filter(move -> move.label() == label).findFirst();
    }

    /** The versions that a label stood on and was not rolled back from, the present one first. */
    Deque<String> stack(Label label) {
        Deque<String> versions = new ArrayDeque<>();
        standing(label).forEach(move -> versions.add(Objects.requireNonNull(move.version())));
        return versions;
    }

    /** The moves that brought a label onto the versions of its {@link #stack}, the last one first; each has a version. */
    private Deque<LabelMove> standing(Label label) {
        Deque<LabelMove> stack = new ArrayDeque<>();
        for (LabelMove move : moves) {
            if (move.label() != label) {
                continue;
            }
            String version = move.version();
            switch (move.kind()) {
                case RELEASED -> {
                    if (!isOn(stack, version)) {
                        stack.push(move);
                    }
                }
                case SHARED -> {}
                case ROLLED_BACK -> {
                    // The move says where it went; after a trial that is where it stood.
                    if (version == null) {
                        stack.clear();
                    } else if (stack.stream().anyMatch(one -> version.equals(one.version()))) {
                        while (!isOn(stack, version)) {
                            stack.pop();
                        }
                    } else {
                        // Moves were lost or merged: what it went back from goes, and the label stands where it says.
                        stack.poll();
                        stack.push(move);
                    }
                }
            }
        }
        return stack;
    }

    private static boolean isOn(Deque<LabelMove> stack, @Nullable String version) {
        LabelMove top = stack.peek();
        return top != null && Objects.equals(top.version(), version);
    }
}
