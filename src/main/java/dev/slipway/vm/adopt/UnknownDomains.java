package dev.slipway.vm.adopt;

import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.DomainId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.quota.QuotaPreview;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Domains on hosts that are no VMs of Slipway. They are shown as they are and never touched; an administrator makes VMs
 * of them, or says that they are none of Slipway's business.
 */
@Service
public class UnknownDomains {
    private final UnknownDomainReader reader;
    private final UnknownDomainRows rows;
    private final Adopting adopting;
    private final Hosts hosts;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UnknownDomains(
            UnknownDomainReader reader,
            UnknownDomainRows rows,
            Adopting adopting,
            Hosts hosts,
            Changes changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.reader = reader;
        this.rows = rows;
        this.adopting = adopting;
        this.hosts = hosts;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /** By name; those that are ignored are among them. */
    @Transactional(readOnly = true)
    public List<UnknownDomain> list(HostId host, Actor actor) {
        return reader.list(hosts.get(host, actor).id());
    }

    /** @throws dev.slipway.kernel.NotFound if there is none, or the actor may not know */
    @Transactional(readOnly = true)
    public UnknownDomain get(HostId host, DomainId domain, Actor actor) {
        return list(host, actor).stream()
                .filter(d -> d.id().equals(domain))
                .findFirst()
                .orElseThrow(() -> NotFound.of("domain"));
    }

    /**
     * Makes a VM of a domain: its size is what it has, its disks and network cards are its own, and its owner pays for it
     * from now on.
     *
     * @throws dev.slipway.kernel.Conflict {@code not-adoptable} with every obstacle, {@code network-not-there},
     *     {@code name-taken}, {@code mac-taken}
     * @throws dev.slipway.kernel.QuotaExceeded if the owner has no room for it: then nothing is changed
     */
    @Audited("vm.adopt")
    @RetriesLostRaces
    @Transactional
    public VmId adopt(Adoption wish, Actor actor) {
        requireEdit(actor);
        var vm = adopting.adopt(wish, actor);
        rows.remove(wish.host(), wish.domain());
        rows.heed(wish.host(), wish.domain());
        hosts.attend(wish.host());
        return vm;
    }

    /** What adopting it would take of the owner's quota, and whether it fits right now. */
    @Transactional(readOnly = true)
    public QuotaPreview quote(Adoption wish, Actor actor) {
        requireEdit(actor);
        return adopting.quote(wish, actor);
    }

    /** It is not asked about any more. */
    @Audited("domain.ignore")
    @Transactional
    public void ignore(HostId host, DomainId domain, Actor actor) {
        requireEdit(actor);
        var found = reader.require(host, domain);
        if (rows.ignore(host, domain, actor.name(), clock.instant())) {
            told("domain.ignore", host, found.seen().name(), actor);
        }
    }

    @Audited("domain.heed")
    @Transactional
    public void heed(HostId host, DomainId domain, Actor actor) {
        requireEdit(actor);
        var found = reader.require(host, domain);
        if (rows.heed(host, domain)) {
            told("domain.heed", host, found.seen().name(), actor);
        }
    }

    private void told(String action, HostId host, String domain, Actor actor) {
        changes.announce(Topic.HOST, host.value(), null);
        events.publishEvent(
                actor.did(action, "host", host.value(), hosts.get(host, actor).name(), null, "Domain " + domain));
    }

    private static void requireEdit(Actor actor) {
        actor.require(Permission.HOST_EDIT, Permission.HOST_READ, Scope.PLATFORM, "host");
    }
}
