package dev.slipway.network;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.InvalidRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Registers the network that the setting {@code slipway.bootstrap.network} names: {@code libvirt:NAME} or
 * {@code bridge:NAME}. Before hosts are, so that they are asked for it when they are met.
 */
@Component
class NetworkBootstrap {
    private static final Logger log = LoggerFactory.getLogger(NetworkBootstrap.class);
    private static final String NAME = "default";

    private final Networks networks;
    private final Optional<String> setting;

    NetworkBootstrap(Networks networks, @Value("${slipway.bootstrap.network:}") String setting) {
        this.networks = networks;
        this.setting = Optional.of(setting).filter(text -> !text.isBlank());
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void register() {
        setting.ifPresent(text -> {
            var parts = text.split(":", 2);
            var source = parts[parts.length - 1];
            networks.register(
                    NAME,
                    "The network that came with this installation",
                    kind(parts[0]),
                    source,
                    Actor.system("bootstrap"));
            log.info("Network {} is registered: {}", NAME, text);
        });
    }

    private static NetworkKind kind(String word) {
        return switch (word) {
            case "libvirt" -> NetworkKind.LIBVIRT_NETWORK;
            case "bridge" -> NetworkKind.BRIDGE;
            default ->
                throw new InvalidRequest(
                        "bootstrap-network",
                        "slipway.bootstrap.network is libvirt:NAME or bridge:NAME, not " + word + ".");
        };
    }
}
