package parley.api.studio;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One studio of prompts, over real HTTP and a folder of its own, for all tests of a class. */
class StudioOfPrompts {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    static StudioServer studio;

    @BeforeAll
    static void start() throws Exception {
        studio = StudioServer.ofPrompts(data, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        studio.close();
    }
}
