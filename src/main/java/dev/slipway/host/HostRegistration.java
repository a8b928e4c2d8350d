package dev.slipway.host;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes a host down, for those who know that it is right: it passed the check list, or the settings say so. */
@Component
class HostRegistration {
    private static final int LONGEST_PATH = 500;

    private final HostTable table;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    HostRegistration(HostTable table, Changes changes, ApplicationEventPublisher events, Clock clock) {
        this.table = table;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /** Registers, or changes how a host of that name is reached. Watching it begins in the background. */
    @Transactional
    public HostView register(HostDraft draft, String detail, Actor actor) {
        check(draft);
        table.insert(HostId.random(), draft, Hosts.POOL, clock.instant());
        var row = table.find(draft.name()).orElseThrow();
        var known = reachesTheSame(row, draft)
                && row.poolPath().equals(draft.poolPath())
                && row.forced().equals(draft.forced());
        if (!known) {
            table.redirect(row.id(), draft);
        }
        if (!known || row.machine().isEmpty()) {
            changes.announce(Topic.HOST, row.id().value(), null);
            events.publishEvent(actor.did("host.register", "host", row.id().value(), row.name(), null, detail));
            events.publishEvent(new HostAttention(row.id()));
        }
        return table.find(row.id()).orElseThrow().view();
    }

    /** Whoever names no key means the one that is known. */
    private static boolean reachesTheSame(HostRow row, HostDraft draft) {
        var wanted = draft.connection();
        return row.connection().with(wanted.hostKey()).equals(wanted)
                && (wanted.hostKey().isEmpty() || row.connection().hostKey().equals(wanted.hostKey()));
    }

    static void check(HostDraft draft) {
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
