/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with nobody's settings, and what a person does with it. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Dimension TABLET = new Dimension(1280, 900);

    private Dimension size = TABLET;
    private final ChromeDriver driver;
    private final String address;

    private Browser(ChromeDriver driver, String address) {
        this.driver = driver;
        this.address = address;
    }

    /** Open a page; skips the test where no Chromium is installed. */
    static Browser open(Lab lab, String address) throws IOException {
        assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER), "no chromium and chromium-driver here");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.setCapability("goog:loggingPrefs", logging);
        options.setAcceptInsecureCerts(true);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(lab.folder(), "browser"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .withLogFile(File.createTempFile("driver", ".log", lab.folder().toFile()))
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        Browser browser = new Browser(driver, address);
        browser.resize(TABLET.width, TABLET.height);
        browser.show("");
        return browser;
    }

    /** Show a page of the console, such as {@code graph}. */
    void show(String page) {
        driver.get(address + "/#/" + page);
    }

    /** Have a script run before those of each page that is loaded from now on. */
    void before(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Load the page once more. */
    void reload() {
        driver.navigate().refresh();
    }

    /** Show the first page as somebody sees it who has never been here. */
    void forget() {
        driver.manage().deleteAllCookies();
        driver.executeScript("localStorage.clear()");
        resize(TABLET.width, TABLET.height);
        show("");
        reload();
    }

    /** Wait for an element, and return it. */
    WebElement find(String css) {
        return until(css + " is shown", () -> {
            List<WebElement> found = driver.findElements(By.cssSelector(css));
            return found.isEmpty() || !found.get(0).isDisplayed() ? null : found.get(0);
        });
    }

    /** Return how many elements there are now. */
    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    /** Wait for a button, link or chip that says something, and click it. */
    void click(String text) {
        String any =
                "//*[self::button or self::a or self::summary or self::label][normalize-space()='%s' or @aria-label='%s']"
                        .formatted(text, text);
        until("'" + text + "' can be clicked", () -> {
            List<WebElement> found = driver.findElements(By.xpath(any));
            if (found.isEmpty() || !found.get(0).isEnabled()) {
                return null;
            }
            found.get(0).click();
            return found.get(0);
        });
    }

    /** Type into a field, in place of what it holds. */
    void type(String css, String text) {
        // Not clear(), of which a page in React takes no notice.
        find(css).sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    /** Click an element once it can be. */
    void clickOn(String css) {
        until(css + " can be clicked", () -> {
            find(css).click();
            return css;
        });
    }

    /** Wait until the page has opened another window, and go on there. */
    void followToNewWindow() {
        String here = driver.getWindowHandle();
        driver.switchTo()
                .window(until(
                        "another window is open",
                        () -> driver.getWindowHandles().stream()
                                .filter(window -> !window.equals(here))
                                .findFirst()
                                .orElse(null)));
        // A size is that of one page.
        resize(size.width, size.height);
    }

    /** Press a key anywhere on the page. */
    void press(CharSequence key) {
        driver.switchTo().activeElement().sendKeys(key);
    }

    /** Press Enter in a field. */
    void enter(String css) {
        find(css).sendKeys(Keys.ENTER);
    }

    /** Wait until an element says something. */
    void await(String css, String text) {
        until(css + " says '" + text + "'", () -> {
            List<WebElement> found = driver.findElements(By.cssSelector(css));
            return found.isEmpty() || !found.get(0).getText().contains(text) ? null : text;
        });
    }

    /** Wait until a process of the session {@code lab} is shown in a state. */
    void awaitState(String process, String state) {
        await("[data-process='lab/" + process + "'] .state", state);
    }

    /** Wait until the page of outputs shows a text. */
    void awaitOutput(String text) {
        awaitTrue("document.getElementById('terminal')?.screen?.text.includes('" + text + "')");
    }

    /** Return what a script says. */
    Object ask(String script) {
        return driver.executeScript("return " + script);
    }

    /** Wait until a script says true. */
    void awaitTrue(String script) {
        until(script, () -> Boolean.TRUE.equals(ask(script)) ? script : null);
    }

    /** Choose the dark or the light colours. */
    void theme(String theme) {
        ((JavascriptExecutor) driver).executeScript("localStorage.setItem('theme', arguments[0])", theme);
        reload();
    }

    /** Choose how large the page is seen, in pixels: a window of that size has a frame, too. */
    void resize(int width, int height) {
        size = new Dimension(width, height);
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Keep a picture of the page in {@code target/screenshots}. */
    void screenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Return what keeps some people from using the page as it is now, by axe. */
    List<Object> barriers() throws IOException {
        try (InputStream axe = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        List<Object> found = new ArrayList<>();
        found.addAll((List<?>) Objects.requireNonNull(driver.executeAsyncScript(
                "const done = arguments[0]; axe.run().then(found => done(found.violations.flatMap("
                        + "rule => rule.nodes.map(node => rule.id + ': ' + node.html + ' ' + node.failureSummary))),"
                        + " failure => done([String(failure)]));")));
        return found;
    }

    /** Return what the pages have complained of. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** What is looked for, or null while it is not there. */
    @FunctionalInterface
    private interface Look<T> {
        T now();
    }

    private <T> T until(String what, Look<T> look) {
        return Objects.requireNonNull(new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> what + "; the page says: "
                        + driver.findElement(By.tagName("body")).getText() + complaints())
                .ignoring(StaleElementReferenceException.class)
                .ignoring(ElementNotInteractableException.class)
                .until(anyDriver -> look.now()));
    }
}
