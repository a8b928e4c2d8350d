package dev.slipway.sso;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * The identity provider as it describes itself. Asked at first need, not at start, so that the portal starts without it; a
 * provider that did not answer is left in peace for some seconds.
 */
@Component
class Provider implements ClientRegistrationRepository {
    static final String REGISTRATION = "sso";
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final Duration FRESH_FOR = Duration.ofSeconds(1);
    private static final Duration LEFT_IN_PEACE = Duration.ofSeconds(3);
    private static final ParameterizedTypeReference<Map<String, Object>> DESCRIPTION =
            new ParameterizedTypeReference<>() {};

    private final SsoSettings settings;
    private final Clock clock;
    private final JdkClientHttpRequestFactory requests;
    private volatile @Nullable ClientRegistration known;
    private Instant askedAt = Instant.EPOCH;
    private @Nullable ProviderAway trouble;

    Provider(SsoSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(settings.patience()).build());
        requests.setReadTimeout(settings.patience());
    }

    /** With deadlines, for whatever is asked of the provider. */
    JdkClientHttpRequestFactory requests() {
        return requests;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return settings.isOn() && id.equals(REGISTRATION) ? registration() : null;
    }

    /**
     * As it was described last, even if that is long ago: who has that waits for nobody who is asking.
     *
     * @throws ProviderAway if that was never
     */
    ClientRegistration registration() {
        ClientRegistration last = known;
        return last != null ? last : present();
    }

    /** Whether it is there now, give or take some seconds. @throws ProviderAway if it is not */
    synchronized ClientRegistration present() {
        ClientRegistration last = known;
        boolean fresh = trouble == null && clock.instant().isBefore(askedAt.plus(FRESH_FOR));
        return fresh && last != null ? last : ask();
    }

    private ClientRegistration ask() {
        Instant now = clock.instant();
        if (trouble != null && now.isBefore(askedAt.plus(LEFT_IN_PEACE))) {
            throw trouble;
        }
        String issuer = settings.requireIssuer();
        try {
            ClientRegistration found = describe(issuer);
            known = found;
            trouble = null;
            return found;
        } catch (RuntimeException e) {
            trouble = new ProviderAway(settings.name(), issuer, e);
            LOG.warn("The identity provider {} does not describe itself; asked again at the next sign-in", issuer, e);
            throw trouble;
        } finally {
            askedAt = clock.instant();
        }
    }

    private ClientRegistration describe(String issuer) {
        String address = issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration";
        Map<String, Object> description = RestClient.builder()
                .requestFactory(requests)
                .build()
                .get()
                .uri(address)
                .retrieve()
                .body(DESCRIPTION);
        if (description == null || !issuer.equals(description.get("issuer"))) {
            throw new IllegalStateException("it calls itself "
                    + (description == null ? "nothing" : description.get("issuer"))
                    + "; slipway.sso.issuer has to be the same to the letter");
        }
        ClientRegistration.Builder client = ClientRegistrations.fromOidcConfiguration(description)
                .registrationId(REGISTRATION)
                .clientId(settings.clientId())
                .clientName(settings.name())
                .scope(settings.scopes())
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build());
        String secret = settings.clientSecret();
        if (secret == null || secret.isBlank()) {
            client.clientAuthenticationMethod(org.springframework.security.oauth2.core.ClientAuthenticationMethod.NONE);
        } else {
            client.clientSecret(secret);
        }
        return client.build();
    }
}
