package dev.slipway.host;

import dev.slipway.hypervisor.SshKeyPairs;
import dev.slipway.hypervisor.TlsIdentity;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.HostCredentialId;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keys and certificates with which the portal signs in to hosts. They go in and never come out: only what is public is shown. */
@Service
public class HostCredentials {
    private final HostCredentialVault vault;
    private final SshKeyPairs pairs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HostCredentials(HostCredentialVault vault, SshKeyPairs pairs, ApplicationEventPublisher events, Clock clock) {
        this.vault = vault;
        this.pairs = pairs;
        this.events = events;
        this.clock = clock;
    }

    /** Makes a key; its public half is to be put on the host. */
    @Audited("host.make-key")
    @Transactional
    public HostCredential makeKey(Actor actor) {
        actor.require(Permission.HOST_EDIT, Scope.PLATFORM);
        return keep(pairs.fresh(), "host.make-key", actor);
    }

    /** Takes a key that the host lets in already. @throws dev.slipway.kernel.InvalidRequest if it is none */
    @Audited("host.add-key")
    @Transactional
    public HostCredential addKey(String privateKey, Actor actor) {
        actor.require(Permission.HOST_EDIT, Scope.PLATFORM);
        return keep(pairs.read(privateKey), "host.add-key", actor);
    }

    /**
     * Takes a certificate that hosts by TLS let in.
     *
     * @param authority who may vouch for the hosts; each in PEM
     * @throws dev.slipway.kernel.InvalidRequest naming the field that is wrong
     */
    @Audited("host.add-certificate")
    @Transactional
    public HostCredential addCertificate(String authority, String certificate, String certificateKey, Actor actor) {
        actor.require(Permission.HOST_EDIT, Scope.PLATFORM);
        var now = clock.instant();
        var identity = TlsIdentity.read(authority, certificate, certificateKey, now);
        return told(vault.add(HostCredentialId.random(), identity, now), "host.add-certificate", actor);
    }

    private HostCredential keep(SshKeyPairs.SshKeyPair pair, String action, Actor actor) {
        return told(vault.add(HostCredentialId.random(), pair, clock.instant()), action, actor);
    }

    private HostCredential told(HostCredential kept, String action, Actor actor) {
        var what = switch (kept.kind()) {
            case SSH -> "SSH key";
            case TLS -> "TLS certificate";
        };
        events.publishEvent(actor.did(action, "host-key", kept.id().value(), what, null, kept.publicText()));
        return kept;
    }
}
