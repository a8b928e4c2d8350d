package dev.slipway.sso;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The provider's public keys. Only algorithms with a public key are ever used, whatever the settings or a token say: with a
 * shared secret everybody could sign by the public key. Tokens with unknown keys have them fetched anew, but not at will.
 */
@Component
class ProviderKeys {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration NOT_SOONER_THAN = Duration.ofSeconds(10);
    private static final Duration GOOD_WITHOUT_PROVIDER = Duration.ofHours(1);
    private static final int LARGEST_ANSWER = 512 * 1024;

    private final Provider provider;
    private final SsoSettings settings;
    private @Nullable String address;
    private @Nullable JWKSource<SecurityContext> keys;

    ProviderKeys(Provider provider, SsoSettings settings) {
        this.provider = provider;
        this.settings = settings;
    }

    /** @throws ProviderAway if it is not known yet where they are */
    JWSKeySelector<SecurityContext> selector() {
        Set<JWSAlgorithm> allowed = settings.algorithms().stream()
                .map(JWSAlgorithm::parse)
                .filter(JWSAlgorithm.Family.SIGNATURE::contains)
                .collect(Collectors.toSet());
        return new JWSVerificationKeySelector<>(allowed, keys());
    }

    private synchronized JWKSource<SecurityContext> keys() {
        String now = Objects.requireNonNull(
                provider.registration().getProviderDetails().getJwkSetUri(), "a provider without keys");
        JWKSource<SecurityContext> source = keys;
        if (source == null || !now.equals(address)) {
            source = open(now);
            keys = source;
            address = now;
        }
        return source;
    }

    private JWKSource<SecurityContext> open(String address) {
        int patience = Math.toIntExact(settings.patience().toMillis());
        try {
            return JWKSourceBuilder.<SecurityContext>create(
                            URI.create(address).toURL(),
                            new DefaultResourceRetriever(patience, patience, LARGEST_ANSWER))
                    .cache(KEPT.toMillis(), settings.patience().multipliedBy(2).toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(NOT_SOONER_THAN.toMillis())
                    .outageTolerant(GOOD_WITHOUT_PROVIDER.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the provider's keys are at no address: " + address, e);
        }
    }

    /** Whether it failed only because keys were fetched a moment ago: the token's is then none of them. */
    static boolean isOnlyUnknown(Throwable failure) {
        return Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .anyMatch(RateLimitReachedException.class::isInstance);
    }
}
