package dev.slipway.vm;

import dev.slipway.kernel.VmId;
import dev.slipway.network.AddressPools;
import dev.slipway.network.PoolDraft;
import dev.slipway.quota.Dimension;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

/** One world for all scenarios of workflows, each on a VM of its own; made when the first one asks for it. */
@Component
public class ScenarioWorld {
    private final BeanFactory beans;
    private VmWorld world;

    ScenarioWorld(BeanFactory beans) {
        this.beans = beans;
    }

    public synchronized VmWorld get() {
        if (world == null) {
            world = new VmWorld(beans);
            var pool = new PoolDraft("10.99.0.0/16", Optional.empty(), "", "");
            world.bean(AddressPools.class).add(world.network.id(), pool, VmWorld.SYSTEM);
        }
        return world;
    }

    public boolean hasAddress(VmId vm) {
        return world.bean(AddressPools.class).addresses(world.network.id(), VmWorld.SYSTEM).stream()
                .anyMatch(used -> used.vm().filter(user -> user.vm().equals(vm)).isPresent());
    }

    public static String freshName() {
        return "vm-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** What the whole project uses: only one scenario runs at a time. */
    Map<Dimension, Long> used() {
        return get().used();
    }

    @PreDestroy
    void close() {
        if (world != null) {
            world.machine.recover();
        }
    }
}
