package dev.slipway.sso;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;

/** Sessions are in the database, where every node finds them. */
class NoSessionsKept implements OidcSessionRegistry {
    @Override
    public void saveSessionInformation(OidcSessionInformation session) {}

    @Override
    public @Nullable OidcSessionInformation removeSessionInformation(String session) {
        return null;
    }

    @Override
    public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
        return List.of();
    }
}
