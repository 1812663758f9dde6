package parley.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import parley.prompts.library.PromptLibrary;

/** How long a library of 1,000 prompts takes to start, and to take in one that was edited. */
final class PromptLibrarySpeed {

    static final int PROMPTS = 1_000;

    /** In milliseconds, medians. */
    record Times(double start, double reload) {}

    private PromptLibrarySpeed() {}

    static Times measure(Path root, boolean quick) throws IOException {
        String source = Files.readString(root.resolve("prompts/src/main/resources/prompts/tutor-reply.prompt"));
        Path folder = Files.createTempDirectory("parley-prompts");
        try {
            for (int i = 0; i < PROMPTS; i++) {
                write(
                        folder.resolve("prompt-" + i + ".prompt"),
                        source.replace("name: tutor-reply", "name: prompt-" + i),
                        i);
            }
            Samples start = new Samples();
            Samples reload = new Samples();
            for (int round = 0; round < (quick ? 3 : 7); round++) {
                long from = System.nanoTime();
                PromptLibrary library = PromptLibrary.over(folder);
                library.get("prompt-" + (PROMPTS - 1), "en");
                start.add((System.nanoTime() - from) / 1e6);
                String words = "Round " + round + " says";
                write(folder.resolve("prompt-7.prompt"), "---\nname: prompt-7\n---\n" + words, PROMPTS + round);
                from = System.nanoTime();
                library.refresh();
                String text = library.get("prompt-7", "en")
                        .render(Map.of(), List.of())
                        .messages()
                        .getFirst()
                        .text();
                reload.add((System.nanoTime() - from) / 1e6);
                if (!text.equals(words)) {
                    throw new IllegalStateException("the edited prompt was not taken in");
                }
            }
            return new Times(start.median(), reload.median());
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Writes a file as if at a past time of its own, so that an edit within a clock's tick is still one. */
    private static void write(Path file, String text, int secondsLater) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(secondsLater)));
    }
}
