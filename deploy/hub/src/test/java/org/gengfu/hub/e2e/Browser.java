package org.gengfu.hub.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium with one window, found by the pages' {@code data-testid}s. */
final class Browser implements AutoCloseable {
  private final ChromeDriver driver;
  private final WebDriverWait wait;
  private final String base;

  Browser(String address, int width, int height) {
    this.base = "http://" + address;
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--autoplay-policy=no-user-gesture-required",
        "--lang=zh-CN",
        "--window-size=" + width + "," + height);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
            .build();
    this.driver = new ChromeDriver(service, options);
    driver.manage().window().setSize(new Dimension(width, height));
    this.wait = new WebDriverWait(driver, Duration.ofSeconds(30));
  }

  /**
   * The window becomes this large, also smaller than a window of a desktop can be; in CSS pixels.
   */
  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 900));
  }

  void open(String path) {
    driver.get(base + path);
  }

  /** Logs in, and is on the account's first page once it returns. */
  void login(String name, String password) {
    open("/login");
    type("login-name", name);
    type("login-password", password);
    click("login-submit");
    // Going elsewhere at once would break the login off before its cookie is here.
    wait.until(page -> !path().startsWith("/login"));
  }

  WebElement see(String testId) {
    return wait.until(ExpectedConditions.visibilityOfElementLocated(by(testId)));
  }

  WebElement see(String testId, String attributes) {
    return wait.until(
        ExpectedConditions.visibilityOfElementLocated(
            By.cssSelector("[data-testid='" + testId + "']" + attributes)));
  }

  void click(String testId) {
    click(testId, "");
  }

  /** Clicks; waits, as a person would, until a message that pops up over it is gone. */
  void click(String testId, String attributes) {
    By target = By.cssSelector("[data-testid='" + testId + "']" + attributes);
    new WebDriverWait(driver, Duration.ofSeconds(30))
        .ignoring(ElementClickInterceptedException.class)
        .until(
            page -> {
              WebElement element = ExpectedConditions.elementToBeClickable(target).apply(page);
              if (element == null) {
                return false;
              }
              element.click();
              return true;
            });
  }

  void type(String testId, String text) {
    see(testId).sendKeys(text);
  }

  /** Types into a field of a form in place of what stands there. */
  void fill(String field, String text) {
    By place = By.cssSelector("[data-field='" + field + "']");
    wait.until(ExpectedConditions.elementToBeClickable(place))
        .sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
  }

  /** A file input may be hidden behind a button. */
  void upload(String testId, Path file) {
    wait.until(ExpectedConditions.presenceOfElementLocated(by(testId)))
        .sendKeys(file.toAbsolutePath().toString());
  }

  String path() {
    return java.util.Objects.requireNonNull(driver.getCurrentUrl()).substring(base.length());
  }

  @Nullable Object script(String javascript) {
    return ((JavascriptExecutor) driver).executeScript(javascript);
  }

  /** Keeps a picture of the window for people to look at. */
  void screenshot(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static By by(String testId) {
    return By.cssSelector("[data-testid='" + testId + "']");
  }

  @Override
  public void close() {
    driver.quit();
  }
}
