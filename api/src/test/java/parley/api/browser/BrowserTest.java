package parley.api.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.config.Settings;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.speaking.Voice;
import parley.speech.speaking.Voices;

/** A learner types, talks, hears a reply and talks over it, in a real browser against the real server. */
class BrowserTest {
    /** Generous: it only matters when something is broken. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private Serving serving;
    private EmbeddedSpeech speech;

    @BeforeEach
    void serve() throws Exception {
        assumeTrue(
                ParleyPage.installed(),
                "The browser test was skipped: it needs " + ParleyPage.CHROMIUM + " and " + ParleyPage.DRIVER
                        + " (Debian: apt-get install chromium chromium-driver)");
        var settings = Settings.load(folder.resolve("data"), null, Map.of());
        settings.data().create();
        var wiring = new Wiring(settings.onPort(0), true);
        speech = java.util.Objects.requireNonNull(wiring.speech());
        serving = Serving.start(wiring);
        assertThat(speech.awaitSettled(Duration.ofSeconds(60))).isTrue();
    }

    @AfterEach
    void stop() {
        if (serving != null) {
            serving.close();
        }
    }

    private Voice voice() {
        return switch (speech.voices()) {
            case Readiness.Ready<Voices>(Voices voices) -> voices.speaking("en").orElseThrow();
            case Readiness.Loading<Voices> loading -> throw new AssertionError("The voice is still loading");
            case Readiness.Unavailable<Voices> missing -> throw new AssertionError(missing.reason());
        };
    }

    private ParleyPage open(@org.jspecify.annotations.Nullable Path microphone) {
        return new ParleyPage(serving.url(), folder.resolve("profile"), microphone);
    }

    @Test
    void typing_gets_an_answer_and_a_reload_shows_the_past() {
        try (ParleyPage page = open(null)) {
            page.await("the tutor opens the conversation", LIMIT, () -> page.repliesDone() == 1);
            page.type("who are you?");
            page.await("the tutor answers", LIMIT, () -> page.repliesDone() == 2);
            assertThat(page.acknowledged()).singleElement().asString().contains("who are you?");

            page.reload();
            page.await("the past is back", LIMIT, () -> page.repliesDone() == 2);
            assertThat(page.acknowledged()).singleElement().asString().contains("who are you?");
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void talking_is_heard_answered_aloud_and_may_interrupt() throws Exception {
        Path microphone = new FakeMicrophone(voice())
                .silence(Duration.ofSeconds(2))
                .says("What is the past tense?")
                // The explanation takes longer than this to say.
                .silence(Duration.ofSeconds(5))
                .says("Wait, please give me a hint.")
                .silence(Duration.ofSeconds(60))
                .write(folder.resolve("microphone.wav"));
        try (ParleyPage page = open(microphone)) {
            page.await("the tutor opens the conversation", LIMIT, () -> page.repliesDone() == 1);
            page.click("mic");
            page.await(
                    "the learner's words are shown",
                    LIMIT,
                    () -> !page.acknowledged().isEmpty());
            page.await("the tutor speaks", LIMIT, () -> page.status().equals("speaking"));
            page.await("the reply is cut by the learner's voice", LIMIT, page::anyInterrupted);
            page.await(
                    "the interruption is a turn",
                    LIMIT,
                    () -> page.acknowledged().size() == 2);
            page.await("and is answered aloud", LIMIT, () -> page.status().equals("speaking"));

            page.press(Keys.ESCAPE);
            page.await("stop stops the voice", LIMIT, () -> !page.status().equals("speaking"));
            assertThat(page.acknowledged().getFirst()).containsIgnoringCase("past tense");
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void the_voice_is_as_fast_as_the_learner_chose_after_a_reload_too() {
        try (ParleyPage page = open(null)) {
            page.await("the tutor opens the conversation", LIMIT, () -> page.repliesDone() == 1);
            assertThat(page.chosen("speed")).isEqualTo("1");
            page.choose("speed", "0.6");
            page.reload();
            page.await("the past is back", LIMIT, () -> page.repliesDone() == 1);
            assertThat(page.chosen("speed")).isEqualTo("0.6");
            page.type("who are you?");
            page.await("the tutor answers", LIMIT, () -> page.repliesDone() == 2);
            assertThat(page.all("notice")).as("the server took the speed").isEmpty();
            assertThat(page.complaints()).isEmpty();
        }
    }

    /** Who answered while the tutor was still speaking once lost what they had just read. */
    @Test
    void what_was_read_and_not_heard_stays_on_the_page_set_apart() {
        String begun = """
                {"type": "response.created", "response": {"id": "r"}},
                {"type": "response.output_item.added", "response_id": "r", "item": {"id": "i"}},
                {"type": "response.output_audio_transcript.delta", "response_id": "r", "item_id": "i",
                 "delta": "Well done. Where did you go?"},
                {"type": "parley.words", "item_id": "i", "words": [
                  {"text": "Well", "start_ms": 0, "end_ms": 200}, {"text": "done", "start_ms": 200, "end_ms": 500},
                  {"text": "Where", "start_ms": 700, "end_ms": 900}]}
                """;
        String over = """
                {"type": "conversation.item.truncated", "item_id": "i", "audio_end_ms": %d},
                {"type": "response.done", "response": {"id": "r", "status": "%s", "output": [
                  {"id": "i", "type": "message", "content": [{"text": "%s"}]}]}}
                """;
        try (ParleyPage page = open(null)) {
            page.await("the tutor opens the conversation", LIMIT, () -> page.repliesDone() == 1);
            assertThat(page.fold("[" + begun + "," + over.formatted(600, "cancelled", "Well done.") + "]"))
                    .containsExactly("Well done.", " Where did you go?");
            assertThat(page.fold("[" + begun + ","
                            + over.substring(over.indexOf('\n') + 1)
                                    .formatted("completed", "Well done. Where did you go?")
                            + "]"))
                    .containsExactly("Well done. Where did you go?", "");
        }
    }

    @Test
    void a_second_tab_takes_over_and_the_first_can_take_it_back() throws Exception {
        try (ParleyPage first = open(null);
                ParleyPage second = new ParleyPage(serving.url(), folder.resolve("other-profile"), null)) {
            first.await("one of them is sent away", LIMIT, () -> first.status().equals("superseded"));
            first.click("use-here");
            first.await("the first is back", LIMIT, () -> !first.status().equals("superseded"));
            second.await("the second is sent away", LIMIT, () -> second.status().equals("superseded"));
            first.type("hello");
            first.await("and is answered", LIMIT, () -> !first.acknowledged().isEmpty());
            second.type("hello from here");
            second.await(
                    "who writes takes over", LIMIT, () -> second.acknowledged().size() == 2);
            first.await(
                    "the first is sent away again", LIMIT, () -> first.status().equals("superseded"));
        }
    }
}
