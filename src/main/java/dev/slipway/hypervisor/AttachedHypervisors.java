package dev.slipway.hypervisor;

import dev.slipway.hypervisor.HypervisorAdapter.AttachedHost;
import dev.slipway.kernel.HostId;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Hands each host to the adapter that speaks its URI, and spreads the events of all. */
@Component
class AttachedHypervisors implements Hypervisors, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(AttachedHypervisors.class);

    private final List<HypervisorAdapter> adapters;
    private final ConcurrentMap<HostId, Entry> hosts = new ConcurrentHashMap<>();
    private final List<Consumer<HostEvent>> listeners = new CopyOnWriteArrayList<>();

    private record Entry(HostConnection connection, AttachedHost host, boolean watched) {}

    AttachedHypervisors(List<HypervisorAdapter> adapters) {
        this.adapters = List.copyOf(adapters);
    }

    @Override
    public void register(HostId host, HostConnection connection) {
        hosts.compute(host, (id, old) -> {
            if (old != null && old.connection().equals(connection)) {
                return old;
            }
            var attached = adapterFor(connection).attach(host, connection, this::tell);
            var watched = old != null && old.watched();
            if (old != null) {
                old.host().close();
            }
            if (watched) {
                attached.watch();
            }
            return new Entry(connection, attached, watched);
        });
    }

    @Override
    public void unregister(HostId host) {
        var old = hosts.remove(host);
        if (old != null) {
            old.host().close();
        }
    }

    @Override
    public Hypervisor on(HostId host) {
        return require(hosts.get(host), host).host();
    }

    @Override
    public void onEvent(Consumer<HostEvent> listener) {
        listeners.add(listener);
    }

    @Override
    public void watch(HostId host) {
        hosts.compute(host, (id, old) -> {
            var entry = require(old, host);
            entry.host().watch();
            return new Entry(entry.connection(), entry.host(), true);
        });
    }

    /** The portal stops: let go of every host. */
    @Override
    public void destroy() {
        List.copyOf(hosts.keySet()).forEach(this::unregister);
    }

    private HypervisorAdapter adapterFor(HostConnection connection) {
        return adapters.stream()
                .filter(adapter -> adapter.speaks(connection))
                .findFirst()
                .orElseThrow(() -> new HostUnreachable("no adapter speaks " + connection.uri(), null));
    }

    private static Entry require(@Nullable Entry entry, HostId host) {
        if (entry == null) {
            throw new HostUnreachable("host " + host + " is not registered on this node", null);
        }
        return entry;
    }

    /** One listener's failure must not cost the others their event. */
    private void tell(HostEvent event) {
        for (var listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                log.error("A listener failed on {}; the next inventory will tell it again", event, e);
            }
        }
    }
}
