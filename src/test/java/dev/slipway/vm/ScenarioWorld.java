package dev.slipway.vm;

import dev.slipway.quota.Dimension;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;

/** One world for all scenarios of workflows, each on a VM of its own; made when the first one asks for it. */
@Component
class ScenarioWorld {
    private final BeanFactory beans;
    private VmWorld world;

    ScenarioWorld(BeanFactory beans) {
        this.beans = beans;
    }

    synchronized VmWorld get() {
        if (world == null) {
            world = new VmWorld(beans);
        }
        return world;
    }

    static String freshName() {
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
