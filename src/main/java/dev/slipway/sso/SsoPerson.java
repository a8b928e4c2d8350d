package dev.slipway.sso;

import dev.slipway.identity.ProviderSession;
import dev.slipway.identity.SignedIn;
import dev.slipway.identity.SignedInPerson;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Who has signed in at the provider. Keeps the token, which signs them out there again, but not its groups: they may be many,
 * and what they gave is in the database.
 */
final class SsoPerson implements OidcUser, SignedInPerson, Serializable {
    private static final long serialVersionUID = 1;
    private static final List<String> KEPT = List.of("iss", "sub", "aud", "sid", "iat", "exp", "nonce");

    private final UUID user;
    private final String name;
    private final OidcIdToken idToken;

    SsoPerson(Admission.Admitted admitted, OidcIdToken idToken) {
        this.user = admitted.user().value();
        this.name = admitted.name();
        Map<String, Object> claims = new HashMap<>(idToken.getClaims());
        claims.keySet().retainAll(KEPT);
        this.idToken = new OidcIdToken(idToken.getTokenValue(), idToken.getIssuedAt(), idToken.getExpiresAt(), claims);
    }

    @Override
    public SignedIn signedIn() {
        return new SignedIn(user, name);
    }

    @Override
    public Optional<ProviderSession> providerSession() {
        return Optional.of(new ProviderSession(
                Objects.requireNonNull(idToken.getClaimAsString("iss"), "checked to be there"),
                Optional.ofNullable(idToken.getClaimAsString("sid")),
                Objects.requireNonNull(idToken.getSubject(), "checked to be there")));
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Map<String, Object> getClaims() {
        return idToken.getClaims();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return idToken.getClaims();
    }

    @Override
    public @Nullable OidcUserInfo getUserInfo() {
        return null;
    }

    @Override
    public OidcIdToken getIdToken() {
        return idToken;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_USER"));
    }
}
