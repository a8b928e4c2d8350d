package dev.slipway.vm.disk;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.storage.PoolTurns;
import dev.slipway.vm.move.MigrationTable;
import dev.slipway.vm.move.MigrationTable.Leftover;
import dev.slipway.vm.work.VmHosts;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What several verbs do with a disk where it lies. Each may run twice, and the undoing ones also when nothing was done. */
@Component
class DiskWork {
    private static final Duration NEXT_TURN = Duration.ofMillis(200);
    private static final long MIB = 1L << 20;

    private final DiskRows rows;
    private final Hypervisors hypervisors;
    private final VmHosts hosts;
    private final PoolTurns turns;
    private final MigrationTable leftovers;

    DiskWork(DiskRows rows, Hypervisors hypervisors, VmHosts hosts, PoolTurns turns, MigrationTable leftovers) {
        this.rows = rows;
        this.hypervisors = hypervisors;
        this.hosts = hosts;
        this.turns = turns;
        this.leftovers = leftovers;
    }

    DiskRow disk(StepContext context) {
        return rows.require(DiskTask.of(context).disk());
    }

    Hypervisor host(DiskRow disk) {
        return hypervisors.on(disk.requireHost());
    }

    StepOutcome make(StepContext context) {
        var disk = disk(context);
        return turns.inTurn(
                        disk.requireHost(),
                        disk.pool(),
                        disk.id().value(),
                        () -> host(disk).createDisk(disk.volume(), disk.sizeMib()))
                ? StepOutcome.done()
                : StepOutcome.again(NEXT_TURN, "Waiting for its turn: many disks are being made on the host");
    }

    /** Nobody waits for a host that was given up; should it come back, what lies there is a leftover. */
    void unmake(StepContext context) {
        rows.find(DiskTask.of(context).disk())
                .filter(disk -> disk.host().isPresent())
                .ifPresent(disk -> {
                    try {
                        host(disk).deleteVolume(disk.volume());
                    } catch (HostUnreachable e) {
                        if (!hosts.isGivenUp(disk.requireHost())) {
                            throw e;
                        }
                        leave(disk);
                    }
                });
    }

    /** It is nobody's any more: removed as soon as its host answers. Kept by the disk's id, which no VM has. */
    void leave(DiskRow disk) {
        leftovers.leave(new Leftover(
                disk.requireHost(), disk.volume(), new VmId(disk.id().value())));
    }

    /** For a disk that is attached to nothing: nobody waits for a host that was given up. */
    Step.Body heeding(Step.PlainBody body) {
        return Step.plain(context -> {
            try {
                body.run(context);
            } catch (HostUnreachable e) {
                if (hosts.isGivenUp(disk(context).requireHost())) {
                    throw new Conflict(
                            "host-given-up",
                            "Its host did not come back and was given up by an administrator.",
                            e.logDetail(),
                            e);
                }
                throw e;
            }
        });
    }

    /** A disk that may have grown is paid for as large as it is: what its guest has seen it does not lose. */
    void measure(StepContext context) {
        var disk = disk(context);
        try {
            host(disk)
                    .volume(disk.volume())
                    .ifPresent(there -> rows.hasSize(disk.id(), (there.capacityBytes() + MIB - 1) / MIB));
        } catch (HostUnreachable e) {
            if (!hosts.isGivenUp(disk.requireHost())) {
                throw e;
            }
        }
    }
}
