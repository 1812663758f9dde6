package parley.api.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import parley.api.ScriptedCatalogue;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.config.Settings;
import parley.speech.EmbeddedSpeech;
import parley.speech.Readiness;
import parley.speech.speaking.Voice;
import parley.speech.speaking.Voices;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

/** Who ends a turn, as the page lets the learner choose it: a key that is held, a mute, a turn that goes on. */
class TalkingBrowserTest {
    /** Generous: it only matters when something is broken. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private @Nullable Serving serving;
    private @Nullable Voice voice;

    @BeforeEach
    void browserIsThere() {
        assumeTrue(
                ParleyPage.installed(),
                "The browser test was skipped: it needs " + ParleyPage.CHROMIUM + " and " + ParleyPage.DRIVER
                        + " (Debian: apt-get install chromium chromium-driver)");
    }

    private void serve(Settings settings) throws Exception {
        settings.data().create();
        var wiring = new Wiring(settings.onPort(0), true);
        EmbeddedSpeech speech = Objects.requireNonNull(wiring.speech());
        serving = Serving.start(wiring);
        assertThat(speech.awaitSettled(LIMIT)).isTrue();
        voice = switch (speech.voices()) {
            case Readiness.Ready<Voices>(Voices voices) -> voices.speaking("en").orElseThrow();
            case Readiness.Loading<Voices> loading -> throw new AssertionError("The voice is still loading");
            case Readiness.Unavailable<Voices> missing -> throw new AssertionError(missing.reason());
        };
    }

    private Settings settings(String... changes) throws Exception {
        String text = Settings.shippedText();
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(text).contains(changes[i]);
            text = text.replace(changes[i], changes[i + 1]);
        }
        return Settings.load(folder.resolve("data"), Files.writeString(folder.resolve("parley.yaml"), text), Map.of());
    }

    @AfterEach
    void stop() {
        if (serving != null) {
            serving.close();
        }
    }

    private FakeMicrophone microphone() {
        return new FakeMicrophone(Objects.requireNonNull(voice));
    }

    private ParleyPage open(Path microphone) {
        return new ParleyPage(Objects.requireNonNull(serving).url(), folder.resolve("profile"), microphone);
    }

    @Test
    void a_held_key_is_the_turn_and_the_choice_is_remembered() throws Exception {
        serve(settings());
        // More silence in the sentence than any wait: only the key ends it.
        Path sound = microphone()
                .silence(Duration.ofSeconds(2))
                .says("What is the past tense?")
                .silence(Duration.ofSeconds(60))
                .write(folder.resolve("microphone.wav"));
        try (ParleyPage page = open(sound)) {
            page.await("the tutor opens the conversation", LIMIT, () -> page.repliesDone() == 1);
            assertThat(page.all("hold")).isEmpty();
            page.click("hold-choice");
            page.await("the key is there", LIMIT, () -> page.all("hold").size() == 1);
            assertThat(page.all("mic")).isEmpty();

            page.holdDown("hold");
            page.await("the tutor listens", LIMIT, () -> page.status().equals("listening"));
            page.await(
                    "the words so far are shown",
                    LIMIT,
                    () -> page.conversation().contains("the past"));
            assertThat(page.acknowledged()).isEmpty();
            page.letGo("hold");
            page.await("that was the turn", LIMIT, () -> page.acknowledged().size() == 1);
            page.await("it is answered", LIMIT, () -> page.repliesDone() == 2);

            // By keyboard, and in another visit.
            page.reload();
            page.await("the choice is remembered", LIMIT, () -> page.all("hold").size() == 1);
            page.await("the past is back", LIMIT, () -> page.repliesDone() == 2);
            page.keyDown("hold", Keys.SPACE);
            page.await("the tutor listens", LIMIT, () -> page.status().equals("listening"));
            page.keyUp(Keys.SPACE);
            page.await("and no more", LIMIT, () -> !page.status().equals("listening"));
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void the_servers_mode_holds_until_the_learner_chooses() throws Exception {
        serve(settings("  mode: automatic", "  mode: push-to-talk"));
        Path sound = microphone()
                .says("What is the past tense?")
                .silence(Duration.ofSeconds(60))
                .write(folder.resolve("microphone.wav"));
        try (ParleyPage page = open(sound)) {
            page.await("the tutor opens the conversation", LIMIT, () -> page.repliesDone() == 1);
            page.await("there is a key to hold", LIMIT, () -> page.all("hold").size() == 1);
            page.click("hold-choice");
            page.await(
                    "there is a microphone to switch on",
                    LIMIT,
                    () -> page.all("mic").size() == 1);
            page.click("mic");
            // Nobody ends this turn but the server.
            page.await("the turn is heard", LIMIT, () -> page.acknowledged().size() == 1);
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void sound_that_the_browser_holds_back_is_kept_and_played_after_a_touch() throws Exception {
        serve(settings());
        Path sound = microphone().silence(Duration.ofSeconds(60)).write(folder.resolve("microphone.wav"));
        try (ParleyPage page = open(sound)) {
            page.watchSound();
            page.await("the tutor opens the conversation", LIMIT, () -> page.repliesDone() == 1);
            page.click("status");
            page.await("the touch lets the page sound", LIMIT, page::maySound);
            page.type("What is the past tense?");
            page.await("the tutor is heard", LIMIT, () -> page.playedMs() > 0);
            page.putToSleep();
            page.await("a hint is shown", LIMIT, () -> page.notices().contains("asleep"));
            page.await("the server is told", LIMIT, page::saysItIsHalted);
            long heard = page.playedMs();
            assertThat(page.repliesDone()).as("the reply waits").isEqualTo(1);

            page.click("status");
            page.await("the hint goes", LIMIT, () -> !page.notices().contains("asleep"));
            page.await(
                    "all of the reply is played",
                    LIMIT,
                    () -> page.repliesDone() == 2 && page.playedMs() == page.givenMs());
            assertThat(page.playedMs()).isGreaterThan(heard + 500);
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void a_muted_microphone_is_seen_to_be_muted() throws Exception {
        serve(settings());
        Path sound = microphone().silence(Duration.ofSeconds(60)).write(folder.resolve("microphone.wav"));
        try (ParleyPage page = open(sound)) {
            page.await("the tutor opens the conversation", LIMIT, () -> page.repliesDone() == 1);
            page.click("mic");
            page.await("the tutor listens", LIMIT, () -> page.status().equals("listening"));
            assertThat(page.all("level")).hasSize(1);

            page.click("mute");
            page.await("it says so", LIMIT, () -> page.texts("mute").equals(List.of("Muted")));
            assertThat(page.all("level")).isEmpty();
            page.await("nobody listens", LIMIT, () -> !page.status().equals("listening"));

            page.click("mute");
            page.await("the tutor listens again", LIMIT, () -> page.status().equals("listening"));
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void who_goes_on_before_the_answer_leaves_one_bubble() throws Exception {
        // A model that thinks for four seconds leaves the learner the time to go on.
        StreamScript slow = StreamScript.stream()
                .pause(Duration.ofSeconds(4))
                .texts("All right. ", "Let us begin. ")
                .finish("stop")
                .done();
        try (ScriptedStreamServer first = ScriptedStreamServer.start(slow);
                ScriptedStreamServer second = ScriptedStreamServer.start(slow)) {
            serve(ScriptedCatalogue.settings(folder.resolve("data"), first, second));
            Path sound = microphone()
                    .silence(Duration.ofSeconds(2))
                    .says("Please tell me a story.")
                    // Long enough for the first words to be seen as a turn, also on a busy machine.
                    .silence(Duration.ofMillis(2_500))
                    .says("About a good doctor.")
                    .silence(Duration.ofSeconds(60))
                    .write(folder.resolve("microphone.wav"));
            try (ParleyPage page = open(sound)) {
                page.await("the tutor opens the conversation", LIMIT, () -> page.repliesDone() == 1);
                page.click("mic");
                page.await(
                        "the first words are a turn",
                        LIMIT,
                        () -> page.acknowledged().size() == 1
                                && !page.acknowledged().getFirst().contains("doctor"));
                page.await(
                        "that goes on in another, alone",
                        LIMIT,
                        () -> page.acknowledged().size() == 1
                                && page.acknowledged().getFirst().contains("story")
                                && page.acknowledged().getFirst().contains("doctor"));
                page.await("one answer", LIMIT, () -> page.repliesDone() == 2);
                assertThat(page.all("learner-message")).hasSize(1);
                assertThat(page.complaints()).isEmpty();
            }
        }
    }
}
