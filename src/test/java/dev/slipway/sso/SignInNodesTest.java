package dev.slipway.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.browserless.SpringBrowserlessApplicationContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.IssuerSignIn;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.PortalNode;
import dev.slipway.testing.TestDatabase;
import dev.slipway.testing.TestIssuer;
import dev.slipway.testing.WebVisitor;
import dev.slipway.ui.ScreenWorld;
import dev.slipway.ui.session.DueView;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Two portals on one database: one that was started while the provider was away, and asks local accounts for a second
 * factor; and one without local accounts.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInNodesTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final TestIssuer ISSUER = TestIssuer.get();
    private static final String NAME = "visitor";

    @TempDir
    static Path directory;

    private static final String DATABASE = TestDatabase.get().freshSchema();
    private static PortalNode first;
    private static PortalNode second;

    private static PortalNode start(Map<String, String> settings) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put("slipway.sso.issuer", ISSUER.issuer());
        all.put("slipway.sso.name", "Test Works");
        return PortalNode.start(DATABASE, directory, all);
    }

    @AfterAll
    static void end() {
        ISSUER.setAway(false);
        Stream.of(second, first).filter(n -> n != null).forEach(PortalNode::close);
    }

    @Test
    @Order(1)
    void startsWithoutTheProviderAndFindsItWhenItComes() {
        ISSUER.setAway(true);
        first = start(Map.of("slipway.sign-in.second-factor-required", "true")).front();
        rule();
        Person person = new People(first.application()).newStranger();
        WebVisitor visitor = new WebVisitor(first.port());

        assertThat(visitor.get("/oauth2/authorization/sso").sentTo()).isEqualTo("/login?sso=away");
        assertThat(trouble()).isPresent();
        Answer bearer = new ApiClient(first.port(), Optional.of(accessToken())).get("/api/v1/me");
        assertThat(bearer.status()).isEqualTo(503);
        assertThat(bearer.code()).isEqualTo("identity-provider-away");
        visitor.signIn(person.user().name(), People.PASSWORD);
        assertThat(visitor.isSignedIn())
                .as("with an account of the portal's own")
                .isTrue();

        ISSUER.setAway(false);
        WebVisitor other = new WebVisitor(first.port());
        awaitProvider(true);
        assertThat(trouble()).isEmpty();
        signIn(other);
        assertThat(other.isSignedIn()).isTrue();
        assertThat(new ApiClient(first.port(), Optional.of(accessToken()))
                        .get("/api/v1/me")
                        .status())
                .isEqualTo(200);

        ISSUER.setAway(true);
        awaitProvider(false);
        assertThat(other.isSignedIn()).as("sessions go on").isTrue();
        assertThat(other.post("/logout", Map.of("_csrf", other.csrf("/"))).sentTo())
                .as("signs out here only")
                .isEqualTo("/login");

        ISSUER.setAway(false);
        awaitProvider(true);
    }

    /** Until the first node, too, has noticed whether it is there. */
    private static void awaitProvider(boolean present) {
        String start = "/oauth2/authorization/sso";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> new WebVisitor(first.port()).get(start).sentTo().equals("/login?sso=away") != present);
    }

    @Test
    @Order(2)
    void whoLacksTheSecondFactorThatIsAskedForOpensNothingButItsSetUp() {
        Person person = new People(first.application()).newAdministrator();
        WebVisitor visitor = new WebVisitor(first.port());
        visitor.signIn(person.user().name(), People.PASSWORD);
        assertThat(visitor.isSignedIn()).isTrue();

        assertThat(visitor.get("/actuator/metrics").status()).isEqualTo(403);
        assertThat(visitor.get("/api/v1/hosts").status()).isEqualTo(401);
        for (String route : List.of("/api/v1/me", "/api/v1/projects", "/api/v1/hosts", "/api/v1/me/sessions")) {
            Answer answer = new ApiClient(first.port(), Optional.of(person.token())).get(route);
            assertThat(answer.status()).as(route).isEqualTo(403);
            assertThat(answer.code()).as(route).isEqualTo("second-factor-due");
        }
        try (var screens = SpringBrowserlessApplicationContext.createSecured(first.application(), "dev.slipway.ui")) {
            BrowserlessUIContext window =
                    screens.newUser(ScreenWorld.signedIn(person)).newWindow();
            for (String address : screens()) {
                window.getUI()
                        .navigate(address.replaceAll(
                                ":[a-z]+\\??", UUID.randomUUID().toString()));
                assertThat(window.getCurrentView()).as(address).isInstanceOf(DueView.class);
            }
        }
    }

    @Test
    @Order(3)
    void localAccountsAreRefusedWhereTheyAreSwitchedOff() {
        second = start(Map.of("slipway.sign-in.local", "false")).front();
        Person person = new People(second.application()).newAdministrator();
        WebVisitor visitor = new WebVisitor(second.port());

        assertThat(visitor.signIn(person.user().name(), People.PASSWORD).sentTo())
                .isEqualTo("/login?error");
        assertThat(visitor.isSignedIn()).isFalse();
        visitor.submit("/login/code", Map.of("code", "000000"));
        assertThat(visitor.isSignedIn()).isFalse();
        assertThat(new ApiClient(second.port(), Optional.of(person.token()))
                        .get("/api/v1/me")
                        .status())
                .as("tokens are left alone")
                .isEqualTo(200);
        signIn(visitor);
        assertThat(visitor.isSignedIn()).isTrue();

        try (var screens = SpringBrowserlessApplicationContext.createSecured(second.application(), "dev.slipway.ui")) {
            BrowserlessUIContext window = screens.newUser().newWindow();
            window.getUI().navigate("login", QueryParameters.of("error", ""));
            assertThat(window.find(LoginForm.class).all()).isEmpty();
            assertThat(window.find(Anchor.class).all())
                    .extracting(Anchor::getText)
                    .contains("Sign in with Test Works");
            assertThat(((Component) window.getCurrentView()).getElement().getTextRecursively())
                    .contains("switched off here");
        }
    }

    @Test
    @Order(4)
    void aSignInAtTheProviderEndsAtTheNodeWhereItBegan() {
        WebVisitor here = new WebVisitor(first.port());
        IssuerSignIn signIn = IssuerSignIn.begin(here);
        String way = signIn.wayBack(Optional.of(ISSUER.sign(member(signIn))));
        WebVisitor there = new WebVisitor(second.port());
        there.carry(here.cookie());

        assertThat(there.get(way).sentTo()).isEqualTo("/login?sso=used");
        second.front();
        assertThat(there.isSignedIn()).isFalse();

        first.front();
        assertThat(here.get(way).sentTo()).doesNotContain("login");
        assertThat(here.isSignedIn()).isTrue();
    }

    @Test
    @Order(5)
    void whatTheProviderEndsAtOneNodeEndsAtTheOther() {
        first.front();
        WebVisitor visitor = new WebVisitor(first.port());
        IssuerSignIn signIn = IssuerSignIn.begin(visitor);
        JWTClaimsSet claims = member(signIn);
        signIn.end(claims);
        WebVisitor untouched = new WebVisitor(first.port());
        signIn(untouched);
        assertThat(visitor.isSignedIn()).isTrue();

        assertThat(logOutAt(second, String.valueOf(claims.getClaim("sid")))).isEqualTo(200);

        assertThat(visitor.get("/launch").sentTo()).isEqualTo("/login?ended=provider_signed_out");
        assertThat(visitor.isSignedIn()).isFalse();
        assertThat(untouched.isSignedIn()).as("another session there").isTrue();
    }

    private static int logOutAt(PortalNode node, String sid) {
        Instant now = Instant.now();
        String token = ISSUER.sign(
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER.issuer())
                        .audience("slipway")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(120)))
                        .jwtID(UUID.randomUUID().toString())
                        .claim("sid", sid)
                        .claim("events", Map.of(Tokens.LOGOUT_EVENT, Map.of()))
                        .build(),
                "logout+jwt");
        return new ApiClient(node.port(), Optional.empty())
                .send(
                        "POST",
                        SingleSignOn.BACK_CHANNEL,
                        BodyPublishers.ofString("logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .status();
    }

    private static void rule() {
        first.get(SignInRules.class)
                .add(
                        new RuleDraft(
                                "preferred_username",
                                NAME,
                                Role.PLATFORM_AUDITOR,
                                Optional.empty(),
                                Optional.empty(),
                                false),
                        SYSTEM);
    }

    private static Optional<String> trouble() {
        return first.get(SingleSignOn.class).facts(SYSTEM).orElseThrow().trouble();
    }

    private static void signIn(WebVisitor visitor) {
        IssuerSignIn signIn = IssuerSignIn.begin(visitor);
        signIn.end(member(signIn));
    }

    private static JWTClaimsSet member(IssuerSignIn signIn) {
        return signIn.claims().subject(NAME).claim("preferred_username", NAME).build();
    }

    private static String accessToken() {
        Instant now = Instant.now();
        return ISSUER.sign(new JWTClaimsSet.Builder()
                .issuer(ISSUER.issuer())
                .subject(NAME)
                .audience("slipway-api")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("preferred_username", NAME)
                .build());
    }

    /** Of all screens but those that are there before anybody has signed in, or lead there. */
    private static List<String> screens() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        List<String> addresses = scanner.findCandidateComponents("dev.slipway.ui").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .map(screen -> screen.getAnnotation(Route.class).value())
                .sorted()
                .toList();
        assertThat(addresses).hasSizeGreaterThan(20);
        return addresses;
    }
}
