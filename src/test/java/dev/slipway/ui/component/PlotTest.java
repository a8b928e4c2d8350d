package dev.slipway.ui.component;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.slipway.e2e.Screenshots;
import dev.slipway.testing.Browser;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.ui.component.Plot.Look;
import dev.slipway.ui.component.Plot.Mark;
import dev.slipway.ui.component.Plot.Point;
import dev.slipway.ui.component.Plot.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The element as it is, in a real browser, with what the component would set. */
@SlipwayTest
@Tag("real")
class PlotTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static Browser browser;

    @LocalServerPort
    int port;

    private Page page;

    @BeforeAll
    static void open() {
        browser = Browser.start();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void nothingWasComplainedOf() {
        page.context().close();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void drawsSeriesWithLegendTooltipAndTable() {
        page = at(1440, 900, ColorScheme.LIGHT);
        Locator plot = show(usage());

        assertThat(plot.locator("canvas")).isVisible();
        assertThat(plot.locator("#legend button")).hasText(new String[] {"web", "batch", "Limit of the project"});
        assertThat(plot.locator("#chart"))
                .hasAttribute("aria-label", java.util.regex.Pattern.compile("vCPUs in use:.*"));

        plot.locator("#chart").focus();
        page.keyboard().press("ArrowRight");
        assertThat(plot.locator("#tip")).containsText("1 Nov 2026 UTC");
        assertThat(plot.locator("#tip")).containsText("4 vCPUs");
        Screenshots.take(page, "plot");

        plot.locator("summary").click();
        assertThat(plot.locator("tbody tr")).hasCount(30);
        assertThat(plot.locator("thead th"))
                .hasText(new String[] {"When (UTC)", "web, vCPUs", "batch, vCPUs", "Limit of the project, vCPUs"});

        plot.locator("#legend button").first().click();
        assertThat(plot.locator("#legend button").first()).hasAttribute("aria-pressed", "false");
    }

    @Test
    void fitsAHandAndTheDark() {
        page = at(390, 844, ColorScheme.DARK);
        Locator plot = show(usage());

        assertThat(plot.locator("canvas")).isVisible();
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        Screenshots.take(page, "plot-dark");
        page.setViewportSize(320, 700);
        page.waitForFunction(
                "document.querySelector('slipway-plot').shadowRoot.querySelector('canvas').clientWidth < 320");
    }

    @Test
    void marksWhatHappenedMeanwhile() {
        page = at(1440, 900, ColorScheme.LIGHT);
        Plot marked = usage();
        marked.mark(List.of(
                new Mark(START.plus(Duration.ofHours(30)), "Resize VM · ada"),
                new Mark(START.minus(Duration.ofHours(3)), "Launch VM · ada")));
        Locator plot = show(marked);

        plot.locator("#chart").focus();
        page.keyboard().press("ArrowRight");
        assertThat(plot.locator("#tip")).containsText("Launch VM · ada");
        page.keyboard().press("ArrowRight");
        assertThat(plot.locator("#tip")).containsText("2 Nov 2026, 06:00 UTC: Resize VM · ada");
        Screenshots.take(page, "plot-marked");
        page.keyboard().press("ArrowRight");
        assertThat(plot.locator("#tip")).not().containsText("ada");

        plot.locator("summary").click();
        assertThat(plot.locator("tbody tr").nth(1).locator("td").last()).hasText("Resize VM · ada");
        plot.locator("#legend button").getByText("Events").click();
        page.keyboard().press("ArrowLeft");
        plot.locator("#chart").focus();
        page.keyboard().press("ArrowRight");
        assertThat(plot.locator("#tip")).not().containsText("ada");
    }

    @Test
    void saysThatThereIsNothingYet() {
        page = at(390, 844, ColorScheme.LIGHT);
        Plot empty = new Plot("vCPU-hours").whenEmpty("No VM has run this month.");
        Locator plot = show(empty);

        assertThat(plot.locator("#empty")).hasText("No VM has run this month.");
        assertThat(plot.locator("#chart")).isHidden();
        assertThat(plot.locator("details")).isHidden();
    }

    @Test
    void hasTwoAxesAtMost() {
        List<Series> three = List.of("a", "b", "c").stream()
                .map(unit -> new Series(unit, unit, Look.LINE, List.of()))
                .toList();
        assertThatThrownBy(() -> new Plot("").show(three)).isInstanceOf(IllegalArgumentException.class);
        page = at(320, 320, ColorScheme.LIGHT);
    }

    private static Plot usage() {
        Plot plot = new Plot("vCPUs in use").utc();
        plot.show(List.of(
                series("web", Look.STEP, i -> 4 + i % 7),
                series("batch", Look.BARS, i -> i % 3),
                Series.limit("Limit of the project", "vCPUs", 12, START, START.plus(Duration.ofDays(29)))));
        return plot;
    }

    private static Series series(String name, Look look, java.util.function.IntToDoubleFunction value) {
        return new Series(
                name,
                "vCPUs",
                look,
                IntStream.range(0, 30)
                        .mapToObj(i -> new Point(START.plus(Duration.ofDays(i)), value.applyAsDouble(i)))
                        .toList());
    }

    private Page at(int width, int height, ColorScheme look) {
        Page opened = browser.open("http://127.0.0.1:" + port, width, height, look);
        opened.navigate("/login");
        opened.locator("vaadin-login-form").waitFor();
        return opened;
    }

    private Locator show(Plot plot) {
        page.evaluate(
                """
                ([heading, empty, utc, series, marks]) => {
                  const plot = document.createElement('slipway-plot');
                  plot.setAttribute('heading', heading);
                  if (empty) plot.setAttribute('empty', empty);
                  if (utc) plot.setAttribute('utc', '');
                  plot.series = JSON.parse(series); // before the element is known, as Flow does
                  plot.marks = JSON.parse(marks);
                  document.body.replaceChildren(plot);
                  document.body.style.cssText = 'padding: 16px; box-sizing: border-box; width: 100%';
                  return import('./frontend/plot/slipway-plot.js');
                }""",
                java.util.Arrays.asList(
                        plot.getElement().getAttribute("heading"),
                        plot.getElement().getAttribute("empty"),
                        plot.getElement().hasAttribute("utc"),
                        String.valueOf(plot.getElement().getPropertyRaw("series")),
                        String.valueOf(plot.getElement().getPropertyRaw("marks"))));
        return page.locator("slipway-plot");
    }
}
