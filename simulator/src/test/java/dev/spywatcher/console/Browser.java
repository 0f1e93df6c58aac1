package dev.spywatcher.console;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;

/** A headless Chromium that shows the console; waits for what it is to show, never for a time. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Kept, or it would be set up anew with its level. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one; where there is none on this machine the caller's tests are skipped. */
  static Browser start() {
    for (Path program : List.of(CHROMIUM, DRIVER)) {
      String missing = "skipped: there is no " + program + " on this machine";
      if (!Files.isExecutable(program)) {
        System.out.println(missing);
      }
      Assumptions.assumeTrue(Files.isExecutable(program), missing);
    }
    // It misses classes for the DevTools of each version of Chromium, which nothing here uses.
    SELENIUM.setLevel(Level.SEVERE);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--window-size=1400,900");
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER.toString()))
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Shows the console afresh, with nothing kept of an earlier time. */
  void open(URI url) {
    if (String.valueOf(driver.getCurrentUrl()).startsWith("http")) {
      run("sessionStorage.clear(); localStorage.clear();");
    }
    driver.get(url.resolve("/").toString());
  }

  /** As wide as that, whatever a window may be at least. */
  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** As the system of the user prefers it: {@code light} or {@code dark}. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** Clicks what is there, once it can be: a click on what is disabled would do nothing. */
  void click(String css) {
    shown(
        css,
        element -> {
          if (!element.isEnabled()) {
            throw new IllegalStateException(css + " is disabled");
          }
          element.click();
        });
  }

  void write(String css, String text) {
    shown(
        css,
        element -> {
          element.clear();
          element.sendKeys(text);
        });
  }

  void choose(String css, String value) {
    shown(css, element -> new Select(element).selectByValue(value));
  }

  void press(CharSequence key) {
    find("body").sendKeys(key);
  }

  void leaveField() {
    Objects.requireNonNull(driver.switchTo().activeElement()).sendKeys(Keys.ESCAPE);
  }

  /** Does something with what is shown, as soon as that can be done. */
  private void shown(String css, ThrowingConsumer<WebElement> action) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(RuntimeException.class::isInstance)
        .untilAsserted(() -> action.accept(find(css)));
  }

  /** Waits until the text of what is there has that in it. */
  void awaitText(String css, String text) {
    await(css + " to say " + text)
        .atMost(PATIENCE)
        .until(() -> text(css), shown -> shown.contains(text));
  }

  /** The text that is in the page there, be it in view or not; empty where nothing is there. */
  String text(String css) {
    Object text =
        run(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent).join('\\n')",
            css);
    return String.valueOf(text);
  }

  /** What a script returns. */
  Object run(String script, Object... arguments) {
    Object result = driver.executeScript(script, arguments);
    return result == null ? "" : result;
  }

  /** What the page complained of since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  void picture(Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
