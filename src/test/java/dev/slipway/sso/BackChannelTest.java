package dev.slipway.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.slipway.identity.ProviderSession;
import dev.slipway.identity.SessionEnd;
import dev.slipway.identity.Sessions;
import dev.slipway.kernel.SessionId;
import dev.slipway.kernel.UserId;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.TestIssuer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The provider's word that somebody's session is over; and words that only look like the provider's. */
@SlipwayTest
class BackChannelTest {
    private static final TestIssuer ISSUER = TestIssuer.get();

    @Autowired
    ApplicationContext application;

    @Autowired
    Sessions sessions;

    @LocalServerPort
    int port;

    private final String subject = UUID.randomUUID().toString();
    private final String sid = UUID.randomUUID().toString();
    private UserId user;
    private SessionId session;
    private SessionId other;

    @BeforeEach
    void signIn() {
        user = new People(application).newStranger().user().id();
        session = begin(ISSUER.issuer(), sid);
        other = begin(ISSUER.issuer(), "another-" + sid);
    }

    private SessionId begin(String issuer, String id) {
        return sessions.begin(
                user, Optional.of(new ProviderSession(issuer, Optional.of(id), subject)), "127.0.0.1", "test");
    }

    @Test
    void endsTheSessionThatTheTokenNames() {
        assertThat(post(ISSUER.sign(claims().build(), "logout+jwt"))).isEqualTo(200);

        assertThat(sessions.whyEnded(session)).contains(SessionEnd.PROVIDER_SIGNED_OUT);
        assertThat(sessions.whyEnded(other)).isEmpty();
    }

    @Test
    void endsAllOfASubjectWithoutSession() {
        SessionId foreign = begin("https://elsewhere.example", sid);

        assertThat(post(ISSUER.sign(claims().claim("sid", null).build()))).isEqualTo(200);

        assertThat(sessions.whyEnded(session)).contains(SessionEnd.PROVIDER_SIGNED_OUT);
        assertThat(sessions.whyEnded(other)).contains(SessionEnd.PROVIDER_SIGNED_OUT);
        assertThat(sessions.whyEnded(foreign)).as("another provider's").isEmpty();
    }

    @Test
    void obeysATokenOnce() {
        String token = ISSUER.sign(claims().build());
        assertThat(post(token)).isEqualTo(200);
        SessionId next = begin(ISSUER.issuer(), sid);

        assertThat(post(token)).isEqualTo(400);

        assertThat(sessions.whyEnded(next)).isEmpty();
    }

    @Test
    void refusesWhatIsNoLogoutToken() {
        Instant now = Instant.now();
        assertRefused("no event", ISSUER.sign(claims().claim("events", null).build()));
        assertRefused(
                "another event",
                ISSUER.sign(claims().claim("events", Map.of("x", Map.of())).build()));
        assertRefused(
                "an event of the wrong kind",
                ISSUER.sign(
                        claims().claim("events", List.of(Tokens.LOGOUT_EVENT)).build()));
        assertRefused("a nonce", ISSUER.sign(claims().claim("nonce", "n").build()));
        assertRefused("no id", ISSUER.sign(claims().jwtID(null).build()));
        assertRefused(
                "nobody", ISSUER.sign(claims().claim("sid", null).subject(null).build()));
        assertRefused(
                "other audience", ISSUER.sign(claims().audience("slipway-api").build()));
        assertRefused(
                "other issuer",
                ISSUER.sign(claims().issuer("https://elsewhere.example").build()));
        assertRefused(
                "expired",
                ISSUER.sign(
                        claims().expirationTime(Date.from(now.minusSeconds(90))).build()));
        assertRefused(
                "of last week",
                ISSUER.sign(
                        claims().issueTime(Date.from(now.minusSeconds(600_000))).build()));
        assertRefused(
                "of tomorrow",
                ISSUER.sign(
                        claims().issueTime(Date.from(now.plusSeconds(80_000))).build()));
        assertRefused("without signature", new PlainJWT(claims().build()).serialize());
        assertRefused("of another type", ISSUER.sign(claims().build(), "at+jwt"));
        assertRefused("nonsense", "a.b.c");
        assertRefused("nothing", "");
        assertRefused("huge", "a".repeat(100_000));
        assertThat(sessions.whyEnded(session)).isEmpty();
    }

    @Test
    void listensToPostsOnly() {
        assertThat(new ApiClient(port, Optional.empty())
                        .get(SingleSignOn.BACK_CHANNEL + "?logout_token=" + ISSUER.sign(claims().build()))
                        .status())
                .isEqualTo(405);
        assertThat(sessions.whyEnded(session)).isEmpty();
    }

    private void assertRefused(String what, String token) {
        assertThat(post(token)).as(what).isEqualTo(400);
    }

    private int post(String token) {
        return new ApiClient(port, Optional.empty())
                .send(
                        "POST",
                        SingleSignOn.BACK_CHANNEL,
                        BodyPublishers.ofString("logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)),
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .status();
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER.issuer())
                .subject(subject)
                .audience("slipway")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", sid)
                .claim("events", Map.of(Tokens.LOGOUT_EVENT, Map.of()));
    }
}
