package dev.slipway.network;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
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
 * {@code bridge:NAME}; {@code slipway.bootstrap.network-filtered} says whether its guests are held to their own addresses.
 * Before hosts are, so that they are asked for it when they are met.
 */
@Component
class NetworkBootstrap {
    private static final Logger log = LoggerFactory.getLogger(NetworkBootstrap.class);
    private static final String NAME = "default";

    private final Networks networks;
    private final Optional<String> setting;
    private final boolean filtered;

    NetworkBootstrap(
            Networks networks,
            @Value("${slipway.bootstrap.network:}") String setting,
            @Value("${slipway.bootstrap.network-filtered:true}") boolean filtered) {
        this.networks = networks;
        this.filtered = filtered;
        this.setting = Optional.of(setting).filter(text -> !text.isBlank());
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void register() {
        setting.ifPresent(text -> {
            var parts = text.split(":", 2);
            var draft = new NetworkDraft(
                    NAME,
                    "The network that came with this installation",
                    kind(parts[0]),
                    parts[parts.length - 1],
                    Optional.empty(),
                    Optional.empty(),
                    filtered);
            var actor = Actor.system("bootstrap");
            var known = networks.list(actor).stream()
                    .filter(network -> network.name().equals(NAME))
                    .findFirst();
            if (known.isEmpty()) {
                make(draft, actor);
            } else if (known.get().kind() != draft.kind()
                    || !known.get().source().equals(draft.source())) {
                follow(draft, actor);
            }
        });
    }

    private void make(NetworkDraft draft, Actor actor) {
        try {
            log.info(
                    "Network {} is registered: {}",
                    NAME,
                    networks.create(draft, actor).words());
        } catch (Conflict e) {
            log.debug("Another node was faster: {}", e.sentence());
        }
    }

    private void follow(NetworkDraft draft, Actor actor) {
        try {
            networks.register(draft.name(), draft.description(), draft.kind(), draft.source(), actor);
        } catch (Conflict e) {
            log.warn("slipway.bootstrap.network is not followed: {}", e.sentence());
        }
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
