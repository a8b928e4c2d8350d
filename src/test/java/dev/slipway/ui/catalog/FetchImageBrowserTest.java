package dev.slipway.ui.catalog;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.e2e.Screenshots;
import dev.slipway.identity.Actor;
import dev.slipway.intake.Imports;
import dev.slipway.intake.fetch.BadServer;
import dev.slipway.intake.guard.HostileImages;
import dev.slipway.intake.signature.TestSigner;
import dev.slipway.testing.Browser;
import dev.slipway.testing.InSight;
import dev.slipway.testing.People;
import dev.slipway.ui.ScreenTest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An administrator has an image fetched from a server, in a real browser. */
@Tag("real")
class FetchImageBrowserTest extends ScreenTest {
    private static final byte[] DISK = HostileImages.bootable(2 * 1024 * 1024);
    private static final String FILE =
            "kiosk-" + UUID.randomUUID().toString().substring(0, 8) + "-genericcloud-amd64-2026-11-27.raw";

    private final BadServer server = new BadServer("127.0.0.1");

    @LocalServerPort
    int port;

    private Browser browser;
    private Page page;

    @BeforeEach
    void open() {
        browser = Browser.start();
        page = browser.desk("http://127.0.0.1:" + port);
        Browser.signIn(page, world.people.newAdministrator().user().name(), People.PASSWORD);
    }

    @AfterEach
    void close() {
        browser.close();
        server.close();
    }

    @Test
    void aFileIsFetchedByItsAddressAndPublished() throws Exception {
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(DISK));
        server.file("/" + FILE, DISK).file("/SHA256SUMS", (sum + "  " + FILE + "\n").getBytes(UTF_8));
        page.navigate("/images/add");
        var fetch = page.getByRole(AriaRole.BUTTON, named("Fetch from the web…"));
        fetch.click();
        InSight.dialog(page, "Cancel", "Fetch");
        Screenshots.take(page, "fetch-dialog");
        address().fill("ftp://example.org/" + FILE);
        address().press("Enter");
        assertThat(page.getByText("Files are fetched by https or http only").first())
                .isVisible();
        assertThat(address()).isFocused();
        address().fill(server.url("/" + FILE));
        list().fill("ftp://example.org/SHA256SUMS");
        list().press("Enter");
        assertThat(list()).isFocused();
        assertThat(list()).hasAttribute("aria-invalid", "true");
        assertThat(address()).not().hasAttribute("aria-invalid", "true");
        InSight.dialog(page, "Cancel", "Fetch");
        Screenshots.take(page, "fetch-list-refused");
        list().fill(server.url("/SHA256SUMS"));
        list().press("Enter");

        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(fetch).isFocused();
        var card = page.locator(".sw-intake").filter(new Locator.FilterOptions().setHasText(FILE));
        assertThat(card.getByText("Ready to publish")).isVisible();
        Screenshots.take(page, "fetched");
        card.getByRole(AriaRole.BUTTON, inside("Delete")).click();
        assertThat(page.getByText("Where it was fetched from, it stays as it is."))
                .isVisible();
        page.keyboard().press("Escape");
        card.getByRole(AriaRole.BUTTON, inside("Publish…")).click();
        InSight.dialog(page, "Cancel", "Publish");
        page.getByRole(AriaRole.TEXTBOX, named("Version")).fill("1");
        var system = page.getByRole(AriaRole.COMBOBOX, named("Operating system"));
        system.fill("debian13");
        assertThat(page.getByRole(AriaRole.OPTION)).hasCount(1);
        Screenshots.take(page, "publish-system");
        system.press("ArrowDown");
        system.press("Enter");
        assertThat(system).hasValue("Debian 13");
        assertThat(page.getByRole(AriaRole.COMBOBOX, named("Maintained until")))
                .not()
                .hasValue("");
        InSight.dialog(page, "Cancel", "Publish");
        Screenshots.take(page, "publish-proposed");
        page.getByRole(AriaRole.TEXTBOX, named("Account that SSH keys let in")).fill("debian");
        page.getByRole(AriaRole.BUTTON, named("Publish")).click();
        assertThat(card).hasCount(0);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aMakersKeyIsTrustedAndWhatItSignedIsPublished() {
        var maker = new TestSigner("Kiosk images <images@kiosk.example>");
        String name = "Kiosk " + FILE.substring(6, 14);
        page.navigate("/images/add");
        page.locator(".sw-page-header")
                .getByRole(AriaRole.LINK, inside("Signing keys"))
                .click();
        var add = page.getByRole(AriaRole.BUTTON, named("Add a key…")).first();
        add.click();
        page.getByRole(AriaRole.TEXTBOX, named("Whose it is")).fill(name);
        var key = page.getByRole(AriaRole.TEXTBOX, named("Public key"));
        key.fill(maker.privateKey());
        page.getByRole(AriaRole.BUTTON, named("Add key")).click();
        assertThat(page.getByText("That is a private key").first()).isVisible();
        assertThat(key).hasAttribute("aria-invalid", "true");
        InSight.dialog(page, "Cancel", "Add key");
        Screenshots.take(page, "signing-key-refused");
        key.fill(maker.publicKey());
        page.getByRole(AriaRole.BUTTON, named("Add key")).click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(page.locator("vaadin-grid").getByText(name)).isVisible();
        Screenshots.take(page, "signing-keys");

        String wellKnown = world.bean(Imports.class)
                .wellKnown(Actor.system("test"))
                .getFirst()
                .url();
        var digest = sha256();
        server.file("/" + FILE, DISK)
                .file(
                        "/CHECKSUM",
                        maker.clearSign("SHA256 (" + FILE + ") = " + digest).getBytes(UTF_8));
        page.navigate("/images/add");
        page.getByRole(AriaRole.BUTTON, named("Fetch from the web…")).click();
        address().fill(server.url("/" + FILE));
        var by = page.getByRole(AriaRole.COMBOBOX, named("Signed by"));
        by.fill(name);
        page.getByRole(AriaRole.OPTION, named(name)).click();
        var signature = page.getByRole(AriaRole.TEXTBOX, named("Address of the signature"));
        assertThat(signature).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Fetch")).click();
        assertThat(page.getByText("Say where the signature of the file is").first())
                .isVisible();
        assertThat(signature).hasAttribute("aria-invalid", "true");
        InSight.dialog(page, "Cancel", "Fetch");
        Screenshots.take(page, "fetch-signed");
        list().fill(server.url("/CHECKSUM"));
        page.getByRole(AriaRole.BUTTON, named("Fetch")).click();
        var card = page.locator(".sw-intake").filter(new Locator.FilterOptions().setHasText(FILE));
        assertThat(card.getByText("Ready to publish")).isVisible();
        assertThat(card.getByText("From " + server.url("/" + FILE))).isVisible();
        assertThat(card.getByText(name + " signed its list of checksums")).isVisible();
        Screenshots.take(page, "fetched-signed");

        // As if it had come from a well-known maker, whom tests do not ask.
        world.bean(JdbcClient.class)
                .sql("update intake set url = ? where file_name = ?")
                .params(wellKnown, FILE)
                .update();
        page.reload();
        assertThat(card.getByText("From " + wellKnown)).isVisible();
        card.getByRole(AriaRole.BUTTON, inside("Publish…")).click();
        assertThat(page.getByRole(AriaRole.COMBOBOX, named("Operating system"))).hasValue("Debian 13 (trixie)");
        assertThat(page.getByRole(AriaRole.TEXTBOX, named("Account that SSH keys let in")))
                .hasValue("debian");
        assertThat(page.getByRole(AriaRole.COMBOBOX, named("Maintained until")))
                .not()
                .hasValue("");
        var image = page.getByRole(AriaRole.COMBOBOX, named("Image"));
        assertThat(image).hasValue("Debian 13");
        Screenshots.take(page, "publish-well-known");
        image.fill(name);
        image.press("Enter");
        page.getByRole(AriaRole.TEXTBOX, named("Version")).fill("1");
        page.getByRole(AriaRole.BUTTON, named("Publish")).click();
        assertThat(card).hasCount(0);
        page.navigate("/images");
        page.getByRole(AriaRole.TEXTBOX, named("Search images")).fill(name);
        var cards = page.locator(".sw-image-cards > .sw-panel");
        assertThat(cards).hasCount(1);
        cards.getByRole(AriaRole.LINK, inside("Manage")).click();
        assertThat(page.getByText(name + " signed its list of checksums")).isVisible();
        assertThat(page.locator("h1")).hasText(name);
        Screenshots.take(page, "image-signed");
        assertThat(browser.complaints()).isEmpty();
    }

    private static String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(DISK));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWellKnownImageIsChosenByKeysAndFillsIn() {
        page.navigate("/images/add");
        page.getByRole(AriaRole.BUTTON, named("Fetch from the web…")).click();
        var known = page.getByRole(AriaRole.COMBOBOX, named("Well-known images"));
        known.pressSequentially("Rocky");
        assertThat(page.getByRole(AriaRole.OPTION)).hasCount(1);
        known.press("ArrowDown");
        known.press("Enter");
        assertThat(address()).hasValue(Pattern.compile("https://.*Rocky-9.*qcow2"));
        assertThat(list()).hasValue(Pattern.compile("https://.*CHECKSUM"));
        assertThat(page.getByRole(AriaRole.BUTTON, named("Fetch"))).isVisible();
        Screenshots.take(page, "fetch-known");
        address().fill("https://example.org/other.qcow2");
        address().press("Tab");
        assertThat(known).hasValue("");
        assertThat(list()).hasValue("");
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(browser.complaints()).isEmpty();
    }

    private Locator address() {
        return page.getByRole(AriaRole.TEXTBOX, named("Address of the file"));
    }

    private Locator list() {
        return page.getByRole(AriaRole.TEXTBOX, named("Address of its maker's list of checksums"));
    }

    private static Locator.GetByRoleOptions inside(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
