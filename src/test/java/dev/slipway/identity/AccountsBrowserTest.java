package dev.slipway.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.slipway.e2e.Screenshots;
import dev.slipway.testing.Browser;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.SlipwayTest;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What people do with their account, in a real browser. */
@SlipwayTest
@Tag("real")
class AccountsBrowserTest {
    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private Browser browser;
    private Person administrator;

    @BeforeEach
    void open() {
        browser = Browser.start();
        administrator = new People(application).newAdministrator();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aSessionThatIsEndedElsewhereLeavesItsOpenPageAtOnceAndSaysWhy() {
        Page desk = signedIn(browser.desk(base()));
        Page phone = signedIn(browser.phone(base()));
        desk.navigate("/account");
        desk.locator("vaadin-grid").getByText("This one").waitFor();
        Screenshots.take(desk, "account");

        desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out everywhere else"))
                .click();

        assertThat(phone).hasURL(Pattern.compile(".*/login\\?ended=ended_by_owner"));
        assertThat(phone.getByText("This session was ended from another one of yours."))
                .isVisible();
        Screenshots.take(phone, "signed-out-elsewhere");
        desk.navigate("/admin/users");
        // A grid draws what fits: among many accounts, one is found by searching.
        desk.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Search users"))
                .fill(name());
        desk.locator("vaadin-grid").getByText(name()).first().waitFor();
        Screenshots.take(desk, "users");
    }

    @Test
    void aSecondFactorIsSetUpAndAskedForInTheBrowser() {
        Page page = signedIn(browser.desk(base()));
        page.navigate("/account");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Set up…"))
                .click();
        page.locator(".sw-qr svg").waitFor();
        Screenshots.take(page, "second-factor");
        String secret = page.locator("vaadin-dialog .sw-mono, vaadin-dialog-overlay .sw-mono")
                .first()
                .textContent()
                .replace(" ", "");
        page.getByLabel("Code that the app shows now").fill(code(secret, 0));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Turn it on"))
                .click();
        page.locator(".sw-recovery").waitFor();
        Screenshots.take(page, "recovery-codes");

        Page again = browser.desk(base());
        again.navigate("/login");
        again.locator("vaadin-login-form input[name=username]").fill(name());
        again.locator("vaadin-login-form input[name=password]").fill(People.PASSWORD);
        again.locator("vaadin-login-form vaadin-button[theme~=submit]").click();
        again.locator("input[name=code]").waitFor();
        Screenshots.take(again, "code");
        again.locator("input[name=code]").fill(code(secret, 1));
        again.locator("input[name=code]").press("Enter");
        again.locator("vaadin-app-layout").waitFor();
        assertThat(browser.complaints()).isEmpty();
    }

    /** As when an interface comes or goes; at whatever moment of the load the browser notices. */
    @ParameterizedTest
    @ValueSource(ints = {0, 30, 300})
    void aPageThatIsLoadedWhileTheNetworkChangesComesBackByItself(int onlineAfterMillis) {
        Page page = browser.desk(base());
        page.addInitScript("""
                if (self === top && !sessionStorage.changed) {
                  sessionStorage.changed = 'yes';
                  let on = false;
                  Object.defineProperty(Navigator.prototype, 'onLine', { get: () => on });
                  setTimeout(() => { on = true; dispatchEvent(new Event('online')); }, %d);
                }""".formatted(onlineAfterMillis));
        page.navigate("/login");
        page.locator("vaadin-login-form").waitFor();
        assertThat(browser.complaints()).isEmpty();
    }

    private Page signedIn(Page page) {
        Browser.signIn(page, name(), People.PASSWORD);
        return page;
    }

    private static String code(String secret, int ahead) {
        return Totp.code(SignInTest.decoded(secret), Totp.step(Instant.now()) + ahead);
    }

    private String name() {
        return administrator.user().name();
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }
}
