package dev.slipway.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.identity.UserView;
import dev.slipway.identity.Users;
import dev.slipway.kernel.UserId;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Access tokens of the provider on the REST API, good ones and such as people forge. */
@SlipwayTest
class BearerTokensTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final TestIssuer ISSUER = TestIssuer.get();

    @Autowired
    ApplicationContext application;

    @Autowired
    SignInRules rules;

    @Autowired
    Users users;

    @LocalServerPort
    int port;

    private final String world = "w" + UUID.randomUUID().toString().substring(0, 8);
    private final String subject = UUID.randomUUID().toString();
    private final Instant now = Instant.now().minusSeconds(30);

    @BeforeEach
    void addARuleOfOurOwn() {
        rule("/" + world + "/{tenant}/{project}/members", Role.PROJECT_MEMBER);
        rule("/" + world + "/{tenant}/{project}/managers", Role.PROJECT_MANAGER);
    }

    private void rule(String value, Role role) {
        rules.add(new RuleDraft("groups", value, role, Optional.empty(), Optional.empty(), true), SYSTEM);
    }

    @org.junit.jupiter.api.AfterEach
    void removeIt() {
        rules.list(SYSTEM).stream()
                .filter(r -> r.rule().value().startsWith("/" + world))
                .forEach(r -> rules.remove(r.id(), SYSTEM));
    }

    @Test
    void givesWhoeverARuleIsForAnAccountWithItsMemberships() {
        Answer me = me(ISSUER.sign(claims("/members").build()));

        assertThat(me.status()).as(me.text()).isEqualTo(200);
        assertThat(me.body().path("name").asString()).isEqualTo(world);
        assertThat(me.body().path("displayName").asString()).isEqualTo("Wanda " + world);
        assertThat(me.body().path("projects").size()).isEqualTo(1);
        assertThat(me.body().path("projects").get(0).path("tenantName").asString())
                .isEqualTo(tenant());
        assertThat(me.body().path("projects").get(0).path("name").asString()).isEqualTo("web");
    }

    @Test
    void refusesWhoIsMappedToNothing() {
        Answer me = me(ISSUER.sign(claims().build()));

        assertThat(me.status()).isEqualTo(403);
        assertThat(me.code()).isEqualTo("no-access-yet");
        assertThat(users.find(world, SYSTEM)).as("leaves no account behind").isEmpty();
    }

    @Test
    void followsNewerClaimsAndNeverOlderOnes() {
        String old = ISSUER.sign(claims("/managers").issueTime(Date.from(now)).build());
        assertThat(me(old).status()).isEqualTo(200);

        Answer demoted = me(ISSUER.sign(
                claims("/members").issueTime(Date.from(now.plusSeconds(10))).build()));
        assertThat(demoted.text()).doesNotContain("PROJECT_EDIT");
        assertThat(me(old).text()).as("an older token brings nothing back").doesNotContain("PROJECT_EDIT");

        Answer removed = me(
                ISSUER.sign(claims().issueTime(Date.from(now.plusSeconds(20))).build()));
        assertThat(removed.status()).isEqualTo(403);
        assertThat(me(old).status()).isEqualTo(403);
    }

    @Test
    void takesOverNobodysAccountByItsName() {
        UserView local = users.create(world, "Local " + world, People.PASSWORD, SYSTEM);

        Answer me = me(ISSUER.sign(claims("/members").build()));

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.body().path("id").asString()).isNotEqualTo(local.id().toString());
        assertThat(me.body().path("name").asString()).isEqualTo(world + "-2");
    }

    @Test
    void keepsADisabledAccountOut() {
        String token = ISSUER.sign(claims("/members").build());
        UserId user = new UserId(UUID.fromString(me(token).body().path("id").asString()));
        users.setEnabled(user, false, SYSTEM);

        Answer me = me(token);
        assertThat(me.status()).isEqualTo(403);
        assertThat(me.code()).isEqualTo("account-disabled");
        assertThat(me(ISSUER.sign(claims("/members")
                                .issueTime(Date.from(now.plusSeconds(5)))
                                .build()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusesTokensOfOthersAndOfOtherTimes() {
        Instant n = Instant.now();
        assertRefused(
                "expired",
                ISSUER.sign(claims("/members")
                        .expirationTime(Date.from(n.minusSeconds(61)))
                        .build()));
        assertRefused(
                "no end", ISSUER.sign(claims("/members").expirationTime(null).build()));
        assertRefused(
                "not yet",
                ISSUER.sign(claims("/members")
                        .notBeforeTime(Date.from(n.plusSeconds(90)))
                        .build()));
        assertRefused(
                "of tomorrow",
                ISSUER.sign(claims("/members")
                        .issueTime(Date.from(n.plusSeconds(3600)))
                        .build()));
        assertRefused(
                "other issuer",
                ISSUER.sign(claims("/members").issuer(ISSUER.issuer() + "/").build()));
        assertRefused("no issuer", ISSUER.sign(claims("/members").issuer(null).build()));
        assertRefused(
                "other audience",
                ISSUER.sign(claims("/members").audience("account").build()));
        assertRefused(
                "the client's audience",
                ISSUER.sign(claims("/members").audience("slipway").build()));
        assertRefused(
                "no audience",
                ISSUER.sign(claims("/members").audience((String) null).build()));
        assertRefused(
                "an ID token", ISSUER.sign(claims("/members").claim("typ", "ID").build()));
        assertRefused(
                "with a nonce",
                ISSUER.sign(claims("/members").claim("nonce", "n").build()));
        assertRefused("nobody's", ISSUER.sign(claims("/members").subject(null).build()));
        assertRefused("a logout token", ISSUER.sign(claims("/members").build(), "logout+jwt"));
        assertThat(users.find(world, SYSTEM)).isEmpty();

        assertThat(me(ISSUER.sign(claims("/members")
                                .expirationTime(Date.from(n.minusSeconds(20)))
                                .build()))
                        .status())
                .as("within what clocks may differ")
                .isEqualTo(200);
    }

    @Test
    void refusesForgedTokens() throws Exception {
        JWTClaimsSet claims = claims("/managers").build();
        RSAKey other = new RSAKeyGenerator(2048).keyID("test").generate();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build();
        assertRefused("another key", TestIssuer.sign(header, claims, new RSASSASigner(other)));
        assertRefused(
                "an unknown key",
                TestIssuer.sign(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("nobody's")
                                .build(),
                        claims,
                        new RSASSASigner(other)));
        assertRefused(
                "a key of its own",
                TestIssuer.sign(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .jwk(other.toPublicJWK())
                                .build(),
                        claims,
                        new RSASSASigner(other)));
        assertRefused("no signature", new PlainJWT(claims).serialize());
        byte[] publicKey = ISSUER.key().toRSAPublicKey().getEncoded();
        assertRefused(
                "signed by the public key as a secret",
                TestIssuer.sign(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(),
                        claims,
                        new MACSigner(publicKey)));
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + java.util.Base64.getMimeEncoder().encodeToString(publicKey) + "\n-----END PUBLIC KEY-----\n";
        assertRefused(
                "the same as text",
                TestIssuer.sign(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(),
                        claims,
                        new MACSigner(pem.getBytes(StandardCharsets.US_ASCII))));
        String good = ISSUER.sign(claims);
        assertRefused("cut off", good.substring(0, good.length() - 3));
        assertRefused("without its signature", good.substring(0, good.lastIndexOf('.') + 1));
        assertRefused("with another's body", swapBody(good, ISSUER.sign(claims().build())));
        for (String nonsense : List.of("..", "a.b.c", "e30.e30.", "e30.e30.e30", "😀.😀.😀", "slip_.x.y")) {
            assertRefused(nonsense, nonsense.replace("😀", "%F0"));
        }
        assertThat(users.find(world, SYSTEM)).isEmpty();
    }

    @Test
    void refusesTokensOfUnreasonableSize() {
        int status = me(ISSUER.sign(
                        claims("/members").claim("padding", "x".repeat(200_000)).build()))
                .status();

        assertThat(status).isIn(400, 401, 431);
    }

    @Test
    void refusesTooManyGroupsInWords() {
        String[] groups = java.util.stream.IntStream.range(0, 501)
                .mapToObj(i -> "/" + world + "/t" + i + "/p/members")
                .toArray(String[]::new);

        Answer me = me(ISSUER.sign(base().claim("groups", List.of(groups)).build()));

        assertThat(me.status()).isEqualTo(403);
        assertThat(me.body().path("detail").asString()).contains("more than 500 memberships");
    }

    @Test
    void endsAnEventStreamWithItsToken() {
        String token = ISSUER.sign(claims("/members")
                .expirationTime(Date.from(Instant.now().minusSeconds(58)))
                .build());

        assertThat(new ApiClient(port, Optional.of(token)).events("/api/v1/events"))
                .as("the stream ends by itself")
                .isNotEmpty();
    }

    private void assertRefused(String what, String token) {
        Answer answer = me(token);
        assertThat(answer.status()).as("%s: %s", what, answer.text()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthorized");
    }

    private static String swapBody(String token, String other) {
        String[] a = token.split("\\.");
        return a[0] + "." + other.split("\\.")[1] + "." + a[2];
    }

    private Answer me(String token) {
        return new ApiClient(port, Optional.of(token)).get("/api/v1/me");
    }

    private String tenant() {
        return "tenant " + world;
    }

    private JWTClaimsSet.Builder claims(String... ends) {
        return base().claim(
                        "groups",
                        java.util.Arrays.stream(ends)
                                .map(end -> "/" + world + "/" + tenant() + "/web" + end)
                                .toList());
    }

    private JWTClaimsSet.Builder base() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER.issuer())
                .subject(subject)
                .audience(List.of("account", "slipway-api"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("preferred_username", world)
                .claim("name", "Wanda " + world);
    }
}
