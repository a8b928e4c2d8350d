package dev.slipway.vm.outside;

import dev.slipway.host.HostLost;
import dev.slipway.host.HostSeen;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.guest.GuestWatch;
import dev.slipway.vm.work.PowerRows;
import dev.slipway.vm.work.PowerRows.Running;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out the addresses of running VMs, and what else their guests say: every second while a VM is new, seldom later. A host is asked by the node that
 * watches it, on a thread of its own, so that one which hangs delays nobody else.
 */
@Component
class VmAddresses {
    private static final Logger log = LoggerFactory.getLogger(VmAddresses.class);
    private static final Duration WATCHED = Duration.ofSeconds(60);
    private static final Duration NEW = Duration.ofMinutes(2);
    private static final Duration SELDOM = Duration.ofSeconds(30);
    private static final Duration LEASES_CHANGE = Duration.ofMinutes(5);
    private static final int LONGEST = 1000;

    private final PowerRows power;
    private final Hypervisors hypervisors;
    private final GuestWatch guests;
    private final Changes changes;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<HostId, Instant> watched = new ConcurrentHashMap<>();
    private final Set<HostId> busy = ConcurrentHashMap.newKeySet();
    private final Map<VmId, Instant> asked = new ConcurrentHashMap<>();
    private volatile Instant wholeRound = Instant.EPOCH;

    VmAddresses(
            PowerRows power,
            Hypervisors hypervisors,
            GuestWatch guests,
            Changes changes,
            TransactionTemplate transaction,
            Clock clock) {
        this.guests = guests;
        this.power = power;
        this.hypervisors = hypervisors;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener
    void on(HostSeen seen) {
        watched.put(seen.host(), clock.instant());
    }

    @EventListener
    void on(HostLost lost) {
        watched.remove(lost.host());
    }

    @Scheduled(fixedDelayString = "PT1S")
    void look() {
        var now = clock.instant();
        watched.values().removeIf(at -> at.plus(WATCHED).isBefore(now));
        var whole = wholeRound.plus(LEASES_CHANGE).isBefore(now);
        if (whole) {
            wholeRound = now;
            asked.values().removeIf(at -> at.plus(LEASES_CHANGE).isBefore(now));
        }
        power.running(watched.keySet(), whole ? Optional.empty() : Optional.of(now.minus(NEW))).stream()
                .filter(vm -> isDue(vm, now))
                .collect(Collectors.groupingBy(Running::host))
                .forEach(this::askApart);
    }

    private boolean isDue(Running vm, Instant now) {
        var last = asked.get(vm.vm());
        return last == null
                || vm.since().plus(NEW).isAfter(now)
                || last.plus(SELDOM).isBefore(now);
    }

    /** At most one round a host is under way. */
    private void askApart(HostId host, List<Running> vms) {
        if (busy.add(host)) {
            Thread.ofPlatform().daemon().name("vm-addresses-" + host).start(() -> {
                try {
                    ask(host, vms);
                } finally {
                    busy.remove(host);
                }
            });
        }
    }

    private void ask(HostId host, List<Running> vms) {
        for (var vm : vms) {
            asked.put(vm.vm(), clock.instant());
            try {
                keep(vm, hypervisors.on(host).addresses(vm.vm().value()));
                guests.look(vm);
            } catch (Problem e) {
                if (e.isPassing()) {
                    log.debug("No addresses from host {} now, asked again soon: {}", host, e.logDetail());
                    return;
                }
                log.debug("No addresses of VM {}: {}", vm.vm(), e.logDetail());
            } catch (RuntimeException e) {
                log.warn("Addresses of VM {} on host {} are not known; asked again soon", vm.vm(), host, e);
            }
        }
    }

    private void keep(Running vm, List<String> addresses) {
        if (addresses.isEmpty()
                || addresses.equals(vm.addresses())
                || String.join(" ", addresses).length() > LONGEST) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            if (power.addresses(vm.vm(), addresses)) {
                changes.announce(Topic.VM, vm.vm().value(), vm.project());
            }
        });
    }
}
