package dev.slipway.storage;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.PoolId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.StepContext;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What is done with pools on their hosts. Each may run twice, also for a pool that is not written down any more. */
@Component
class PoolSteps {
    private static final Logger log = LoggerFactory.getLogger(PoolSteps.class);

    static final Duration USUAL = Duration.ofMinutes(5);

    private final PoolRows rows;
    private final VolumeRows volumes;
    private final PoolLookup lookup;
    private final PoolInspection inspection;
    private final Hypervisors hypervisors;
    private final Changes changes;

    PoolSteps(
            PoolRows rows,
            VolumeRows volumes,
            PoolLookup lookup,
            PoolInspection inspection,
            Hypervisors hypervisors,
            Changes changes) {
        this.rows = rows;
        this.volumes = volumes;
        this.lookup = lookup;
        this.inspection = inspection;
        this.hypervisors = hypervisors;
        this.changes = changes;
    }

    void make(StepContext context) {
        on(require(context)).createPool(StoragePoolDraft.of(context.arguments()).spec());
    }

    /** Only what is as we would have made it. */
    void unmake(StepContext context) {
        var spec = StoragePoolDraft.of(context.arguments()).spec();
        ifKnown(context, pool -> {
            var host = on(pool);
            if (host.pools().stream()
                    .anyMatch(p -> p.name().equals(spec.name()) && p.path().equals(spec.path()))) {
                takeMark(pool);
                host.removePool(spec.name());
            }
        });
    }

    void lookAtNew(StepContext context) {
        rows.made(new PoolId(context.target()));
        look(context);
    }

    void start(StepContext context) {
        var pool = require(context);
        on(pool).startPool(pool.seen().name());
    }

    void refresh(StepContext context) {
        var pool = require(context);
        on(pool).refreshPool(pool.seen().name());
    }

    void look(StepContext context) {
        inspection.look(require(context).host());
        inspection.list(require(context));
    }

    void remove(StepContext context) {
        ifKnown(context, pool -> {
            lookup.requireUnused(pool);
            takeMark(pool);
            on(pool).removePool(pool.seen().name());
        });
    }

    void deleteVolume(StepContext context) {
        var volume = context.arguments().getOrDefault("volume", "");
        rows.find(PoolId.parse(context.arguments().getOrDefault("pool", ""))).ifPresent(pool -> {
            lookup.requireUnowned(pool, volume);
            PoolLookup.ref(pool, volume).ifPresent(on(pool)::deleteVolume);
            volumes.remove(pool.id(), volume);
            changes.announce(Topic.HOST, pool.host().value(), null);
        });
    }

    /** In the transaction that ends the operation. */
    void forget(StepContext context) {
        ifKnown(context, pool -> {
            rows.remove(pool.id());
            changes.announce(Topic.HOST, pool.host().value(), null);
        });
    }

    /** Where it cannot be reached, because the pool is stopped or gone, it stays: one byte. */
    private void takeMark(PoolRows.Row pool) {
        try {
            on(pool).deleteVolume(PoolMarks.mark(pool));
        } catch (HypervisorProblem e) {
            log.info("The mark of pool {} stays on host {}: {}", pool.seen().name(), pool.host(), e.logDetail());
        }
    }

    private PoolRows.Row require(StepContext context) {
        return rows.find(new PoolId(context.target())).orElseThrow(() -> NotFound.of("pool"));
    }

    private void ifKnown(StepContext context, Consumer<PoolRows.Row> body) {
        rows.find(new PoolId(context.target())).ifPresent(body);
    }

    private Hypervisor on(PoolRows.Row pool) {
        return hypervisors.on(pool.host());
    }
}
