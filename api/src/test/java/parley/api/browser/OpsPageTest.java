package parley.api.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;
import parley.api.ScriptedCatalogue;
import parley.api.Serving;
import parley.api.Wiring;
import parley.api.config.Settings;
import parley.tutor.models.scripted.ScriptedStreamServer;
import parley.tutor.models.scripted.StreamScript;

/** An operator looks at the models, in a real browser against the real server. */
class OpsPageTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private @Nullable Serving serving;

    @AfterEach
    void stop() {
        if (serving != null) {
            serving.close();
            serving = null;
        }
    }

    private String serve(Settings settings) throws Exception {
        serving = Serving.start(new Wiring(settings, false));
        return serving.url();
    }

    @BeforeEach
    void needsABrowser() {
        assumeTrue(
                ParleyPage.installed(),
                "The browser test was skipped: it needs " + ParleyPage.CHROMIUM + " and " + ParleyPage.DRIVER
                        + " (Debian: apt-get install chromium chromium-driver)");
    }

    @Test
    void a_failure_is_found_with_its_reason() throws Exception {
        try (var first = ScriptedStreamServer.start(StreamScript.refusal(503, "{}"));
                var second = ScriptedStreamServer.start(StreamScript.answer("Good ", "morning!"));
                ParleyPage page = new ParleyPage(
                        serve(ScriptedCatalogue.settings(folder.resolve("data"), first, second)),
                        folder.resolve("profile"),
                        null)) {
            page.await("the tutor opens the conversation", LIMIT, () -> page.repliesDone() == 1);
            page.type("hello");
            page.await("a model answers", LIMIT, () -> page.repliesDone() == 2);

            page.open("/ops/models");
            page.await(
                    "the requests are listed",
                    LIMIT,
                    () -> page.all("ops-attempt").size() >= 2);
            assertThat(page.texts("ops-why")).isNotEmpty().allMatch(why -> why.contains("503"));
            assertThat(page.all("histogram")).hasSize(1);
            assertThat(page.texts("breaker")).hasSize(2).contains("In use");
            assertThat(page.find("ops-spend").getText()).contains("$5.00");

            int all = page.all("ops-attempt").size();
            page.find("ops-failures").sendKeys(Keys.SPACE);
            page.await(
                    "the failures alone are shown",
                    LIMIT,
                    () -> page.all("ops-attempt").size() < all
                            && page.texts("ops-attempt").stream().allMatch(text -> text.contains("first")));
            new Select(page.find("ops-model")).selectByValue("second");
            page.await(
                    "of the other model there are none",
                    LIMIT,
                    () -> page.all("ops-attempt").isEmpty());

            page.find("ops-pause").sendKeys(Keys.ENTER);
            page.await("it rests", LIMIT, () -> page.state("ops-state").equals("paused"));
            page.find("ops-pause").sendKeys(Keys.ENTER);
            page.await("it goes on", LIMIT, () -> page.state("ops-state").equals("live"));
            new Select(page.find("language-switch")).selectByValue("zh-CN");
            page.await("it speaks Chinese", LIMIT, () -> page.texts("breaker").contains("使用中"));
            assertThat(page.complaints()).isEmpty();

            stop();
            page.await(
                    "it says that it is old",
                    LIMIT,
                    () -> page.state("ops-state").equals("lost"));
            assertThat(page.texts("breaker")).as("what was read last stays").hasSize(2);
        }
    }

    @Test
    void without_a_model_it_says_how_to_have_one() throws Exception {
        var settings = Settings.load(folder.resolve("data"), null, Map.of("PARLEY_PORT", "0"));
        try (ParleyPage page = new ParleyPage(serve(settings) + "ops/models", folder.resolve("profile"), null)) {
            page.await(
                    "it explains itself",
                    LIMIT,
                    () -> page.texts("ops-empty").stream().anyMatch(text -> text.contains("base-url:")));
            assertThat(page.complaints()).isEmpty();
        }
    }
}
