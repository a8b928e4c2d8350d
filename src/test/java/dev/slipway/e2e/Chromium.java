package dev.slipway.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real, headless Chromium: the machine's own, not one that Playwright downloads. Collects what pages complain of. */
final class Chromium implements AutoCloseable {
    static final int[] DESK = {1440, 900};
    static final int[] PHONE = {390, 844};
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(Optional.ofNullable(System.getenv("SLIPWAY_CHROMIUM"))
                                .orElse("/usr/bin/chromium")))
                        .setArgs(FLAGS));
    }

    /** A person of their own, with no cookies. */
    Page newPerson(int port) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL("http://127.0.0.1:" + port)
                .setViewportSize(DESK[0], DESK[1]));
        context.setDefaultTimeout(30_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " @ " + message.location());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** Errors that pages wrote to their consoles since they were last asked for. */
    List<String> complaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    /** At both sizes; feeds the README. */
    static void screenshot(Page page, String name) {
        shoot(page, name, DESK);
        shoot(page, name + "-phone", PHONE);
        page.setViewportSize(DESK[0], DESK[1]);
    }

    private static void shoot(Page page, String name, int[] size) {
        page.setViewportSize(size[0], size[1]);
        page.waitForTimeout(300); // layouts that follow the size of the window have settled by then
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
