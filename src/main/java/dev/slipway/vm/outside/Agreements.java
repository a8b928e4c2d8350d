package dev.slipway.vm.outside;

import dev.slipway.host.HostRemoved;
import dev.slipway.host.HostSeen;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.kernel.HostId;
import dev.slipway.live.Change;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.work.PowerRows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hosts whose last inventory said just what the rows of their VMs say. They need no comparing as long as they say the same
 * and no row of theirs is changed, on whatever node: the change feed tells of that. Whatever it does not tell counts for
 * five minutes at most.
 */
@Component
public class Agreements implements DisposableBean {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** More changes at once than these are not looked up one by one. */
    private static final int MANY = 1_000;

    private final PowerRows power;
    private final Changes.Subscription subscription;
    private final Map<HostId, Agreement> all = new ConcurrentHashMap<>();
    /** Where each VM was at the last agreement that it was part of. */
    private final Map<UUID, HostId> places = new ConcurrentHashMap<>();

    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
    private final ReentrantLock hearing = new ReentrantLock();

    /** Of one host; still open while its rows are being compared. Each is only itself. */
    static final class Agreement {
        private final HostSeen seen;
        private final boolean open;

        private Agreement(HostSeen seen, boolean open) {
            this.seen = seen;
            this.open = open;
        }

        private boolean saysTheSame(HostSeen next) {
            return !open
                    && next.at().isBefore(seen.at().plus(LONGEST))
                    && domains().equals(next.domains());
        }

        private List<DomainObservation> domains() {
            return seen.domains();
        }
    }

    Agreements(PowerRows power, Changes changes) {
        this.power = power;
        this.subscription = changes.subscribe(this::hear);
    }

    private void hear(Change change) {
        if (change.topic() == Topic.VM && !all.isEmpty()) {
            changed.add(change.id());
            if (changed.size() > MANY) {
                all.clear();
                places.clear();
                changed.clear();
            }
        }
    }

    /** Whether comparing it would find nothing. */
    public boolean holds(HostSeen seen) {
        heed();
        var agreement = all.get(seen.host());
        return agreement != null && !seen.asked() && agreement.saysTheSame(seen);
    }

    /** Before its rows are read: whatever changes from now on undoes it. */
    Agreement begin(HostSeen seen) {
        var open = new Agreement(seen, true);
        all.put(seen.host(), open);
        return open;
    }

    /** The rows were read and say the same; counts unless one was changed meanwhile. @param vms all that have their place there */
    void conclude(Agreement open, Set<UUID> vms) {
        var host = open.seen.host();
        // First, so that whatever is heard of them from now on finds the host.
        vms.forEach(vm -> places.put(vm, host));
        all.computeIfPresent(host, (id, now) -> now.equals(open) ? new Agreement(open.seen, false) : now);
    }

    @EventListener
    void forget(HostRemoved removed) {
        all.remove(removed.host());
        places.values().removeIf(removed.host()::equals);
    }

    /** Ends what the changes that were told of touch: where those VMs were, and where they are now. */
    private void heed() {
        hearing.lock();
        try {
            var news = Set.copyOf(changed);
            if (!news.isEmpty()) {
                heed(news);
            }
        } finally {
            hearing.unlock();
        }
    }

    private void heed(Set<UUID> news) {
        // First, so that what is told again meanwhile is heeded again.
        changed.removeAll(news);
        try {
            all.values().removeIf(agreement -> agreement.open);
            for (var vm : news) {
                var place = places.remove(vm);
                if (place != null) {
                    all.remove(place);
                }
            }
            power.hostsOf(news).forEach(all::remove);
        } catch (RuntimeException e) {
            changed.addAll(news);
            throw e;
        }
    }

    @Override
    public void destroy() {
        subscription.close();
    }
}
