package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Whether people see all of a part of a page: nothing of it is beyond the edge of the window or of a panel, and no text is cut. */
public final class InSight {
    private static final String HIDDEN_FROM_PEOPLE = """
            part => [part, ...part.querySelectorAll('*')]
                .filter(e => !e.closest('.sw-hidden') && !e.matches('input, textarea'))
                .flatMap(e => {
                  const box = e.getBoundingClientRect();
                  const words = e.localName + '.' + e.className + ' “' + e.textContent.trim().slice(0, 60) + '”';
                  if (box.width === 0 || box.height === 0) return [];
                  if (box.left < -1 || box.right > innerWidth + 1) return ['beyond the edge: ' + words];
                  const panel = e.parentElement.closest('.sw-panel');
                  const inset = panel ? parseFloat(getComputedStyle(panel).paddingRight) : 0;
                  if (panel && box.right > panel.getBoundingClientRect().right - inset + 1) {
                    return ['beyond its panel: ' + words];
                  }
                  const cuts = ['hidden', 'clip'].includes(getComputedStyle(e).overflowX);
                  return cuts && e.scrollWidth > e.clientWidth + 1 ? ['cut: ' + words] : [];
                })""";

    private InSight() {}

    /** The dialog that lies over all, at the size of a desk and of a hand; and its buttons can be pressed at both. */
    public static void dialog(Page page, String... buttons) {
        atHand(page, () -> {
            Locator dialog = page.locator("[role=dialog], [role=alertdialog]").last();
            all(dialog);
            for (String button : buttons) {
                PlaywrightAssertions.assertThat(dialog.getByRole(
                                AriaRole.BUTTON,
                                new Locator.GetByRoleOptions().setName(button).setExact(true)))
                        .isInViewport(new com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions()
                                .setRatio(1));
            }
        });
    }

    /** At the size of a desk and of a hand. */
    private static void atHand(Page page, Runnable look) {
        look.run();
        page.setViewportSize(390, 844);
        look.run();
        page.setViewportSize(1440, 900);
        page.waitForCondition(() -> page.locator("vaadin-grid[data-narrow]").count() == 0);
    }

    /** All of it, at the size that the window has. */
    @SuppressWarnings("unchecked")
    public static void all(Locator part) {
        Awaitility.await()
                .pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat((List<String>) part.evaluate(HIDDEN_FROM_PEOPLE))
                        .as(
                                "hidden from people in a window %d wide",
                                part.page().viewportSize().width)
                        .isEmpty());
    }
}
