package dev.slipway.host;

import dev.slipway.identity.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Registers the hosts that the settings name. Any number of times, on any number of nodes; talks to nobody. */
@Component
class HostBootstrap {
    private static final Logger log = LoggerFactory.getLogger(HostBootstrap.class);

    private final Hosts hosts;
    private final HostBootstrapProperties properties;

    HostBootstrap(Hosts hosts, HostBootstrapProperties properties) {
        this.hosts = hosts;
        this.properties = properties;
    }

    @EventListener(ApplicationReadyEvent.class)
    void register() {
        properties.drafts().forEach(draft -> {
            var host = hosts.register(draft, Actor.system("bootstrap"));
            log.info("Host {} is registered: {}", host.name(), host.uri());
        });
    }
}
