package dev.slipway.host;

import dev.slipway.hypervisor.SshKeyPairs;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostCredentialId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Registers the hosts that the settings name. Any number of times, on any number of nodes; talks to nobody. */
@Component
class HostBootstrap {
    private static final Logger log = LoggerFactory.getLogger(HostBootstrap.class);

    private final HostRegistration registration;
    private final HostBootstrapProperties properties;
    private final HostCredentialVault vault;
    private final SshKeyPairs pairs;
    private final Clock clock;

    HostBootstrap(
            HostRegistration registration,
            HostBootstrapProperties properties,
            HostCredentialVault vault,
            SshKeyPairs pairs,
            Clock clock) {
        this.registration = registration;
        this.properties = properties;
        this.vault = vault;
        this.pairs = pairs;
        this.clock = clock;
    }

    /** The same key again is the same credential. */
    private HostCredentialId kept(Path file) {
        try {
            var pair = pairs.read(Files.readString(file));
            var id = new HostCredentialId(
                    UUID.nameUUIDFromBytes(pair.publicLine().getBytes(StandardCharsets.UTF_8)));
            return vault.add(id, pair, clock.instant()).id();
        } catch (IOException e) {
            throw new UncheckedIOException("the SSH key for hosts in " + file + " cannot be read", e);
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void register() {
        var key = properties
                .sshKey()
                .filter(file -> !file.isBlank())
                .map(Path::of)
                .map(this::kept);
        properties.drafts().forEach(plain -> {
            var draft = plain.connection().isSsh() ? plain.with(key) : plain;
            var host = registration.register(draft, draft.connection().uri(), Actor.system("bootstrap"));
            log.info("Host {} is registered: {}", host.name(), host.uri());
        });
    }
}
