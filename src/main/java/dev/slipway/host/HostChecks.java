package dev.slipway.host;

import dev.slipway.hypervisor.HostConnection;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.HostCheckId;
import dev.slipway.kernel.HostCredentialId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The check list that a host has to pass before it is registered, and may be put through again at any time. */
@Service
public class HostChecks {
    private final HostTable hosts;
    private final HostCheckTable table;
    private final HostCheckRunner runner;
    private final HostCredentialVault vault;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HostChecks(
            HostTable hosts,
            HostCheckTable table,
            HostCheckRunner runner,
            HostCredentialVault vault,
            Changes changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.hosts = hosts;
        this.table = table;
        this.runner = runner;
        this.vault = vault;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /** Looks at a host that is not registered yet, in the background. What it finds is told by {@link #get}. */
    @Audited("host.check")
    @Transactional
    public HostCheck begin(HostDraft draft, Actor actor) {
        actor.require(Permission.HOST_EDIT, Scope.PLATFORM);
        HostRegistration.check(draft);
        var connection = draft.connection();
        requireFitting(connection);
        // Which key the host has is found out, not said.
        var fresh = new HostDraft(draft.name(), connection.with(Optional.empty()), draft.poolPath(), draft.forced());
        return begin(fresh, Optional.empty(), actor);
    }

    /** Looks at a registered host anew. */
    @Audited("host.check")
    @Transactional
    public HostCheck again(HostId host, Actor actor) {
        actor.require(Permission.HOST_EDIT, Permission.HOST_READ, Scope.PLATFORM, "host");
        var row = hosts.find(host).orElseThrow(() -> NotFound.of("host"));
        return begin(
                new HostDraft(row.name(), row.connection(), row.poolPath(), row.forced()), Optional.of(host), actor);
    }

    public HostCheck get(HostCheckId check, Actor actor) {
        actor.require(Permission.HOST_READ, Permission.HOST_READ, Scope.PLATFORM, "check of a host");
        return table.find(check, clock.instant()).orElseThrow(() -> NotFound.of("check of a host"));
    }

    /** The last one of a registered host, if it is not long ago. */
    public Optional<HostCheck> latest(HostId host, Actor actor) {
        actor.require(Permission.HOST_READ, Permission.HOST_READ, Scope.PLATFORM, "host");
        return table.latest(host, clock.instant());
    }

    private void requireFitting(HostConnection connection) {
        var kind = connection
                .credential()
                .map(HostCredentialId::new)
                .flatMap(vault::find)
                .map(HostCredential::kind);
        if (connection.isSsh() && !kind.equals(Optional.of(HostCredential.Kind.SSH))) {
            throw new InvalidRequest(
                    "host-key-missing",
                    "credential",
                    "By ssh the portal needs a key for the host: make one, or give one.");
        }
        if (connection.isTls() && connection.credential().isPresent()) {
            requireCertificate(connection, kind);
        }
    }

    private static void requireCertificate(HostConnection connection, Optional<HostCredential.Kind> kind) {
        if (!kind.equals(Optional.of(HostCredential.Kind.TLS))) {
            throw new InvalidRequest(
                    "host-certificate-missing", "credential", "By TLS the portal needs a certificate, not an SSH key.");
        }
        if (connection.uri().contains("?")) {
            throw new InvalidRequest(
                    "host-certificate-twice",
                    "uri",
                    "Either the address names a directory with certificates, or they are given here; not both.");
        }
    }

    private HostCheck begin(HostDraft draft, Optional<HostId> host, Actor actor) {
        runner.requireRoom();
        var id = HostCheckId.random();
        var now = clock.instant();
        table.begin(id, host, draft, now, runner.longest());
        changes.announce(Topic.HOST, id.value(), null);
        events.publishEvent(actor.did(
                "host.check",
                "host",
                host.map(HostId::value).orElse(null),
                draft.name(),
                null,
                draft.connection().uri()));
        events.publishEvent(new HostCheckRunner.Begun(id, host, draft));
        return table.find(id, now).orElseThrow();
    }
}
