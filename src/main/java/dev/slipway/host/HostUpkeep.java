package dev.slipway.host;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NotFound;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whether hosts are being emptied or worked on. For whoever empties them, who has authorised it and tells the audit. */
@Service
public class HostUpkeep {
    private final JdbcClient jdbc;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    HostUpkeep(JdbcClient jdbc, Changes changes, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.changes = changes;
        this.events = events;
    }

    /** Nobody else changes it, and nothing begins to start there, until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Upkeep lock(HostId host) {
        return read(host, " for update").orElseThrow(() -> NotFound.of("host"));
    }

    /** In the caller's transaction, which has locked it. It is so already is done. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void set(HostId host, Upkeep next) {
        var now = lock(host);
        if (now == next) {
            return;
        }
        if (!now.canBecome(next)) {
            throw new IllegalStateException("host " + host + " cannot go from " + now + " to " + next);
        }
        jdbc.sql("update host set upkeep = ? where id = ?")
                .params(next.name(), host.value())
                .update();
        changes.announce(Topic.HOST, host.value(), null);
        events.publishEvent(new HostAttention(host));
    }

    /**
     * Before something is started there: holds off whoever wants to empty the host until the caller's transaction ends.
     *
     * @throws Conflict {@code host-maintenance} if nothing may start there now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireStartsAllowed(HostId host) {
        switch (read(host, " lock in share mode").orElse(Upkeep.NONE)) {
            case NONE -> {
                // As always.
            }
            case DRAINING ->
                throw new Conflict(
                        "host-maintenance",
                        "Its host is just being emptied for maintenance. It is moved to another one; start it then.");
            case MAINTENANCE ->
                throw new Conflict(
                        "host-maintenance",
                        "Its host is in maintenance. Wait for its end, or ask an administrator to move the VM to another"
                                + " host.");
        }
    }

    private Optional<Upkeep> read(HostId host, String how) {
        return jdbc.sql("select upkeep from host where id = ?" + how)
                .param(host.value())
                .query(String.class)
                .optional()
                .map(Upkeep::valueOf);
    }
}
