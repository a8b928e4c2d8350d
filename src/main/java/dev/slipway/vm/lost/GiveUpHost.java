package dev.slipway.vm.lost;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.operation.TryAgainNow;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.disk.LostDisks;
import dev.slipway.vm.work.VmHosts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends what waits for a host that was given up, and loses the VMs that are there. If the host answers meanwhile, it is not
 * given up any more: what is not lost by then stays. What is lost cannot come back, hence no undo.
 */
@Component
class GiveUpHost implements Workflow {
    static final String KIND = "give-up-host";

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final LostVms lost;
    private final LostDisks disks;
    private final VmHosts hosts;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    GiveUpHost(
            LostVms lost,
            LostDisks disks,
            VmHosts hosts,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.lost = lost;
        this.disks = disks;
        this.hosts = hosts;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Give up";
    }

    @Override
    public String doing() {
        return "giving it up";
    }

    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(step("lose-vms", "End what waits for it, and lose its VMs", this::loseVms, nothing(), PATIENCE));
    }

    private StepOutcome loseVms(StepContext context) {
        var host = new HostId(context.target());
        var there = lost.on(host);
        var busy = new ArrayList<VmId>();
        for (int i = 0; i < there.size(); i++) {
            if (!hosts.isGivenUp(host)) {
                return StepOutcome.done();
            }
            context.progress(100 * i / there.size(), "VM " + (i + 1) + " of " + there.size());
            var vm = there.get(i);
            if (!Boolean.TRUE.equals(transaction.execute(t -> lost.lose(vm, host, context.requestedBy())))) {
                busy.add(vm);
            }
        }
        if (!hosts.isGivenUp(host)) {
            return StepOutcome.done();
        }
        if (busy.isEmpty()) {
            return loseDisks(host, context);
        }
        transaction.executeWithoutResult(t -> events.publishEvent(
                new TryAgainNow(busy.stream().map(VmId::value).toList())));
        return StepOutcome.again(
                LOOK_AGAIN,
                busy.size() == 1
                        ? "Waiting for what is being done with one VM to end"
                        : "Waiting for what is being done with " + busy.size() + " VMs to end");
    }

    /** Those that were attached are lost with their VMs by now. */
    private StepOutcome loseDisks(HostId host, StepContext context) {
        var busy = new ArrayList<DiskId>();
        for (var disk : disks.on(host)) {
            if (!Boolean.TRUE.equals(transaction.execute(t -> disks.lose(disk, host, context.requestedBy())))) {
                busy.add(disk);
            }
        }
        if (busy.isEmpty()) {
            return StepOutcome.done();
        }
        transaction.executeWithoutResult(t -> events.publishEvent(
                new TryAgainNow(busy.stream().map(DiskId::value).toList())));
        return StepOutcome.again(LOOK_AGAIN, "Waiting for what is being done with disks to end");
    }
}
