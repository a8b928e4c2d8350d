package dev.slipway.vm.adopt;

import dev.slipway.host.HostSeen;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.DomainId;
import dev.slipway.kernel.HostId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.move.MigrationTable;
import dev.slipway.vm.outside.MovedOutside;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Domains on hosts that have no place there by any doing of ours: written down, so that they can be shown, and otherwise
 * left alone. One that is a VM of ours, and gone from the host where it was, is followed.
 */
@Component
public class Strangers {
    private final Hypervisors hypervisors;
    private final UnknownDomainRows rows;
    private final MovedOutside moved;
    private final MigrationTable migrations;
    private final Changes changes;
    private final TransactionTemplate transaction;
    private final Map<HostId, List<DomainObservation>> told = new ConcurrentHashMap<>();

    Strangers(
            Hypervisors hypervisors,
            UnknownDomainRows rows,
            MovedOutside moved,
            MigrationTable migrations,
            Changes changes,
            TransactionTemplate transaction) {
        this.hypervisors = hypervisors;
        this.rows = rows;
        this.moved = moved;
        this.migrations = migrations;
        this.changes = changes;
        this.transaction = transaction;
    }

    /**
     * @param looked domains whose description is known to be fresh; what is looked at here is added
     * @return whether the same domains need no second look
     */
    public boolean look(HostSeen seen, Set<UUID> ours, Set<UUID> looked) {
        // What is on its way is known to whoever moves it.
        var passing = migrations.passing(seen.host());
        var strangers = seen.domains().stream()
                .filter(d -> !ours.contains(d.domain()) && !passing.contains(d.domain()))
                .toList();
        var fresh = strangers.stream().allMatch(d -> looked.contains(d.domain()));
        if (fresh && strangers.equals(told.get(seen.host()))) {
            return true;
        }
        var stays = moved.follow(seen, strangers);
        var here =
                stays.stream().collect(Collectors.toMap(DomainObservation::domain, Function.identity(), (a, b) -> a));
        boolean changed = false;
        for (var recorded : rows.on(seen.host())) {
            changed |= !here.containsKey(recorded.value()) && rows.remove(seen.host(), recorded);
        }
        for (var domain : stays) {
            changed |= writeDown(seen, domain, looked);
        }
        if (changed) {
            transaction.executeWithoutResult(
                    status -> changes.announce(Topic.HOST, seen.host().value(), null));
        }
        // One of ours may be followed as soon as it is gone from where it was, without anything new here.
        if (moved.noneIsOurs(stays)) {
            told.put(seen.host(), strangers);
            return stays.stream().allMatch(d -> looked.contains(d.domain()));
        }
        told.remove(seen.host());
        return false;
    }

    private boolean writeDown(HostSeen seen, DomainObservation domain, Set<UUID> looked) {
        var id = new DomainId(domain.domain());
        if (looked.contains(domain.domain())) {
            return rows.power(seen.host(), id, domain, seen.at());
        }
        var now = hypervisors.on(seen.host()).describe(domain.domain());
        looked.add(domain.domain());
        // Gone meanwhile: the next look does not see it any more.
        return now.isPresent() && rows.put(seen.host(), id, domain, now.get(), seen.at());
    }
}
