package dev.slipway.notice.delivery;

import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Addresses of the portal's screens, as people open them from elsewhere. */
@Component
class Links {
    private static final String PREFERENCES = "account";

    private final Optional<String> base;
    private final String host;

    Links(DeliverySettings settings) {
        URI portal = settings.portalUrl();
        if (portal != null
                && (portal.getHost() == null
                        || !String.valueOf(portal.getScheme()).startsWith("http"))) {
            throw new IllegalStateException("slipway.notice.delivery.portal-url must be an address such as"
                    + " https://portal.example.org, not " + portal);
        }
        this.base = Optional.ofNullable(portal).map(p -> p.toString().replaceFirst("/*$", "/"));
        this.host = portal == null ? "localhost" : portal.getHost();
    }

    boolean areKnown() {
        return base.isPresent();
    }

    String host() {
        return host;
    }

    String to(String path) {
        return base.orElse("/") + path;
    }

    String preferences() {
        return to(PREFERENCES);
    }
}
