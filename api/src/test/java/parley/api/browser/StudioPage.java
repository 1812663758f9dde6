package parley.api.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The studio in Debian's Chromium, driven by what is on the screen. */
final class StudioPage implements AutoCloseable {
    private static final Duration DIALOG_LIMIT = Duration.ofSeconds(20);

    /** The editor lives in a shadow tree; typed text goes in as a paste does. */
    private static final String WRITE = """
        const content = arguments[0].shadowRoot.querySelector('.cm-content');
        content.focus();
        content.getRootNode().getSelection?.();
        const view = content.cmView?.view ?? content.cmTile?.view;
        view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: arguments[1]}, userEvent: 'input.paste'});
        """;

    private final ChromeDriver browser;

    StudioPage(String url, Path profile) {
        var options = new ChromeOptions();
        options.setBinary(ParleyPage.CHROMIUM.toFile());
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
                "--window-size=1400,900",
                "--user-data-dir=" + profile);
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // The page asks before what is not saved is left; the test says yes.
        options.setCapability("unhandledPromptBehavior", "ignore");
        this.browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(ParleyPage.DRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        browser.get(url);
    }

    private By shown(String testId) {
        return By.cssSelector(":is(prompts-room, courses-room):not([hidden]) [data-testid='" + testId + "']");
    }

    void await(String what, Duration limit, ParleyPage.Condition wanted) {
        new WebDriverWait(browser, limit)
                .pollingEvery(Duration.ofMillis(100))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + "; on the page: "
                        + browser.findElement(By.tagName("body")).getText() + complaints())
                .until(driver -> wanted.holds());
    }

    boolean present(String testId) {
        return !browser.findElements(shown(testId)).isEmpty();
    }

    boolean enabled(String testId) {
        return browser.findElements(shown(testId)).stream().anyMatch(WebElement::isEnabled);
    }

    /** What an element says; empty when there is none. */
    String text(String testId) {
        return browser.findElements(shown(testId)).stream()
                .findFirst()
                .map(WebElement::getText)
                .orElse("");
    }

    void click(String testId) {
        browser.findElement(shown(testId)).click();
    }

    /** Replaces what stands in a field. */
    void fill(String testId, String text) {
        WebElement field = browser.findElement(shown(testId));
        field.clear();
        field.sendKeys(text);
    }

    /** What is selected in the field that has the focus: typing takes its place. */
    String selected() {
        return String.valueOf(browser.executeScript("""
                const field = document.activeElement;
                return field.value?.slice(field.selectionStart, field.selectionEnd) ?? '';
                """));
    }

    /** Chooses one of a list by its value. */
    void choose(String testId, String value) {
        new Select(browser.findElement(shown(testId))).selectByValue(value);
    }

    /** Unfolds a part of the page by its summary. */
    void open(String testId) {
        browser.findElement(shown(testId)).findElement(By.tagName("summary")).click();
    }

    /** Goes to an address within the page. */
    void go(String hash) {
        browser.executeScript("location.hash = arguments[0]", hash);
    }

    /** Holds the answers to requests whose address ends so back for a while. */
    void delay(String address, Duration span) {
        browser.executeScript("""
                const [address, millis] = arguments;
                const asked = window.fetch;
                window.fetch = async (url, options) => {
                  if (!String(url).endsWith(address)) return asked(url, options);
                  window.delayedAsked = true;
                  const answer = await asked(url, {...options, signal: undefined});
                  await new Promise((come) => setTimeout(come, millis));
                  setTimeout(() => { window.delayedCame = true; }, 100);
                  return answer;
                };
                """, address, span.toMillis());
    }

    boolean delayedIsAsked() {
        return Boolean.TRUE.equals(browser.executeScript("return window.delayedAsked === true"));
    }

    boolean delayedHasCome() {
        return Boolean.TRUE.equals(browser.executeScript("return window.delayedCame === true"));
    }

    String state() {
        return browser.findElements(shown("document-state")).stream()
                .findFirst()
                .map(state -> Objects.requireNonNullElse(state.getDomAttribute("data-state"), ""))
                .orElse("");
    }

    private WebElement editor() {
        return browser.findElement(shown("editor"));
    }

    void write(String text) {
        browser.executeScript(WRITE, editor(), text);
    }

    String editorText() {
        return String.valueOf(browser.executeScript("return arguments[0].text", editor()));
    }

    /** Places in the editor that are underlined. */
    long marks() {
        return ((Number) Objects.requireNonNull(browser.executeScript(
                        "return arguments[0].shadowRoot.querySelectorAll('.cm-lintRange, .cm-lintPoint').length",
                        editor())))
                .longValue();
    }

    void reload() {
        browser.executeScript("setTimeout(() => location.reload())");
        try {
            accept();
        } catch (org.openqa.selenium.TimeoutException unasked) {
            // A browser only asks where the page was touched by hand.
        }
    }

    void accept() {
        new WebDriverWait(browser, DIALOG_LIMIT)
                .until(ExpectedConditions.alertIsPresent())
                .accept();
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
