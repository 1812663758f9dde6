package parley.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.api.Wiring;
import parley.api.config.Settings;

/** A chat over a pipe: each line waits for its reply. */
class TerminalChatTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path data;

    @SuppressWarnings("NullAway.Init")
    private static Wiring wiring;

    @BeforeAll
    static void open() throws Exception {
        wiring = new Wiring(Settings.load(data, null, Map.of()), false);
    }

    @AfterAll
    static void close() {
        wiring.close();
    }

    private static String chat(boolean fresh, boolean well, String... lines) throws Exception {
        var out = new StringWriter();
        try (var chat = new TerminalChat(
                wiring.tutor(wiring.usualCourse()).orElseThrow(), "en", false, new PrintWriter(out, true))) {
            assertThat(chat.hold(new BufferedReader(new StringReader(String.join("\n", lines))), fresh))
                    .isEqualTo(well);
        }
        return out.toString();
    }

    @Test
    void eachLineIsAnsweredAndTheNextChatGoesOn() throws Exception {
        String first = chat(true, true, "a hint please", "/help");
        assertThat(first.split("Tutor: ", -1)).hasSize(3);
        assertThat(first).contains("Ctrl-D");
        String second = chat(false, true);
        String lastReply = first.substring(first.lastIndexOf("Tutor: "), first.indexOf("Write a line"));
        assertThat(second.strip()).isEqualTo(lastReply.strip());
        assertThat(chat(false, true, "/new")).contains("Tutor: ");
    }

    @Test
    void aLineThatIsTooLongIsRefusedWithTheLimit() throws Exception {
        assertThat(chat(true, false, "x".repeat(4_001))).contains("4000 characters");
    }
}
