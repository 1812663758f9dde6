package parley.tutor.retrieval.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.prompts.course.ShippedCourses;
import parley.tutor.retrieval.PassageIndex;
import parley.tutor.retrieval.Passages;

/** When the model is loaded, and what serves without it. */
class EmbeddingSearchTest {
    /** Far more than words take, and far less than loading the model on a busy machine. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    @TempDir
    private Path cache;

    private final List<Runnable> later = new ArrayList<>();

    /**
     * One question through a pipe once took up to half a minute: its answer came by words, and the end then waited for the
     * model that the question had begun to load.
     */
    @Test
    @Timeout(60)
    void whoAsksOnceAndEndsHasNothingLoaded() throws InterruptedException {
        EmbeddingSearch search = new EmbeddingSearch(cache, later::add);
        PassageIndex index = search.index(Passages.of(ShippedCourses.everydayEnglish()));
        assertThat(index.search("what is the past tense?", "en", 3)).isNotEmpty();
        assertThat(index.search("and what is a verb?", "en", 3)).isNotEmpty();
        assertThat(later).as("read once, later").hasSize(1);

        long begun = System.nanoTime();
        search.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
        // What was put off comes after the end, and does nothing.
        later.getFirst().run();
        assertThat(cache).isEmptyDirectory();
        assertThat(search.awaitReady(index)).isFalse();
    }
}
