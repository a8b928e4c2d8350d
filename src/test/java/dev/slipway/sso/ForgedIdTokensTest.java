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
import dev.slipway.identity.Users;
import dev.slipway.testing.IssuerSignIn;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.TestIssuer;
import dev.slipway.testing.WebVisitor;
import dev.slipway.testing.WebVisitor.Page;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** ID tokens that would sign somebody in who has proved nothing, each with a code and a state that are good. */
@SlipwayTest
class ForgedIdTokensTest {
    private static final Actor SYSTEM = Actor.system("test");
    private static final TestIssuer ISSUER = TestIssuer.get();

    @Autowired
    SignInRules rules;

    @Autowired
    Users users;

    @LocalServerPort
    int port;

    private final String name = "w" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void addARuleOfOurOwn() {
        rules.add(
                new RuleDraft(
                        "preferred_username", name, Role.PLATFORM_AUDITOR, Optional.empty(), Optional.empty(), false),
                SYSTEM);
    }

    @AfterEach
    void removeIt() {
        rules.list(SYSTEM).stream()
                .filter(r -> r.rule().value().equals(name))
                .forEach(r -> rules.remove(r.id(), SYSTEM));
    }

    private interface Forger {
        String forge(JWTClaimsSet claims) throws Exception;
    }

    @Test
    void refusesTokensOfOthersForOthersAndOfOtherTimes() throws Exception {
        Instant now = Instant.now();
        refuses("expired", c -> c.expirationTime(Date.from(now.minusSeconds(61))));
        refuses("without end", c -> c.expirationTime(null));
        refuses(
                "of tomorrow",
                c -> c.issueTime(Date.from(now.plusSeconds(90))).expirationTime(Date.from(now.plusSeconds(900))));
        refuses("without beginning", c -> c.issueTime(null));
        refuses("not yet", c -> c.notBeforeTime(Date.from(now.plusSeconds(90))));
        refuses("of another issuer", c -> c.issuer("https://elsewhere.example"));
        refuses("of nearly the issuer", c -> c.issuer(ISSUER.issuer() + "/"));
        refuses("of no issuer", c -> c.issuer(null));
        refuses("for another client", c -> c.audience("another"));
        refuses("for the API", c -> c.audience("slipway-api"));
        refuses("for nobody", c -> c.audience((String) null));
        refuses("for several and no one of them", c -> c.audience(List.of("slipway", "another")));
        refuses("given to another", c -> c.claim("azp", "another"));
        refuses("of nobody", c -> c.subject(null));
        refuses("of another sign-in", c -> c.claim("nonce", "0123456789"));
        refuses("of no sign-in", c -> c.claim("nonce", null));
        String other = IssuerSignIn.begin(new WebVisitor(port)).asked("nonce");
        refuses("of somebody else's sign-in", c -> c.claim("nonce", other));
    }

    @Test
    void refusesTokensThatTheProviderHasNotSigned() throws Exception {
        RSAKey own = new RSAKeyGenerator(2048).keyID("test").generate();
        refuses("without signature", c -> new PlainJWT(c).serialize(), "failed");
        refuses("signed by another key", c -> TestIssuer.sign(rs256().build(), c, new RSASSASigner(own)), "failed");
        refuses(
                "with a key of its own",
                c -> TestIssuer.sign(rs256().jwk(own.toPublicJWK()).build(), c, new RSASSASigner(own)),
                "failed");
        refuses(
                "signed by the public key as a secret",
                c -> TestIssuer.sign(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(),
                        c,
                        new MACSigner(ISSUER.key().toRSAPublicKey().getEncoded())),
                "failed");
        refuses("without the signature it had", c -> ISSUER.sign(c).replaceFirst("\\.[^.]*$", "."), "failed");
        refuses(
                "with another's body",
                c -> {
                    String[] good = ISSUER.sign(
                                    new JWTClaimsSet.Builder(c).subject("x").build())
                            .split("\\.");
                    return good[0] + "." + ISSUER.sign(c).split("\\.")[1] + "." + good[2];
                },
                "failed");
        refuses("of a logout", c -> ISSUER.sign(c, "logout+jwt"), "failed");
        refuses("for access", c -> ISSUER.sign(c, "at+jwt"), "failed");
        refuses("nonsense", c -> "a.b.c", "failed");
    }

    @Test
    void refusesAnAnswerWithoutIdToken() {
        WebVisitor visitor = new WebVisitor(port);
        IssuerSignIn signIn = IssuerSignIn.begin(visitor);

        assertThat(visitor.get(signIn.wayBack(Optional.empty())).sentTo()).isEqualTo("/login?sso=failed");
        assertThat(visitor.isSignedIn()).isFalse();
    }

    @Test
    void refusesACodeThatSomebodyElsesProofBelongsTo() {
        IssuerSignIn victim = IssuerSignIn.begin(new WebVisitor(port));
        String code = victim.wayBack(Optional.of(ISSUER.sign(good(victim)))).replaceFirst(".*code=([^&]*).*", "$1");
        WebVisitor thief = new WebVisitor(port);
        String state = IssuerSignIn.begin(thief).wayBack(Optional.empty()).replaceFirst(".*&state=", "");

        assertThat(thief.get(SingleSignOn.RETURN + "?code=" + code + "&state=" + state)
                        .sentTo())
                .isEqualTo("/login?sso=failed");
        assertThat(thief.isSignedIn()).isFalse();
    }

    @Test
    void refusesInWordsWhatIsBeyondAllMeasure() throws Exception {
        refuses("much", c -> ISSUER.sign(with(c, Map.of("preferred_username", "x".repeat(1_001)))), "too-large");
        List<String> many = java.util.stream.IntStream.range(0, 10_001)
                .mapToObj(Integer::toString)
                .toList();
        refuses("many", c -> ISSUER.sign(with(c, Map.of("preferred_username", many))), "too-large");
    }

    @Test
    void toleratesClocksThatDifferByLessThanAMinute() {
        Instant now = Instant.now();
        for (Date[] times : new Date[][] {
            {Date.from(now.minusSeconds(400)), Date.from(now.minusSeconds(40))},
            {Date.from(now.plusSeconds(40)), Date.from(now.plusSeconds(400))}
        }) {
            WebVisitor visitor = new WebVisitor(port);
            IssuerSignIn signIn = IssuerSignIn.begin(visitor);
            signIn.end(new JWTClaimsSet.Builder(good(signIn))
                    .issueTime(times[0])
                    .expirationTime(times[1])
                    .build());
            assertThat(visitor.isSignedIn())
                    .as("from %s to %s", times[0], times[1])
                    .isTrue();
        }
    }

    private void refuses(String what, UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        refuses(what, c -> ISSUER.sign(change.apply(new JWTClaimsSet.Builder(c)).build()), "failed");
    }

    private void refuses(String what, Forger forger, String word) throws Exception {
        WebVisitor visitor = new WebVisitor(port);
        IssuerSignIn signIn = IssuerSignIn.begin(visitor);

        Page back = signIn.end(forger.forge(good(signIn)));

        assertThat(back.sentTo()).as(what).isEqualTo("/login?sso=" + word);
        assertThat(visitor.isSignedIn()).as(what).isFalse();
        assertThat(users.find(name, SYSTEM)).as(what).isEmpty();
    }

    private JWTClaimsSet good(IssuerSignIn signIn) {
        return signIn.claims().claim("preferred_username", name).build();
    }

    private static JWTClaimsSet with(JWTClaimsSet claims, Map<String, Object> more) {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder(claims);
        more.forEach(builder::claim);
        return builder.build();
    }

    private static JWSHeader.Builder rs256() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test");
    }
}
