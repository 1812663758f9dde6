package parley.prompts.library;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * One pass over the entries of a folder with the attributes of each, which costs one look at each entry on Unix and none
 * beyond the listing on Windows. No file is opened; links inside are told as links. Entries that vanish meanwhile are
 * left out. Thread-safe.
 */
final class FolderListing {
    private FolderListing() {}

    /** Takes an entry; tells whether to go on. */
    interface Visitor {
        boolean entry(String name, BasicFileAttributes attributes);
    }

    /**
     * Shows the entries in no particular order; none when there is no folder.
     *
     * @param folder may itself be a link to a folder
     * @throws IOException when it is there and cannot be listed
     */
    static void each(Path folder, Visitor visitor) throws IOException {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (NoSuchFileException e) {
            return;
        }
        Files.walkFileTree(real, Set.of(), 1, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path name = file.getFileName();
                // The root itself is shown when it is no folder.
                return name == null || file.equals(real) || visitor.entry(name.toString(), attributes)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(real) && !(e instanceof NoSuchFileException)) {
                    throw e;
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
