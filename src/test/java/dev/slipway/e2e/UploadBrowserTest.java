package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.Browser;
import dev.slipway.testing.CutLine;
import dev.slipway.testing.PortalProcess;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 64 MiB from a real browser: the line is cut, it is paused, its tab is closed and its portal killed; then it is published. */
@Tag("real")
class UploadBrowserTest {
    private static final int MIB = 1024 * 1024;
    private static final int BYTES = 64 * MIB;

    @TempDir
    Path directory;

    private final String database = TestDatabase.get().freshSchema();

    @Test
    void aLargeFileArrivesWhateverHappensOnTheWay() throws Exception {
        Path file = directory.resolve("appliance.raw");
        String sha256 = make(file);
        String token;
        try (PortalProcess first = PortalProcess.start(database, directory);
                CutLine line = new CutLine(first.port());
                Browser browser = Browser.start()) {
            token = PortalProcess.administratorsToken(database);
            Page page = open(browser, line.port());
            // As slow as an honest line, so that there is something to cut.
            slow(page);
            choose(page, file);
            Locator sender = page.locator("slipway-upload");
            await().atMost(Duration.ofSeconds(60)).until(() -> received(first, token) > 0 || sent(sender) > 5);
            line.cut();
            assertThat(sender).hasAttribute("state", "waiting");
            line.mend();
            assertThat(sender).hasAttribute("state", "sending");
            sender.locator("#pause").click();
            assertThat(sender).hasAttribute("state", "paused");
            await().atMost(Duration.ofSeconds(30)).until(() -> received(first, token) > MIB);
            sender.locator("#resume").click();
            assertThat(sender).hasAttribute("state", "sending");
            long before = received(first, token);
            await().atMost(Duration.ofSeconds(60)).until(() -> received(first, token) > before);
            Screenshots.take(page, "upload-sending");
            first.kill();
            assertThat(sender).hasAttribute("state", "waiting");
        }
        try (PortalProcess second = PortalProcess.start(database, directory);
                Browser browser = Browser.start()) {
            long here = received(second, token);
            assertThat(here).isBetween(1L, (long) BYTES - 1);
            Page page = open(browser, second.port());
            assertThat(page.locator(".sw-intake")).containsText("choose the same file again");
            choose(page, file);
            assertThat(page.locator(".sw-intake")).hasCount(1);
            Locator publish = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Publish…"));
            publish.waitFor(new Locator.WaitForOptions().setTimeout(120_000));
            assertThat(page.locator(".sw-intake")).containsText(sha256);
            Screenshots.take(page, "upload-ready");
            publish(page, publish);
            assertThat(page.locator(".sw-intake")).hasCount(0);
            page.navigate("/images");
            assertThat(page.locator(".sw-image-cards")).containsText("Kiosk");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void publish(Page page, Locator publish) {
        publish.click();
        Locator name = page.getByRole(
                AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Image").setExact(true));
        name.fill("Kiosk");
        name.press("Tab");
        page.getByLabel("Operating system").fill("Something");
        page.getByLabel("Account that SSH keys let in").fill("root");
        Locator verb = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Publish").setExact(true));
        verb.click();
        Screenshots.take(page, "upload-publish");
        // The version is missing: said at its field, and nothing typed is lost.
        assertThat(page.getByText("A version's label has 1 to 64 characters.").first())
                .isVisible();
        page.getByLabel("Version", new Page.GetByLabelOptions().setExact(true)).fill("1");
        verb.click();
    }

    private static Page open(Browser browser, int port) {
        Page page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, "admin", RealParts.ADMIN_PASSWORD);
        page.navigate("/images/add");
        assertThat(page.locator("slipway-upload[state=idle]")).isVisible();
        return page;
    }

    private static void choose(Page page, Path file) {
        page.locator("slipway-upload input[type=file]").setInputFiles(file);
    }

    private static void slow(Page page) {
        var session = page.context().newCDPSession(page);
        session.send("Network.enable");
        var limits = new JsonObject();
        limits.addProperty("offline", false);
        limits.addProperty("latency", 0);
        limits.addProperty("downloadThroughput", -1);
        limits.addProperty("uploadThroughput", 6 * MIB);
        session.send("Network.emulateNetworkConditions", limits);
    }

    private static int sent(Locator sender) {
        return Integer.parseInt(sender.locator("#bar").getAttribute("aria-valuenow"));
    }

    private static long received(PortalProcess portal, String token) {
        var api = new ApiClient(portal.port(), Optional.of(token));
        String id = api.get("/api/v1/uploads").body().path(0).path("id").asString("");
        return id.isEmpty()
                ? 0
                : api.get("/api/v1/uploads/" + id).body().path("offset").asLong();
    }

    private static String make(Path file) throws Exception {
        var content = new byte[BYTES];
        new Random(7).nextBytes(content);
        content[510] = 0x55;
        content[511] = (byte) 0xaa;
        Files.write(file, content);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
