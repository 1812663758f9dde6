package parley.prompts.library;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;

/**
 * What authors do with prompts, for the command line and the studio alike: look, edit, keep versions, release, roll back.
 * Thread-safe. Every answer is of the store as it is when asked.
 */
public final class PromptDesk {
    private final PromptReading reading;
    private final PromptEditing editing;
    private final PromptReleasing releasing;

    /** {@code library} stands on {@code store}. */
    public PromptDesk(PromptLibrary library, PromptStore store, ReleaseGate gate, Clock clock) {
        var keeping = new VersionKeeping(store, clock);
        this.reading = new PromptReading(library, store);
        this.editing = new PromptEditing(reading, store, keeping);
        this.releasing = new PromptReleasing(reading, store, keeping, gate, clock);
    }

    /**
     * A file as its author sees it, which may be broken.
     *
     * @param text as far as it can be read
     * @param hash to be given back when an edit of it is saved
     * @param shipped whether it is the jar's, so that saving it makes a working copy
     * @param problem why it cannot be read as a text, and what to do, in one line; null when it can
     */
    public record SourceFile(
            String fileName,
            String text,
            String hash,
            boolean shipped,
            @Nullable String problem) {}

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
     * What an author looked at when deciding on a label; when it is different now, that is a conflict.
     *
     * @param version the first digits of a version's id, at least {@value #MIN_DIGITS}: for a release of what is to be
     *     released, for a rollback of what the label stands on; null when it does not matter
     * @param moves how many moves the prompt's labels had; null when it does not matter
     */
    public record Seen(@Nullable String version, @Nullable Integer moves) {
        static final int MIN_DIGITS = 4;

        /** Of who wants it whatever others did. */
        public static final Seen WHATEVER = new Seen(null, null);
    }

    /**
     * How a version is to be released.
     *
     * @param label which label moves
     * @param what null for the working copy; else a label, {@code shipped}, or the first digits of a version's id
     * @param share the part of learners who get it, above 0 and below 1; 1 for all
     * @param message why; may be empty
     * @param forceReason why the suites' objection does not count; null to respect it
     * @param seen what the author looked at
     */
    public record Release(
            Label label,
            @Nullable String what,
            double share,
            String author,
            String message,
            @Nullable String forceReason,
            Seen seen) {
        /** A release of what is there now, whatever the author looked at. */
        public Release(
                Label label,
                @Nullable String what,
                double share,
                String author,
                String message,
                @Nullable String forceReason) {
            this(label, what, share, author, message, forceReason, Seen.WHATEVER);
        }
    }

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

    /** All prompts by name, those that cannot be used, too. */
    public List<PromptSummary> list() {
        return reading.list();
    }

    /** One prompt. */
    public Details details(String prompt) throws PromptRefusal {
        return reading.details(prompt);
    }

    /** A file's text, which is the workspace's or else the jar's. */
    public SourceFile file(String fileName) throws PromptRefusal {
        return reading.file(fileName, reading.now())
                .orElseThrow(() -> new PromptRefusal(Why.UNKNOWN, Said.of("there is no file {}", shown(fileName))));
    }

    /**
     * A file as it is this moment, though another program may still be writing it: what {@link #save} compares with. Empty
     * when there is none.
     */
    public Optional<SourceFile> present(String fileName) throws PromptRefusal {
        return reading.present(fileName);
    }

    /**
     * Saves an edit; a broken one, too, which is not live until it is mended.
     *
     * @param expectedHash the hash of the text that was edited; null for a new file
     * @throws PromptRefusal a conflict when another text is there now, or for a new file one that comes with Parley;
     *     nothing is changed then
     */
    public SourceFile save(String fileName, String text, @Nullable String expectedHash) throws PromptRefusal {
        return editing.save(fileName, text, expectedHash);
    }

    /** Takes a working copy away, so that the jar's file counts again where there is one. */
    public void remove(String fileName, String expectedHash) throws PromptRefusal {
        editing.remove(fileName, expectedHash);
    }

    /**
     * Makes working copies of a shipped prompt's files and samples, to be edited: of all that are not there yet.
     *
     * @return the new files, at least one
     */
    public List<SourceFile> copyShipped(String prompt) throws PromptRefusal {
        return editing.copyShipped(prompt);
    }

    /**
     * Makes a version the working copy, with its partials where they differ: all files, or none. What the working copy
     * holds is kept as a version first, and so is every other prompt that includes one of these partials.
     */
    public void restore(String prompt, String what, String author) throws PromptRefusal {
        editing.restore(prompt, what, author);
    }

    /**
     * A state of a prompt.
     *
     * @param what {@code working} or {@code draft} for the working copy, {@code shipped}, {@code staging},
     *     {@code production}, or the first digits of a version's id, at least 4
     */
    public PromptBundle state(String prompt, String what) throws PromptRefusal {
        return reading.state(prompt, what, reading.now());
    }

    /** The working copy of the prompt that a file belongs to, as it would be with another text in that file. */
    public PromptBundle edited(String fileName, String text) throws PromptRefusal {
        return reading.edited(fileName, text);
    }

    /** The file of a prompt's samples; empty when it has none. */
    public Optional<SourceFile> samplesFile(String prompt) throws PromptRefusal {
        return reading.file(prompt + PromptFileName.SAMPLES_ENDING, reading.now());
    }

    /** A prompt's samples; none when it has no file of them. */
    public List<PromptSample> samples(String prompt) throws PromptRefusal {
        Optional<SourceFile> file = samplesFile(prompt);
        if (file.isEmpty()) {
            return List.of();
        }
        if (file.get().problem() != null) {
            throw new PromptRefusal(
                    Why.INVALID,
                    Said.of("{}: {}", file.get().fileName(), file.get().problem()));
        }
        try {
            return PromptSample.read(place(file.get().fileName()), file.get().text());
        } catch (AuthoringException e) {
            throw new PromptRefusal(Why.INVALID, e.findings().getFirst().asLine(), e.findings());
        }
    }

    /** How findings call a file. */
    public String place(String fileName) {
        return PromptReading.places(reading.now()).getOrDefault(fileName, fileName);
    }

    /** What is wrong with the workspace as a whole, such as files that cannot be read. */
    public List<Finding> findings() {
        return reading.findings();
    }

    /** Keeps the working copy as a version and lets {@link Label#DRAFT} stand on it. */
    public PromptVersion keep(String prompt, String author, String message) throws PromptRefusal {
        return releasing.keep(prompt, author, message);
    }

    /**
     * Moves a label to a version, or lets a part of the learners try it. A move to production first asks the suites that
     * the prompt names under {@code parley.suites}, and those that what learners get now names there.
     *
     * @throws PromptRefusal when the prompt cannot be used whole, when the suites object and no reason is given to force
     *     it, or when it is not what the author looked at; the label stays then
     */
    public Released release(String prompt, Release wish) throws PromptRefusal, InterruptedException {
        return releasing.release(prompt, wish);
    }

    /** Moves a label back, whatever its author looked at. */
    public LabelMove rollback(String prompt, Label label, String author, String message) throws PromptRefusal {
        return rollback(prompt, label, author, message, Seen.WHATEVER);
    }

    /**
     * Moves a label back to the version before, or ends a trial. Past the first version the label stands on none, and the
     * working copy is live.
     *
     * @throws PromptRefusal when there is nothing before it, or when it is not what the author looked at
     */
    public LabelMove rollback(String prompt, Label label, String author, String message, Seen seen)
            throws PromptRefusal {
        return releasing.rollback(prompt, label, author, message, seen);
    }

    /** A text of a user in a message: short and on one line. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }
}
