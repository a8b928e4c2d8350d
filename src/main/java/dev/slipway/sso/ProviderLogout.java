package dev.slipway.sso;

import dev.slipway.kernel.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The address at which somebody signs out of the provider too, and comes back from (RP-initiated logout). */
@Component
public class ProviderLogout {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderLogout.class);
    private static final String SIGN_IN = "/login";

    /** Of a token in an address. What names hundreds of groups fits into no header; Keycloak takes lines of 4,096 at most. */
    private static final int LONGEST_HINT = 3_000;

    private final SsoSettings settings;
    private final Provider provider;

    ProviderLogout(SsoSettings settings, Provider provider) {
        this.settings = settings;
        this.provider = provider;
    }

    /**
     * Empty for who did not come from there, and if the provider has no such place or is away. Says who signs out, unless
     * their token is too long for that: the provider then asks them itself.
     */
    public Optional<String> address(HttpServletRequest request, @Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof SsoPerson person
                ? address(request, person.getIdToken().getTokenValue())
                : Optional.empty();
    }

    /** The same for who was turned away; they are forgotten. */
    Optional<String> addressOfStranger(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        Optional<Stranger> stranger = Stranger.in(session::getAttribute);
        Stranger.forget(session);
        return stranger.flatMap(s -> address(request, s.idToken()));
    }

    private Optional<String> address(HttpServletRequest request, String idToken) {
        if (!settings.isOn()) {
            return Optional.empty();
        }
        try {
            Object place = provider.present()
                    .getProviderDetails()
                    .getConfigurationMetadata()
                    .get("end_session_endpoint");
            return Optional.ofNullable(place)
                    .map(to -> UriComponentsBuilder.fromUriString(to.toString())
                            .queryParamIfPresent(
                                    "id_token_hint",
                                    Optional.of(idToken)
                                            .filter(t -> t.length() <= LONGEST_HINT)
                                            .map(t -> "{token}"))
                            .queryParam("client_id", "{client}")
                            .queryParam("post_logout_redirect_uri", "{back}")
                            .encode()
                            .buildAndExpand(
                                    Map.of("token", idToken, "client", settings.clientId(), "back", back(request)))
                            .toUriString());
        } catch (Unavailable e) {
            LOG.info("Signed out here only, since the identity provider does not answer: {}", e.logDetail());
            return Optional.empty();
        }
    }

    private static String back(HttpServletRequest request) {
        return UriComponentsBuilder.fromUriString(UrlUtils.buildFullRequestUrl(request))
                .replacePath(request.getContextPath() + SIGN_IN)
                .replaceQuery(null)
                .fragment(null)
                .toUriString();
    }
}
