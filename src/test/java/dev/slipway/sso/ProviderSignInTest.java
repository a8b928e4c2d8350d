package dev.slipway.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.identity.Sessions;
import dev.slipway.identity.SignInMeans;
import dev.slipway.identity.UserView;
import dev.slipway.identity.Users;
import dev.slipway.testing.IssuerSignIn;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.TestIssuer;
import dev.slipway.testing.WebVisitor;
import dev.slipway.testing.WebVisitor.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** From the portal to the provider and back with a browser's requests; and ways back that only look like one. */
@SlipwayTest
class ProviderSignInTest {
    private static final Actor SYSTEM = Actor.system("test");

    @Autowired
    ApplicationContext application;

    @Autowired
    SignInRules rules;

    @Autowired
    Sessions sessions;

    @Autowired
    Users users;

    @LocalServerPort
    int port;

    private final String world = "w" + UUID.randomUUID().toString().substring(0, 8);
    private WebVisitor visitor;

    @BeforeEach
    void addARuleOfOurOwn() {
        visitor = new WebVisitor(port);
        rules.add(
                new RuleDraft(
                        "groups",
                        "/" + world + "/{tenant}/{project}",
                        Role.PROJECT_MEMBER,
                        Optional.empty(),
                        Optional.empty(),
                        true),
                SYSTEM);
    }

    @AfterEach
    void removeIt() {
        rules.list(SYSTEM).stream()
                .filter(r -> r.rule().value().startsWith("/" + world))
                .forEach(r -> rules.remove(r.id(), SYSTEM));
    }

    @Test
    void signsInWhomARuleIsForWithAProofThatNobodyElseHas() {
        IssuerSignIn signIn = IssuerSignIn.begin(visitor);
        assertThat(signIn.asked("code_challenge_method")).isEqualTo("S256");
        assertThat(signIn.asked("redirect_uri")).isEqualTo("http://127.0.0.1:" + port + SingleSignOn.RETURN);

        Page back = signIn.end(member(signIn));

        assertThat(back.sentTo()).startsWith("/").doesNotContain("login");
        assertThat(visitor.isSignedIn()).isTrue();
        assertThat(sessions.list(somebody().id(), SYSTEM))
                .singleElement()
                .satisfies(s -> assertThat(s.means()).isEqualTo(SignInMeans.SSO));
    }

    @Test
    void aPlantedCookieLeadsToNobody() {
        visitor.get("/login");
        IssuerSignIn signIn = IssuerSignIn.begin(visitor);
        String planted = visitor.cookie();
        signIn.end(member(signIn));

        assertThat(visitor.cookie()).isNotEqualTo(planted);
        WebVisitor planter = new WebVisitor(port);
        planter.carry(planted);
        assertThat(planter.isSignedIn()).isFalse();
        assertThat(visitor.isSignedIn()).isTrue();
    }

    @Test
    void notEvenToWhoIsTurnedAway() {
        visitor.get("/login");
        IssuerSignIn signIn = IssuerSignIn.begin(visitor);
        String planted = visitor.cookie();

        Page back = signIn.end(signIn.claims()
                .claim("preferred_username", world)
                .claim("groups", List.of("/elsewhere"))
                .build());

        assertThat(back.sentTo()).isEqualTo("/no-access");
        assertThat(visitor.cookie()).isNotEmpty().isNotEqualTo(planted);
        assertThat(visitor.isSignedIn()).isFalse();
        assertThat(users.find(world, SYSTEM)).as("leaves no account behind").isEmpty();
    }

    @Test
    void aWayBackIsGoodOnceAndForOneBrowser() {
        IssuerSignIn signIn = IssuerSignIn.begin(visitor);
        String way = signIn.wayBack(Optional.of(TestIssuer.get().sign(member(signIn))));
        WebVisitor thief = new WebVisitor(port);
        IssuerSignIn.begin(thief);

        assertThat(thief.get(way).sentTo()).isEqualTo("/login?sso=used");
        assertThat(thief.isSignedIn()).isFalse();
        assertThat(visitor.get(way).sentTo()).doesNotContain("login");
        for (WebVisitor again : List.of(visitor, thief, new WebVisitor(port))) {
            assertThat(again.get(way).sentTo()).isEqualTo("/login?sso=used");
        }

        assertThat(sessions.list(somebody().id(), SYSTEM)).hasSize(1);
        assertThat(thief.isSignedIn()).isFalse();
    }

    @Test
    void leadsToOurOwnPagesOnly() {
        assertThat(visitor.get("/launch?continue=https://evil.example/").sentTo())
                .isEqualTo("/login");
        assertThat(visitor.get("//evil.example/launch").sentTo()).isIn("", "/login");
        assertThat(visitor.get("/%5Cevil.example").sentTo()).isIn("", "/login");
        visitor.get("/launch?continue=https://evil.example/");
        IssuerSignIn signIn = IssuerSignIn.begin(
                visitor,
                "?redirect_uri=https://evil.example/&continue=//evil.example&state=known"
                        + "&post_login_redirect_uri=https://evil.example/");
        assertThat(signIn.asked("redirect_uri")).isEqualTo("http://127.0.0.1:" + port + SingleSignOn.RETURN);
        assertThat(signIn.asked("state")).isNotEqualTo("known");

        Page back = visitor.get(signIn.wayBack(Optional.of(TestIssuer.get().sign(member(signIn))))
                + "&continue=https://evil.example/&redirect_uri=//evil.example");

        assertThat(back.status()).isEqualTo(302);
        assertThat(back.sentTo()).startsWith("/launch");
    }

    @Test
    void signsOutThereTooAndComesBackHereOnly() {
        IssuerSignIn signIn = IssuerSignIn.begin(visitor);
        String token = TestIssuer.get().sign(member(signIn));
        signIn.end(token);

        Page out = visitor.post(
                "/logout?post_logout_redirect_uri=https://evil.example/",
                Map.of("_csrf", visitor.csrf("/"), "post_logout_redirect_uri", "https://evil.example/"));

        assertThat(out.sentTo())
                .startsWith(TestIssuer.get().issuer() + "/logout?")
                .contains("id_token_hint=" + token)
                .endsWith("&client_id=slipway&post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A" + port + "%2Flogin");
        assertThat(visitor.isSignedIn()).isFalse();
    }

    @Test
    void readsTenThousandGroupsAndSignsOutAllTheSame() {
        String tenant = "Grün & Söhne " + world + " 漢字";
        List<String> groups = new ArrayList<>(IntStream.range(0, 9_997)
                .mapToObj(i -> "/" + world + "/of no/concern to/us " + i)
                .toList());
        groups.addAll(List.of("/" + world + "/" + tenant + "/web", "/" + world + "//web", "/" + world + "/a/b/c"));
        IssuerSignIn signIn = IssuerSignIn.begin(visitor);

        signIn.end(signIn.claims()
                .claim("preferred_username", world)
                .claim("groups", groups)
                .build());

        assertThat(visitor.isSignedIn()).isTrue();
        assertThat(new People(application).named(world).actor().grants())
                .singleElement()
                .satisfies(g -> assertThat(g.role()).isEqualTo(Role.PROJECT_MEMBER));
        Page out = visitor.post("/logout", Map.of("_csrf", visitor.csrf("/")));
        assertThat(out.sentTo())
                .startsWith(TestIssuer.get().issuer() + "/logout?client_id=slipway&")
                .doesNotContain("id_token_hint");
    }

    @Test
    void saysInWordsOfOursWhatTheProviderSays() {
        IssuerSignIn signIn = IssuerSignIn.begin(visitor);
        String state = signIn.wayBack(Optional.empty()).replaceFirst(".*&state=", "&state=");

        Page cancelled = visitor.get(SingleSignOn.RETURN
                + "?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E" + state);
        assertThat(cancelled.sentTo()).isEqualTo("/login?sso=cancelled");

        Page unknown = visitor.get(SingleSignOn.RETURN + "?error=%22%3E%3Cscript%3E" + state);
        assertThat(unknown.sentTo()).as("the state is used up").isEqualTo("/login?sso=used");
        assertThat(visitor.get(SingleSignOn.RETURN).sentTo()).startsWith("/login?sso=");
        assertThat(visitor.isSignedIn()).isFalse();
    }

    private JWTClaimsSet member(IssuerSignIn signIn) {
        return signIn.claims()
                .claim("preferred_username", world)
                .claim("groups", List.of("/" + world + "/tenant " + world + "/web"))
                .build();
    }

    private UserView somebody() {
        return users.find(world, SYSTEM).orElseThrow();
    }
}
