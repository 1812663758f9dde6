package parley.api.browser;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Parley's page in Debian's Chromium, driven as a learner would: by what is on the screen. */
final class ParleyPage implements AutoCloseable {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver browser;

    /** Opens {@code url} with a microphone that plays {@code microphone} once, from when it is switched on. */
    ParleyPage(String url, Path profile, @Nullable Path microphone) {
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--window-size=1100,900",
                "--user-data-dir=" + profile);
        if (microphone != null) {
            options.addArguments(
                    "--use-fake-ui-for-media-stream",
                    "--use-fake-device-for-media-stream",
                    "--use-file-for-fake-audio-capture=" + microphone + "%noloop");
        }
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        this.browser = new ChromeDriver(service, options);
        browser.get(url);
    }

    static boolean installed() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    private static By testId(String id) {
        return By.cssSelector("[data-testid='" + id + "']");
    }

    /** Waits until {@code wanted} holds; says {@code what} was awaited and shows the conversation when it never does. */
    void await(String what, Duration limit, Condition wanted) {
        new WebDriverWait(browser, limit)
                .pollingEvery(Duration.ofMillis(100))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + "; on the page: " + conversation())
                .until(driver -> wanted.holds());
    }

    interface Condition {
        boolean holds();
    }

    WebElement find(String id) {
        return browser.findElement(testId(id));
    }

    List<WebElement> all(String id) {
        return browser.findElements(testId(id));
    }

    void click(String id) {
        find(id).click();
    }

    /** Takes the option of this value from a list. */
    void choose(String id, String value) {
        new Select(find(id)).selectByValue(value);
    }

    /** The value of the option that a list shows. */
    String chosen(String id) {
        return attribute(new Select(find(id)).getFirstSelectedOption(), "value");
    }

    /** Presses the pointer down on an element and keeps it down. */
    void holdDown(String id) {
        new Actions(browser).clickAndHold(find(id)).perform();
    }

    void letGo(String id) {
        new Actions(browser).release(find(id)).perform();
    }

    /** Presses a key down on an element and keeps it down. */
    void keyDown(String id, Keys key) {
        browser.executeScript("arguments[0].focus()", find(id));
        new Actions(browser).keyDown(key).perform();
    }

    void keyUp(Keys key) {
        new Actions(browser).keyUp(key).perform();
    }

    void type(String text) {
        find("composer-input").sendKeys(text, Keys.ENTER);
    }

    void press(Keys key) {
        find("composer-input").sendKeys(key);
    }

    String status() {
        return attribute(find("status"), "data-state");
    }

    /** The tutor's bubbles that are whole. */
    long repliesDone() {
        return all("tutor-message").stream()
                .filter(message -> attribute(message, "data-state").equals("done"))
                .count();
    }

    /** Texts of the learner's bubbles that the server has acknowledged. */
    List<String> acknowledged() {
        return all("learner-message").stream()
                .filter(message -> attribute(message, "data-state").equals("done"))
                .map(WebElement::getText)
                .toList();
    }

    /** The codes of the notices that are shown. */
    List<String> notices() {
        return all("notice").stream()
                .map(notice -> attribute(notice, "data-code"))
                .toList();
    }

    boolean anyInterrupted() {
        return !all("interrupted").isEmpty();
    }

    private static String attribute(WebElement element, String name) {
        return Objects.requireNonNullElse(element.getDomAttribute(name), "");
    }

    String conversation() {
        return all("log").isEmpty()
                ? browser.findElement(By.tagName("main")).getText()
                : status() + "\n" + texts("log");
    }

    /** The texts of all elements of this name. */
    List<String> texts(String id) {
        return all(id).stream().map(WebElement::getText).toList();
    }

    /** What an element says of its state. */
    String state(String id) {
        return attribute(find(id), "data-state");
    }

    /** What a log of the page's makes of events: of its last entry what was said, and what was shown beyond that. */
    List<String> fold(String events) {
        Object last = browser.executeAsyncScript("""
                const [events, done] = arguments;
                import('/js/conversation-log.js').then(({ ConversationLog }) => {
                  const log = new ConversationLog();
                  JSON.parse(events).forEach((event) => log.apply(event));
                  done([log.last.text, log.last.unsaid]);
                });
                """, events);
        return ((List<?>) Objects.requireNonNull(last))
                .stream().map(String::valueOf).toList();
    }

    /** Goes to another page of the same server. */
    void open(String path) {
        browser.get(URI.create(browser.getCurrentUrl()).resolve(path).toString());
    }

    void reload() {
        browser.navigate().refresh();
    }

    /**
     * Loads the page anew with a watch on its sound: what is given to it to play, and what it says it has played, and a
     * hand on whether the browser lets it sound.
     */
    void watchSound() {
        browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                        window.sound = { contexts: [], givenMs: {}, reports: [] };
                        const Context = window.AudioContext;
                        window.AudioContext = class extends Context {
                          constructor(...how) { super(...how); window.sound.contexts.push(this); }
                        };
                        const Socket = window.WebSocket;
                        window.WebSocket = class extends Socket {
                          constructor(...how) {
                            super(...how);
                            this.addEventListener('message', ({ data }) => {
                              const event = typeof data === 'string' ? JSON.parse(data) : {};
                              if (event.type !== 'response.output_audio.delta') return;
                              const before = window.sound.givenMs[event.item_id] ?? 0;
                              window.sound.givenMs[event.item_id] = before + atob(event.delta).length / 48;
                            });
                          }
                          send(data) {
                            const event = typeof data === 'string' ? JSON.parse(data) : {};
                            if (event.type === 'parley.playback') window.sound.reports.push(event);
                            super.send(data);
                          }
                        };
                        """));
        reload();
    }

    /** Takes the sound away as a locked phone does. */
    void putToSleep() {
        browser.executeAsyncScript(
                "const done = arguments[0]; Promise.all(window.sound.contexts.map(c => c.suspend())).then(() => done())");
    }

    /** Whether the browser lets the page sound. */
    boolean maySound() {
        return number("return window.sound.contexts.filter(c => c.state === 'running').length") > 0;
    }

    /** How many milliseconds of the latest item's sound the page was given. */
    long givenMs() {
        return number("return Math.round(Object.values(window.sound.givenMs).at(-1) ?? 0)");
    }

    /** How much of that it last said to have played. */
    long playedMs() {
        return number("return window.sound.reports.findLast("
                + "r => r.item_id === Object.keys(window.sound.givenMs).at(-1))?.played_ms ?? 0");
    }

    /** Whether the last it said was that it does not play on. */
    boolean saysItIsHalted() {
        return number("return window.sound.reports.at(-1)?.halted ? 1 : 0") == 1;
    }

    private long number(String script) {
        return Objects.requireNonNull((Number) browser.executeScript(script)).longValue();
    }

    /** What the page complained of: errors of scripts, refused by the security policy, missing files. */
    List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        browser.quit();
    }
}
