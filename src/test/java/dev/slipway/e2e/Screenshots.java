package dev.slipway.e2e;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Pictures of pages for people to look at, and for the README; in {@code target/screenshots}. */
public final class Screenshots {
    private static final Path DIRECTORY = Path.of("target/screenshots");

    private Screenshots() {}

    /** At the size of a desk and of a hand. */
    public static void take(Page page, String name) {
        shoot(page, name, 1440, 900);
        shoot(page, name + "-phone", 390, 844);
        page.setViewportSize(1440, 900);
        // Else tables are drawn anew while the test goes on, and close what it opens.
        page.waitForCondition(() -> page.locator("vaadin-grid[data-narrow]").count() == 0);
    }

    private static void shoot(Page page, String name, int width, int height) {
        page.setViewportSize(width, height);
        page.waitForTimeout(300); // layouts that follow the size of the window have settled by then
        page.screenshot(new Page.ScreenshotOptions().setPath(DIRECTORY.resolve(name + ".png")));
    }
}
