package dev.slipway.sso;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/** What makes a token of each of the three kinds a good one. None of them passes for another. */
@Component
class Tokens implements JwtDecoderFactory<ClientRegistration> {
    static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Set<String> OF_LOGOUT = Set.of("logout+jwt", "JWT");
    private static final Set<String> OF_ACCESS = Set.of("at+jwt", "application/at+jwt", "JWT");

    private final ProviderKeys keys;
    private final SsoSettings settings;
    private final Clock clock;

    Tokens(ProviderKeys keys, SsoSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** For ID tokens, at sign-in. */
    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        OidcIdTokenValidator valid = new OidcIdTokenValidator(registration);
        valid.setClockSkew(settings.clockSkew());
        valid.setClock(clock);
        return decoder(Set.of("JWT"), valid);
    }

    /** For what is sent to the API. @throws org.springframework.security.oauth2.jwt.JwtException if it is not good */
    Jwt access(String token) {
        return decoder(
                        OF_ACCESS,
                        must("be for the API", jwt -> audience(jwt).contains(settings.audience())),
                        must("be an access token", Tokens::isNoOther),
                        must("name somebody", jwt -> jwt.getSubject() != null))
                .decode(token);
    }

    /** What the provider sends to end sessions, by OpenID Connect Back-Channel Logout 1.0, 2.6. */
    Jwt logout(String token) {
        return decoder(
                        OF_LOGOUT,
                        must("be for this client", jwt -> audience(jwt).contains(settings.clientId())),
                        must("tell of a logout", Tokens::isLogout),
                        must("have no nonce", jwt -> !jwt.hasClaim("nonce")),
                        must(
                                "have an id",
                                jwt -> jwt.getId() != null && !jwt.getId().isBlank()),
                        must("name a session or a subject", jwt -> jwt.hasClaim("sid") || jwt.getSubject() != null))
                .decode(token);
    }

    @SafeVarargs
    private JwtDecoder decoder(Set<String> types, OAuth2TokenValidator<Jwt>... own) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        Set<@Nullable JOSEObjectType> allowed = new HashSet<>();
        allowed.add(null);
        types.forEach(t -> allowed.add(new JOSEObjectType(t)));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(allowed));
        processor.setJWSKeySelector(keys.selector());
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        List<OAuth2TokenValidator<Jwt>> all = new java.util.ArrayList<>(List.of(own));
        all.add(must("be of this issuer", jwt -> settings.requireIssuer().equals(jwt.getClaimAsString("iss"))));
        all.add(must("be of now", this::isOfNow));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(all));
        return decoder;
    }

    /** With a beginning and an end, neither too early nor too late. */
    private boolean isOfNow(Jwt jwt) {
        Instant issued = jwt.getIssuedAt();
        Instant expires = jwt.getExpiresAt();
        Instant notBefore = jwt.getNotBefore();
        Instant latest = clock.instant().plus(settings.clockSkew());
        return issued != null
                && expires != null
                && !issued.isAfter(latest)
                && (notBefore == null || !notBefore.isAfter(latest))
                && clock.instant().minus(settings.clockSkew()).isBefore(expires);
    }

    private static List<String> audience(Jwt jwt) {
        return jwt.getAudience() == null ? List.of() : jwt.getAudience();
    }

    /** Keycloak says in {@code typ} what it is; others tell an ID token by its nonce. */
    private static boolean isNoOther(Jwt jwt) {
        Object kind = jwt.getClaim("typ");
        return (kind == null || kind.equals("Bearer")) && !jwt.hasClaim("nonce") && !jwt.hasClaim("events");
    }

    private static boolean isLogout(Jwt jwt) {
        return jwt.getClaim("events") instanceof Map<?, ?> events && events.get(LOGOUT_EVENT) instanceof Map;
    }

    private static OAuth2TokenValidator<Jwt> must(String what, Predicate<Jwt> rule) {
        OAuth2Error error = new OAuth2Error("invalid_token", "The token has to " + what + ".", null);
        return jwt -> rule.test(jwt) ? OAuth2TokenValidatorResult.success() : OAuth2TokenValidatorResult.failure(error);
    }
}
