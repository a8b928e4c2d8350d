package dev.slipway.host;

import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.HostId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Knows all hosts on every node, and has those watched that no other node watches. Speaks to the database only: no host
 * can hold it up.
 */
@Component
class HostKeeper implements SmartInitializingSingleton, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HostKeeper.class);

    private final String node = UUID.randomUUID().toString();
    private final HostLeases leases;
    private final Hypervisors hypervisors;
    private final HostWatcher.Estate estate;
    private final Bell bell = new Bell();
    private final Map<HostId, HostWatcher> watchers = new ConcurrentHashMap<>();
    private final Map<HostId, HostLeases.Watched> known = new HashMap<>();
    private final Set<HostId> touchedElsewhere = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread thread;

    HostKeeper(HostLeases leases, Hypervisors hypervisors, HostWatcher.Estate estate) {
        this.leases = leases;
        this.hypervisors = hypervisors;
        this.estate = estate;
        hypervisors.onEvent(this::hint);
    }

    /** Before any operation runs, so that it finds its host. Talks to no host. */
    @Override
    public void afterSingletonsInstantiated() {
        leases.all(node).forEach(seen -> hypervisors.register(seen.host(), seen.connection()));
    }

    @Override
    public void start() {
        var keeper = Thread.ofPlatform().daemon().name("host-keeper").unstarted(this::run);
        thread = keeper;
        keeper.start();
    }

    @Override
    public void stop() {
        if (isRunning()) {
            die();
            giveBack();
        }
    }

    /** Stops looking, and leaves it to the leases that others notice. */
    void die() {
        var keeper = thread;
        thread = null;
        if (keeper != null) {
            keeper.interrupt();
            join(keeper);
            watchers.values().forEach(HostWatcher::stop);
            watchers.clear();
            known.clear();
        }
    }

    /** A courtesy to the other nodes, who would else wait for the lease to run out. */
    private void giveBack() {
        try {
            leases.giveBack(node);
        } catch (DataAccessException e) {
            log.info("Hosts are not given back, the database is gone; their leases run out by themselves");
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void attend(HostAttention attention) {
        bell.ring();
    }

    /** Who watches it looks: here at once, on another node as soon as it is told by the database. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void look(HostTouched touched) {
        var watcher = watchers.get(touched.host());
        if (watcher != null) {
            watcher.lookClosely();
        } else {
            touchedElsewhere.add(touched.host());
            bell.ring();
        }
    }

    private void hint(HostEvent event) {
        var watcher = watchers.get(event.host());
        if (watcher != null) {
            watcher.lookNow();
        }
    }

    private void run() {
        var me = Thread.currentThread();
        try {
            while (me.equals(thread)) {
                keep();
                bell.await(estate.properties().lease().dividedBy(6));
            }
        } catch (InterruptedException e) {
            me.interrupt();
        }
    }

    private void keep() {
        try {
            tellTouched();
            leases.takeAndRenew(node, estate.properties().lease());
            var all = leases.all(node);
            for (var seen : all) {
                keep(seen, known.put(seen.host(), seen));
            }
            var there = all.stream().map(HostLeases.Watched::host).collect(Collectors.toSet());
            List.copyOf(known.keySet()).stream()
                    .filter(host -> !there.contains(host))
                    .forEach(this::forget);
        } catch (RuntimeException e) {
            // Without a database nobody's watching can be recorded anyhow; leases run out by themselves.
            log.warn("Hosts cannot be kept watched right now; trying again: {}", e.toString());
        }
    }

    private void tellTouched() {
        for (var host : List.copyOf(touchedElsewhere)) {
            touchedElsewhere.remove(host);
            estate.table().askForLook(host);
        }
    }

    private void keep(HostLeases.Watched seen, HostLeases.@Nullable Watched before) {
        hypervisors.register(seen.host(), seen.connection());
        var watcher = watchers.get(seen.host());
        if (seen.mine() && watcher == null) {
            watch(seen.host());
        } else if (!seen.mine() && watcher != null) {
            log.info("Host {} is watched by another node now", seen.host());
            watchers.remove(seen.host());
            watcher.stop();
        } else if (watcher != null && before != null && !before.wish().equals(seen.wish())) {
            watcher.meetAgain();
        } else if (watcher != null && before != null && before.looksAsked() != seen.looksAsked()) {
            watcher.measureNow();
        }
    }

    /** It was removed, on whatever node. */
    private void forget(HostId host) {
        known.remove(host);
        var watcher = watchers.remove(host);
        if (watcher != null) {
            watcher.stop();
        }
        hypervisors.unregister(host);
        log.info("Host {} is forgotten", host);
    }

    private void watch(HostId host) {
        var watcher = new HostWatcher(host, estate);
        watchers.put(host, watcher);
        hypervisors.watch(host);
        watcher.start();
    }

    private static void join(Thread keeper) {
        try {
            keeper.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
