package dev.slipway.host;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostCheckId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registered hosts. Administrators see them; nobody else learns that they exist. */
@Service
public class Hosts {
    /** Every host's pool for images and disks is called so. */
    static final String POOL = "slipway";

    private static final Duration CHECK_GOOD_FOR = Duration.ofHours(1);

    private final HostTable table;
    private final HostCheckTable checks;
    private final HostRegistration registration;
    private final ObjectProvider<HostUse> uses;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Hosts(
            HostTable table,
            HostCheckTable checks,
            HostRegistration registration,
            ObjectProvider<HostUse> uses,
            Changes changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.checks = checks;
        this.registration = registration;
        this.uses = uses;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Registers what passed the check list, or changes how a host of that name is reached.
     *
     * @throws HostNotAccepted if a line failed, or one warns and that is not accepted
     */
    @Audited("host.register")
    @Transactional
    public HostView register(HostCheckId check, boolean acceptWarnings, Actor actor) {
        actor.require(Permission.HOST_EDIT, Permission.HOST_READ, Scope.PLATFORM, "check of a host");
        var now = clock.instant();
        var found = checks.find(check, now).orElseThrow(() -> NotFound.of("check of a host"));
        if (!found.ended()) {
            throw new Conflict(
                    "host-check-running", "The host is still being looked at. Wait for the end of the list.");
        }
        if (found.startedAt().isBefore(now.minus(CHECK_GOOD_FOR))) {
            throw new Conflict("host-check-old", "This check is more than an hour old. Check again.");
        }
        if (found.has(CheckResult.FAILED)) {
            throw HostNotAccepted.failed(found);
        }
        var warned = found.has(CheckResult.WARNING);
        if (warned && !acceptWarnings) {
            throw HostNotAccepted.warned(found);
        }
        var uri = found.draft().connection().uri();
        var host = registration.register(found.draft(), warned ? uri + ", with warnings" : uri, actor);
        checks.became(check, host.id());
        return host;
    }

    public List<HostView> list(Actor actor) {
        actor.require(Permission.HOST_READ, Scope.PLATFORM);
        return all();
    }

    /** @throws NotFound if there is none, or the actor may not know */
    public HostView get(HostId host, Actor actor) {
        actor.require(Permission.HOST_READ, Permission.HOST_READ, Scope.PLATFORM, "host");
        return require(host).view();
    }

    /** Enabled hosts take new VMs, disabled ones keep what they have. */
    @Audited("host.set-enabled")
    @Transactional
    public void setEnabled(HostId host, boolean enabled, Actor actor) {
        actor.require(Permission.HOST_EDIT, Permission.HOST_READ, Scope.PLATFORM, "host");
        var row = require(host);
        if (row.enabled() != enabled) {
            table.enable(host, enabled);
            changed(row, enabled ? "host.enable" : "host.disable", "", actor);
        }
    }

    /**
     * Says how much may be promised on it, and what sets it apart. Less than is promised already is allowed: then nothing
     * new comes until enough has gone.
     */
    @Audited("host.set-policy")
    @Transactional
    public void setPolicy(HostId host, HostPolicy policy, Actor actor) {
        actor.require(Permission.HOST_EDIT, Permission.HOST_READ, Scope.PLATFORM, "host");
        var row = require(host);
        if (!row.policy().equals(policy)) {
            table.setPolicy(host, policy);
            changed(
                    row,
                    "host.set-policy",
                    policy.words() + "; before: " + row.policy().words() + ".",
                    actor);
        }
    }

    /**
     * Counts on it no more, for as long as it does not answer: it takes nothing new, also when it is back. What becomes of
     * the VMs there is for who has them to say, in the same transaction. Twice is as good as once.
     *
     * @throws Conflict {@code host-answers} if it does
     */
    @Audited("host.give-up")
    @Transactional
    public HostView giveUp(HostId host, Actor actor) {
        actor.require(Permission.HOST_EDIT, Permission.HOST_READ, Scope.PLATFORM, "host");
        var row = require(host);
        if (row.silentSince().isEmpty()) {
            throw new Conflict(
                    "host-answers",
                    "Host " + row.name()
                            + " answers. Only a host that does not answer can be given up; to empty one that"
                            + " does, disable it and move or delete its VMs.");
        }
        if (table.giveUp(host, clock.instant())) {
            changed(
                    row,
                    "host.give-up",
                    "It does not answer since " + row.silentSince().get() + ".",
                    actor);
        }
        return require(host).view();
    }

    /**
     * Forgets a host that nothing is on. It is not asked, so that one that is gone for good can be removed; what lies on
     * its disks stays there.
     *
     * @throws HostInUse if a VM is there, or on its way
     */
    @Audited("host.remove")
    @RetriesLostRaces
    @Transactional
    public void remove(HostId host, Actor actor) {
        actor.require(Permission.HOST_EDIT, Permission.HOST_READ, Scope.PLATFORM, "host");
        var row = require(host);
        refuseIfUsed(row);
        events.publishEvent(new HostRemoved(host));
        try {
            table.delete(host);
        } catch (DataIntegrityViolationException e) {
            // Something was placed there this very moment.
            refuseIfUsed(row);
            throw e;
        }
        changed(row, "host.remove", row.connection().uri(), actor);
    }

    private void refuseIfUsed(HostRow row) {
        var names = uses.stream().flatMap(use -> use.on(row.id()).stream()).toList();
        if (!names.isEmpty()) {
            throw new HostInUse(row.name(), names);
        }
    }

    /** All hosts, for placement and workflows. */
    public List<HostView> all() {
        return table.all().stream().map(HostRow::view).toList();
    }

    /** Looks at the host now instead of at the next round; returns at once. */
    @Audited("host.look-again")
    @Transactional
    public void lookAgain(HostId host, Actor actor) {
        actor.require(Permission.HOST_EDIT, Permission.HOST_READ, Scope.PLATFORM, "host");
        var row = require(host);
        events.publishEvent(actor.did("host.look-again", "host", host.value(), row.name(), null, ""));
        attend(host);
    }

    /** As {@link #lookAgain}, for workflows that changed something there. */
    public void attend(HostId host) {
        table.askForLook(host);
        events.publishEvent(new HostAttention(host));
    }

    private HostRow require(HostId host) {
        return table.find(host).orElseThrow(() -> NotFound.of("host"));
    }

    private void changed(HostRow row, String action, String detail, Actor actor) {
        changes.announce(Topic.HOST, row.id().value(), null);
        events.publishEvent(actor.did(action, "host", row.id().value(), row.name(), null, detail));
        events.publishEvent(new HostAttention(row.id()));
    }
}
