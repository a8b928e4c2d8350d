package dev.slipway.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Chromium, the machine's own, in the build that never has a window: the usual one, run without one, still draws the
 * frame of a window and at times waits for it, so that a page gets no frames for half a minute. Every page collects what its console complains of, so
 * that a test can say {@code assertThat(browser.complaints()).isEmpty()} at its end. Closing ends the processes.
 *
 * <p>The environment variable {@code SLIPWAY_CHROMIUM} names another one.
 */
public final class Browser implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Guacamole's client drops pictures that it no longer wants without closing them, which costs nothing of ours. */
    private static final String FRAME_LEFT_TO_THE_COLLECTOR = "A VideoFrame was garbage collected without being closed";

    /** Guests' interfaces come and go on the very machine of the browser, which then begins some of its requests anew. */
    private static final String BEGUN_ANEW = "Failed to load resource: net::ERR_NETWORK_CHANGED";

    static {
        // As long as waiting for a locator takes at most: a busy machine draws a first page in more than the usual five
        // seconds.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    public static Browser start() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(playwright, playwright.chromium().launch(options()));
    }

    /** How it is started. */
    public static BrowserType.LaunchOptions options() {
        var program = Optional.ofNullable(System.getenv("SLIPWAY_CHROMIUM")).orElse("/usr/bin/chromium-headless-shell");
        return new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(program))
                .setArgs(FLAGS);
    }

    /** A window for a desk: 1440 by 900, light. */
    public Page desk(String baseUrl) {
        return open(baseUrl, 1440, 900, ColorScheme.LIGHT);
    }

    /** A window for a hand: 390 by 844, light. */
    public Page phone(String baseUrl) {
        return open(baseUrl, 390, 844, ColorScheme.LIGHT);
    }

    /** A window with cookies of its own. */
    public Page open(String baseUrl, int width, int height, ColorScheme scheme) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !message.text().startsWith(FRAME_LEFT_TO_THE_COLLECTOR)
                    && !message.text().equals(BEGUN_ANEW)) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /** Signs in by the form and waits for the shell. */
    public static void signIn(Page page, String name, String password) {
        page.navigate("/login");
        page.locator("vaadin-login-form input[name=username]").fill(name);
        page.locator("vaadin-login-form input[name=password]").fill(password);
        page.locator("vaadin-login-form vaadin-button[theme~=submit]").click();
        page.locator("vaadin-app-layout").waitFor();
    }

    /** Errors of the console and uncaught exceptions of all pages so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        chromium.contexts().forEach(context -> context.pages().forEach(Browser::leave));
        chromium.close();
        playwright.close();
    }

    /** As people close a tab, which tells the portal so: for a browser that ended without a word it keeps the screen. */
    private static void leave(Page page) {
        try {
            page.navigate("about:blank", new Page.NavigateOptions().setTimeout(5_000));
        } catch (PlaywrightException e) {
            LOG.debug("A page did not leave before its browser was closed", e);
        }
    }
}
