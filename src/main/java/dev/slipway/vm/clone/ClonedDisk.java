package dev.slipway.vm.clone;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.DiskCopy;
import dev.slipway.vm.work.DiskSteps;
import dev.slipway.vm.work.RunningDisk;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmImages;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A clone's disk: read from the host of the VM that it is made of, and written where the clone is to be. */
@Component
class ClonedDisk {
    static final Duration LONGEST_COPY = Duration.ofDays(1);

    /** Of one VM: more would not be faster, and would keep others waiting. */
    private static final int AT_ONCE = 2;

    private static final Duration NEXT_TURN = Duration.ofMillis(500);

    private final VmSteps steps;
    private final VmStore store;
    private final VmHosts hosts;
    private final VmImages images;
    private final DiskSteps disks;
    private final DiskCopy copy;
    private final RunningDisk running;
    private final CloneRows rows;

    ClonedDisk(
            VmSteps steps,
            VmStore store,
            VmHosts hosts,
            VmImages images,
            DiskSteps disks,
            DiskCopy copy,
            RunningDisk running,
            CloneRows rows) {
        this.steps = steps;
        this.store = store;
        this.hosts = hosts;
        this.images = images;
        this.disks = disks;
        this.copy = copy;
        this.running = running;
        this.rows = rows;
    }

    /** From when it is there whole, nothing holds the other VM for this one. */
    StepOutcome copy(StepContext context) {
        var id = VmSteps.id(context);
        var clone = rows.of(id);
        if (clone.settled()) {
            return StepOutcome.done();
        }
        var loan = lent(clone);
        if (!loan.ready()) {
            return StepOutcome.again(NEXT_TURN, "Waiting until the disk of " + clone.sourceName() + " can be read");
        }
        if (rows.before(clone) >= AT_ONCE) {
            return StepOutcome.again(
                    NEXT_TURN, "Waiting for its turn: other clones of " + clone.sourceName() + " are being made");
        }
        // Nobody stands a disk on a copy of the image that has gone meanwhile.
        var staged = disks.stageImage(steps.vm(context), context);
        if (staged instanceof StepOutcome.Again) {
            return staged;
        }
        var source = store.find(loan.source()).orElseThrow(() -> gone(clone, Optional.empty()));
        var copied = copy(clone, loan, source, context);
        if (copied instanceof StepOutcome.Done) {
            rows.settled(id);
        }
        return copied;
    }

    private Loan lent(CloneRow clone) {
        var loan = rows.loan(clone.loan()).orElseThrow(() -> gone(clone, Optional.empty()));
        if (loan.ended()) {
            throw gone(clone, loan.failure());
        }
        return loan;
    }

    private static Conflict gone(CloneRow clone, Optional<String> why) {
        return new Conflict(
                "source-not-copied",
                "The disk of " + clone.sourceName() + " could not be read."
                        + why.map(words -> " " + words).orElse("") + " Delete this one, and clone it again.");
    }

    private StepOutcome copy(CloneRow clone, Loan loan, VmRow source, StepContext context) {
        var vm = steps.vm(context);
        try {
            requireOff(clone, loan, source);
            var from = loan.live() ? running.backup(source, loan.id()).target() : hosts.disk(source);
            var host = hosts.hypervisor(vm);
            var copied = copy.carry(
                    new DiskCopy.Carriage(
                            hosts.hypervisor(source),
                            from,
                            host,
                            hosts.disk(vm),
                            images.base(vm)
                                    .map(base -> host.volume(base).orElseThrow().path()),
                            "Copying the disk of " + clone.sourceName()),
                    context);
            requireOff(clone, loan, source);
            return copied;
        } catch (HostUnreachable e) {
            refuseIfGone(source, "The host of " + clone.sourceName(), e);
            refuseIfGone(vm, "The host that was to run it", e);
            throw e;
        }
    }

    /** Nobody may have written to it meanwhile, on its host either. */
    private void requireOff(CloneRow clone, Loan loan, VmRow source) {
        if (!loan.live() && steps.isOn(source)) {
            throw new Conflict(
                    "vm-on",
                    clone.sourceName()
                            + " was started on its host meanwhile, so its disk is not copied. Shut it down, and"
                            + " clone it again.");
        }
    }

    /** A long copy needs long patience, but a host that is gone does not deserve it: whoever comes next waits too. */
    private void refuseIfGone(VmRow vm, String which, HostUnreachable cause) {
        if (hosts.isGivenUp(VmHosts.hostOf(vm)) || hosts.isLongSilent(vm)) {
            throw new Conflict(
                    "host-silent",
                    which + " does not answer any more. Clone it again when all its hosts are back.",
                    cause.logDetail(),
                    cause);
        }
    }

    /** The other VM is let go before anything else: a host that does not answer is to hold this one only. */
    void takeBack(StepContext context) {
        rows.settled(VmSteps.id(context));
        steps.deleteDisk(context);
    }
}
