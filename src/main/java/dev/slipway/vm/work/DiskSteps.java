package dev.slipway.vm.work;

import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.storage.PoolTurns;
import dev.slipway.vm.state.VmRow;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How a VM comes to a fresh disk on its host, step by step. Each may run twice. */
@Component
public class DiskSteps {
    public static final Duration LONGEST_TRANSFER = Duration.ofHours(2);
    public static final Duration LONGEST_QUEUE = Duration.ofMinutes(15);
    private static final Duration NEXT_TURN = Duration.ofMillis(200);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final VmHosts hosts;
    private final VmImages images;
    private final PoolTurns turns;

    DiskSteps(VmHosts hosts, VmImages images, PoolTurns turns) {
        this.hosts = hosts;
        this.images = images;
        this.turns = turns;
    }

    /** The copy stays, whatever becomes of the VM: it is shared by all VMs of this image on that host. */
    public StepOutcome stageImage(VmRow vm, StepContext context) {
        return images.ensure(vm, percent -> context.progress(percent, "Copying the image to the host"))
                ? StepOutcome.done()
                : StepOutcome.again(
                        LOOK_AGAIN, "The image is just being copied to the host for another VM, or waits for its turn");
    }

    /** Asks for the copy once more: it costs one look, and nobody stands a disk on one that has gone meanwhile. */
    public StepOutcome createDisk(VmRow vm, StepContext context) {
        var staged = stageImage(vm, context);
        if (staged instanceof StepOutcome.Again) {
            return staged;
        }
        return turns.inTurn(VmHosts.hostOf(vm), hosts.pool(vm), vm.id().value(), () -> images.makeDisk(vm))
                ? StepOutcome.done()
                : StepOutcome.again(NEXT_TURN, "Waiting for its turn: many disks are being made on the host");
    }
}
