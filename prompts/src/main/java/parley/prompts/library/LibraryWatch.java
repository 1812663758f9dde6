package parley.prompts.library;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import parley.prompts.source.Finding;
import parley.prompts.source.Said;
import parley.prompts.source.SourcePosition;

/**
 * Keeps a library up with its store: refreshes it twice a second on a virtual thread of its own and tells of each new
 * finding once. A look that fails ends nothing. Closing it ends the thread within a second.
 */
public final class LibraryWatch implements AutoCloseable {
    /** An edit is live within a second: this, the settling of a file, and the compiling. */
    public static final Duration PERIOD = Duration.ofMillis(500);

    private final PromptLibrary library;
    private final Consumer<Finding> listener;
    private final Thread thread;
    private Set<Finding> told = Set.of();

    LibraryWatch(PromptLibrary library, Consumer<Finding> listener) {
        this.library = library;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("prompts-watch").unstarted(this::run);
    }

    /** Watches a library until closed; {@code listener} is called on the watch's thread. */
    public static LibraryWatch start(PromptLibrary library, Consumer<Finding> listener) {
        var watch = new LibraryWatch(library, listener);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever one look comes to, the next one takes place: a failure is a finding like others. */
    void look() {
        List<Finding> now;
        try {
            library.refresh();
            now = library.findings();
        } catch (RuntimeException | StackOverflowError e) {
            now = List.of(Finding.error(
                    SourcePosition.wholeFile("prompts"),
                    "",
                    Said.of(
                            "the prompts could not be read again ({})",
                            e.getClass().getSimpleName()),
                    "undo the last change; the prompts stay as they were last read"));
        }
        Set<Finding> before = told;
        told = new HashSet<>(now);
        for (Finding finding : now) {
            if (!before.contains(finding)) {
                tell(finding);
            }
        }
    }

    private void tell(Finding finding) {
        try {
            listener.accept(finding);
        } catch (RuntimeException e) {
            // A listener that fails for one finding still hears of the others.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
