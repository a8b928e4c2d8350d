package dev.slipway.host;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registered hosts. Administrators see them; nobody else learns that they exist. */
@Service
public class Hosts {
    /** Every host's pool for images and disks is called so. */
    static final String POOL = "slipway";

    private static final int LONGEST_PATH = 500;

    private final HostTable table;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Hosts(HostTable table, Changes changes, ApplicationEventPublisher events, Clock clock) {
        this.table = table;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /** Registers, or changes how a host of that name is reached. Probing goes on in the background. */
    @Audited("host.register")
    @Transactional
    public HostView register(HostDraft draft, Actor actor) {
        actor.require(Permission.HOST_EDIT, Scope.PLATFORM);
        check(draft);
        table.insert(HostId.random(), draft, POOL, clock.instant());
        var row = table.find(draft.name()).orElseThrow();
        var known = row.connection().equals(draft.connection())
                && row.poolPath().equals(draft.poolPath())
                && row.forced().equals(draft.forced());
        if (!known) {
            table.redirect(row.id(), draft);
        }
        if (!known || row.machine().isEmpty()) {
            changed(row, "host.register", draft.connection().uri(), actor);
        }
        return table.find(row.id()).orElseThrow().view();
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

    private static void check(HostDraft draft) {
        if (!draft.name().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw new InvalidRequest(
                    "host-name", "name", "A host's name has 1 to 63 letters, digits and . _ -, such as kvm-03.");
        }
        var path = draft.poolPath();
        if (!path.matches("/[^\\p{Cntrl}]+") || path.length() > LONGEST_PATH || path.contains("/../")) {
            throw new InvalidRequest(
                    "host-pool-path",
                    "poolPath",
                    "Name the directory for images and disks on the host by its whole path, such as /var/lib/slipway.");
        }
    }
}
