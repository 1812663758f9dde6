package parley.prompts.library;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import parley.prompts.library.PromptRefusal.Why;
import parley.prompts.source.Said;

/**
 * The folder {@code .parley} of a workspace, in which no link is followed, and the lock under which all that write to the
 * workspace take turns, threads and processes alike. Thread-safe.
 */
final class StoreFolder {
    /** A file lock excludes nobody of the same process. */
    private static final Object WRITING = new Object();

    private final Path workspace;
    private final Path inner;

    StoreFolder(Path workspace) {
        this.workspace = workspace;
        this.inner = workspace.resolve(".parley");
    }

    /**
     * A folder in here, which need not exist.
     *
     * @throws PromptRefusal when it or one that leads there is a link, or no folder
     */
    Path folder(String... names) throws PromptRefusal {
        Path place = inner;
        requireFolder(place);
        for (String name : names) {
            place = place.resolve(name);
            requireFolder(place);
        }
        return place;
    }

    /** A folder in here, made where there is none. */
    Path made(String... names) throws IOException, PromptRefusal {
        return Files.createDirectories(folder(names));
    }

    private static void requireFolder(Path place) throws PromptRefusal {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !isFolder(place)) {
            throw new PromptRefusal(
                    Why.INVALID,
                    Said.of("{} is a link, which is not followed, or no folder; put the folder itself there", place));
        }
    }

    static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    static String requireName(String prompt) throws PromptRefusal {
        if (!PromptFileName.isName(prompt)) {
            throw new PromptRefusal(Why.UNKNOWN, "there is no prompt of this name; check it");
        }
        return prompt;
    }

    static PromptRefusal unreadable(Path place, Exception e) {
        return new PromptRefusal(Why.UNAVAILABLE, Said.of("{} cannot be read; correct its permissions", place), e);
    }

    interface Writing<T extends @Nullable Object> {
        T run() throws IOException, PromptRefusal;
    }

    /** Runs while no other thread or process writes here. */
    <T extends @Nullable Object> T alone(Writing<T> writing) throws PromptRefusal {
        synchronized (WRITING) {
            try {
                made();
                ignoreLock();
                try (FileChannel channel = FileChannel.open(
                        inner.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS)) {
                    // Released with the channel, or by the system when this process dies.
                    channel.lock();
                    return writing.run();
                }
            } catch (IOException e) {
                throw new PromptRefusal(
                        Why.UNAVAILABLE,
                        Said.of(
                                "the folder {} cannot be written ({}); check the disk, the folder's permissions, and that nothing in .parley is a link",
                                workspace,
                                e.getClass().getSimpleName()),
                        e);
            }
        }
    }

    private void ignoreLock() throws IOException {
        try {
            Files.writeString(
                    inner.resolve(".gitignore"),
                    "lock\n" + DurableFiles.UNFINISHED + "*\n",
                    StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            // As it should be.
        }
    }
}
