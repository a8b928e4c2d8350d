package dev.slipway.testing;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.slipway.testing.WebVisitor.Page;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A sign-in at {@link TestIssuer}, from the portal there and back, with whatever ID token a test makes up. */
public final class IssuerSignIn {
    private static final String START = "/oauth2/authorization/sso";
    private static final String RETURN = "/login/oauth2/code/sso";

    private final WebVisitor visitor;
    private final Map<String, String> asked;

    private IssuerSignIn(WebVisitor visitor, Map<String, String> asked) {
        this.visitor = visitor;
        this.asked = asked;
    }

    public static IssuerSignIn begin(WebVisitor visitor) {
        return begin(visitor, "");
    }

    /** @param query that the address has at which it begins, of which the portal is to make nothing */
    public static IssuerSignIn begin(WebVisitor visitor, String query) {
        Page page = visitor.get(START + query);
        String to = page.sentTo();
        if (!to.startsWith(TestIssuer.get().issuer() + "/authorize?")) {
            throw new AssertionError("not sent to the provider but " + page.status() + " " + to);
        }
        return new IssuerSignIn(visitor, TestIssuer.query(URI.create(to).getRawQuery()));
    }

    /** What the portal asks the provider. */
    public String asked(String parameter) {
        return Objects.requireNonNull(asked.get(parameter), parameter);
    }

    /** Good ones, of somebody new. */
    public JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(TestIssuer.get().issuer())
                .subject(UUID.randomUUID().toString())
                .audience("slipway")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", asked("nonce"))
                .claim("sid", UUID.randomUUID().toString());
    }

    /** Where the provider sends people back to, with a code for that token, or for none. */
    public String wayBack(Optional<String> idToken) {
        return RETURN + "?code=" + TestIssuer.get().code(asked("code_challenge"), idToken) + "&state="
                + WebVisitor.encoded(asked("state"));
    }

    public Page end(String idToken) {
        return visitor.get(wayBack(Optional.of(idToken)));
    }

    public Page end(JWTClaimsSet claims) {
        return end(TestIssuer.get().sign(claims));
    }
}
