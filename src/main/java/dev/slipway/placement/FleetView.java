package dev.slipway.placement;

import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Resources;
import dev.slipway.live.Change;
import dev.slipway.live.Changes;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * All hosts and what is promised on them, in this node's memory. The change feed says which have changed, on whatever node;
 * those are read again before the next decision. It may be behind by as much as the feed is: whoever decides by it asks the
 * database once more before it counts, and {@link #forget forgets} it before refusing.
 */
@Component
class FleetView implements DisposableBean {
    private static final Actor ACTOR = Actor.system("placement");

    /** So many hosts are read one by one; more by reading all. */
    private static final int FEW = 20;

    private final Hosts hosts;
    private final AllocationTable table;
    private final Changes.Subscription subscription;
    private final Map<HostId, Standing> known = new ConcurrentHashMap<>();
    private final Set<HostId> changedHosts = ConcurrentHashMap.newKeySet();
    private final Set<HostId> changedCounters = ConcurrentHashMap.newKeySet();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean forgotten = true;

    /** A host, and what is promised on it. */
    record Standing(HostView host, Resources promised) {
        Standing with(Resources more) {
            return new Standing(
                    host,
                    new Resources(
                            promised.vcpus() + more.vcpus(),
                            promised.memoryMib() + more.memoryMib(),
                            promised.diskMib() + more.diskMib()));
        }
    }

    FleetView(Hosts hosts, AllocationTable table, CounterNews news, Changes changes) {
        this.hosts = hosts;
        this.table = table;
        this.subscription = changes.subscribe(this::heard);
        news.listen(changedCounters::add);
    }

    /** In no order. */
    Collection<Standing> look() {
        refresh();
        return known.values();
    }

    /** The next look reads everything anew. */
    void forget() {
        forgotten = true;
    }

    /** Whatever went unheard counts no longer than that. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forgetNowAndThen() {
        forget();
    }

    private void heard(Change change) {
        switch (change.topic()) {
            case HOST -> changedHosts.add(new HostId(change.id()));
            case CAPACITY -> changedCounters.add(new HostId(change.id()));
            case VM, DISK, BACKUP, OPERATION, QUOTA, REQUEST, IMAGE, PROJECT, ACCESS, NOTIFICATION -> {
                // Not ours.
            }
        }
    }

    /** While somebody else reads, what is known will do; unless nothing is. */
    private void refresh() {
        if (forgotten) {
            reading.lock();
        } else if (changedHosts.isEmpty() && changedCounters.isEmpty() || !reading.tryLock()) {
            return;
        }
        try {
            if (forgotten) {
                readAll();
            } else {
                readChanged();
            }
        } catch (RuntimeException e) {
            forgotten = true;
            throw e;
        } finally {
            reading.unlock();
        }
    }

    private void readAll() {
        // Marks first: what changes while it is read is read again.
        forgotten = false;
        changedHosts.clear();
        changedCounters.clear();
        var promised = table.promised();
        var all = hosts.all();
        all.forEach(host -> known.put(host.id(), new Standing(host, promised.getOrDefault(host.id(), Resources.NONE))));
        known.keySet().retainAll(all.stream().map(HostView::id).collect(Collectors.toSet()));
    }

    private void readChanged() {
        var these = drain(changedHosts);
        if (these.size() > FEW) {
            readAll();
            return;
        }
        these.forEach(this::read);
        var counters = drain(changedCounters);
        table.promised(counters)
                .forEach((host, promised) ->
                        known.computeIfPresent(host, (id, old) -> new Standing(old.host(), promised)));
    }

    private void read(HostId host) {
        try {
            var view = hosts.get(host, ACTOR);
            var before = known.get(host);
            known.put(host, new Standing(view, before == null ? Resources.NONE : before.promised()));
            if (before == null) {
                changedCounters.add(host);
            }
        } catch (NotFound e) {
            known.remove(host);
        }
    }

    private static Set<HostId> drain(Set<HostId> marks) {
        var drained = Set.copyOf(marks);
        marks.removeAll(drained);
        return drained;
    }

    @Override
    public void destroy() {
        subscription.close();
    }
}
