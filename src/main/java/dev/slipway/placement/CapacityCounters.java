package dev.slipway.placement;

import dev.slipway.host.HostSeen;
import dev.slipway.kernel.HostId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A host is counted from the moment it is seen first, so that no launch has to begin it under its own locks. */
@Component
class CapacityCounters {
    private final AllocationTable table;
    private final Set<HostId> begun = ConcurrentHashMap.newKeySet();

    CapacityCounters(AllocationTable table) {
        this.table = table;
    }

    @EventListener
    void begin(HostSeen seen) {
        if (!begun.contains(seen.host())) {
            table.count(seen.host());
            begun.add(seen.host());
        }
    }
}
