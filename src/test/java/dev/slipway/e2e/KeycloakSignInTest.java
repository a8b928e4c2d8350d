package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Users;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.Browser;
import dev.slipway.testing.Ports;
import dev.slipway.testing.TestDatabaseInitializer;
import dev.slipway.testing.TestKeycloak;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** People sign in on Keycloak's own page with a real browser, and out again, by every way there is. */
@Tag("real")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "slipway.state=${java.io.tmpdir}/slipway-keycloak-test-${PID:0}",
            "slipway.bootstrap.admin-password=" + KeycloakSignInTest.LOCAL_PASSWORD,
            "slipway.sso.name=Acme Works",
            "slipway.sso.first-rules=deploy/keycloak/sign-in-rules.json",
            "spring.main.banner-mode=off"
        })
@ContextConfiguration(initializers = {TestDatabaseInitializer.class, KeycloakSignInTest.WithKeycloak.class})
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakSignInTest {
    static final String LOCAL_PASSWORD = "a password for tests";
    private static final Actor SYSTEM = Actor.system("test");
    private static TestKeycloak keycloak;
    private static Browser browser;

    @Autowired
    Users users;

    @Autowired
    org.springframework.core.env.Environment environment;

    static class WithKeycloak implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            int port = Ports.free();
            keycloak = TestKeycloak.start("http://localhost:" + port);
            Map<String, Object> settings = Map.of(
                    "server.port",
                    port,
                    "slipway.sso.issuer",
                    keycloak.issuer(),
                    "slipway.sso.client-secret",
                    TestKeycloak.CLIENT_SECRET);
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("keycloak", settings));
        }
    }

    @BeforeAll
    static void bePatient() {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000); // a busy machine is not a broken page
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
        keycloak.kill();
    }

    @AfterEach
    void noComplaints() {
        // The page of a session that was ended loses its last requests.
        assertThat(browser.complaints()).noneMatch(c -> !c.contains("Failed to load resource"));
    }

    private Page desk() {
        if (browser == null) {
            browser = Browser.start();
        }
        return browser.desk("http://localhost:" + port());
    }

    private int port() {
        return environment.getRequiredProperty("server.port", Integer.class);
    }

    private static void signIn(Page page, String name) {
        page.navigate("/login");
        page.locator("a.organisation").click();
        page.locator("#username").fill(name);
        page.locator("#password").fill(name + "-for-development");
        page.locator("#kc-login").click();
    }

    private static void assertOnMyVms(Page page) {
        page.locator("vaadin-app-layout").waitFor();
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.HEADING)
                        .first())
                .containsText("My VMs");
    }

    @Test
    @Order(1)
    void signsInOnTheProvidersPageAndOutThereToo() {
        Page page = desk();
        page.navigate("/login");
        page.locator("a.organisation").waitFor();
        Screenshots.take(page, "login-sso");

        signIn(page, "ada");
        assertOnMyVms(page);
        assertThat(page.url()).startsWith("http://localhost:" + port());
        assertThat(page.locator(".sw-project")).containsText("acme / web");
        assertThat(users.find("ada", SYSTEM)).isPresent();
        assertThat(keycloak.hasSession("ada")).isTrue();

        page.locator(".sw-user-menu").click();
        page.getByText("Sign out").click();

        page.locator("a.organisation").waitFor();
        assertThat(page.url()).startsWith("http://localhost:" + port() + "/login");
        assertThat(keycloak.hasSession("ada")).isFalse();
        page.locator("a.organisation").click();
        page.locator("#password").waitFor();
    }

    @Test
    @Order(2)
    void leavesThePageWhenTheProviderEndsTheSession() {
        Page page = desk();
        signIn(page, "ben");
        assertOnMyVms(page);

        keycloak.logOut("ben");

        page.waitForURL(Pattern.compile(".*/login\\?ended=.*"), new Page.WaitForURLOptions().setTimeout(20_000));
        assertThat(page.locator(".why")).containsText("signed out at your organisation");
        page.navigate("/");
        page.locator("a.organisation").waitFor();
    }

    @Test
    @Order(3)
    void tellsAStrangerWhatToDoAndGivesNoAccess() {
        Page page = desk();
        signIn(page, "sam");

        assertThat(page.locator(".no-access")).containsText("as sam");
        assertThat(page.locator(".no-access")).containsText("Ask the manager");
        Screenshots.take(page, "no-access");
        assertThat(users.find("sam", SYSTEM)).isEmpty();
        page.navigate("/");
        assertThat(page.url()).contains("/login");
        assertThat(api("sam").status()).isEqualTo(403);

        page.navigate("/no-access");
        page.getByText("Sign out").click();
        page.locator("a.organisation").waitFor();
        assertThat(keycloak.hasSession("sam")).as("signed out there too").isFalse();
    }

    @Test
    @Order(4)
    void administratorsByRoleSeeTheRules() {
        Page page = desk();
        signIn(page, "olga");
        assertOnMyVms(page);
        page.navigate("/admin/sign-in");
        page.getByText("/tenants/{tenant}/administrators").waitFor();
        page.locator(".sw-dry-run textarea")
                .fill("{\"preferred_username\": \"eve\", \"groups\": [\"/tenants/acme/web/members\","
                        + " \"/tenants/acme/shop/viewers\", \"/elsewhere\"]}");
        page.getByText("See what they would get").click();
        page.getByText("They would be let in, with 2 roles.").waitFor();
        Screenshots.take(page, "sign-in-rules");
        page.getByText("Add rule").first().click();
        page.getByText("Make tenant and project").waitFor();
        Screenshots.take(page, "sign-in-rule");
    }

    @Test
    @Order(5)
    void keycloaksAccessTokensWorkOnTheApi() {
        Answer me = api("ada");

        assertThat(me.status()).as(me.text()).isEqualTo(200);
        assertThat(me.body().path("name").asString()).isEqualTo("ada");
        assertThat(me.text()).contains("\"tenantName\":\"acme\"", "PROJECT_EDIT");
    }

    @Test
    @Order(6)
    void whoWasTakenOutOfTheirGroupsHasNothingLeft() {
        Page page = desk();
        signIn(page, "ben");
        assertOnMyVms(page);
        keycloak.removeFromItsGroups("ben");
        keycloak.logOut("ben");
        page.waitForURL(Pattern.compile(".*/login\\?ended=.*"), new Page.WaitForURLOptions().setTimeout(20_000));

        signIn(page, "ben");

        assertThat(page.locator(".no-access")).containsText("as ben");
    }

    @Test
    @Order(7)
    void aSignInCountsOnce() {
        Page page = desk();
        String[] returned = new String[1];
        page.onRequest(request -> {
            if (request.url().contains("/login/oauth2/code/sso")) {
                returned[0] = request.url();
            }
        });
        signIn(page, "ada");
        assertOnMyVms(page);

        Page other = desk();
        other.navigate(returned[0]);

        assertThat(other.locator(".why")).containsText("used already");
        other.navigate("/");
        other.locator("a.organisation").waitFor();
    }

    @Test
    @Order(8)
    void localAccountsWorkWhileTheProviderIsAway() {
        keycloak.kill();
        Page page = desk();
        // For some seconds after it last answered the portal takes it to be there, and sends people to it in vain.
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            page.navigate("/login");
            page.locator("a.organisation").click();
            page.waitForLoadState();
            return page.url().contains("sso=away");
        });

        assertThat(page.locator(".why")).containsText("does not answer right now");
        assertThat(page.url()).contains("/login?sso=away");
        Screenshots.take(page, "login-away");
        Browser.signIn(page, "admin", LOCAL_PASSWORD);
        await().atMost(Duration.ofSeconds(10)).until(() -> !page.url().contains("login"));
    }

    private Answer api(String user) {
        return new ApiClient(port(), Optional.of(keycloak.accessToken(user))).get("/api/v1/me");
    }
}
