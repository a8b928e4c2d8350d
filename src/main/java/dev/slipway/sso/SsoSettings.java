package dev.slipway.sso;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuer the provider's address to the letter, as its tokens have it; none = no single sign-on
 * @param clientSecret none for a public client, which PKCE alone protects
 * @param name of the provider, as people know it: for the button
 * @param audience that bearer tokens for the API must be made for; not the client's id, or ID tokens would do
 * @param algorithms of signatures; only such with a public key are taken
 * @param clockSkew how far the provider's clock may be off
 * @param nameClaim where the wished name of a new account stands
 * @param firstRules a file of rules to begin with, as the API writes them; used while there are none
 */
@ConfigurationProperties("slipway.sso")
record SsoSettings(
        @Nullable String issuer,
        @DefaultValue("slipway") String clientId,
        @Nullable String clientSecret,
        @DefaultValue("your organisation") String name,
        @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
        @DefaultValue("slipway-api") String audience,

        @DefaultValue({"RS256", "PS256", "ES256", "ES384", "EdDSA"})
        List<String> algorithms,

        @DefaultValue("60s") Duration clockSkew,
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("3s") Duration patience,
        @Nullable Path firstRules) {
    boolean isOn() {
        return issuer != null && !issuer.isBlank();
    }

    /** @throws IllegalStateException if there is no single sign-on: ask {@link #isOn} first */
    String requireIssuer() {
        if (issuer == null || issuer.isBlank()) {
            throw new IllegalStateException("no single sign-on is set up");
        }
        return issuer.strip();
    }

    @Override
    public String toString() {
        return "SsoSettings[" + issuer + ", " + clientId + "]";
    }
}
