package parley.prompts.library;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import parley.prompts.source.Finding;

/**
 * Keeps a library up with its store: refreshes it twice a second on a virtual thread of its own and tells of each new
 * finding once. Closing it ends the thread within a second.
 */
public final class LibraryWatch implements AutoCloseable {
    /** An edit is live within a second: this, the settling of a file, and the compiling. */
    public static final Duration PERIOD = Duration.ofMillis(500);

    private final PromptLibrary library;
    private final Consumer<Finding> listener;
    private final Thread thread;
    private Set<Finding> told = Set.of();

    private LibraryWatch(PromptLibrary library, Consumer<Finding> listener) {
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

    private void look() {
        library.refresh();
        List<Finding> now = library.findings();
        now.stream().filter(finding -> !told.contains(finding)).forEach(listener);
        told = new HashSet<>(now);
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
