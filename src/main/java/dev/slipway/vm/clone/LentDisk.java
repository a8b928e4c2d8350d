package dev.slipway.vm.clone;

import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.work.RunningDisk;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The disk that clones are made of, on its host. */
@Component
class LentDisk {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final RunningDisk running;
    private final CloneRows rows;

    LentDisk(VmSteps steps, VmHosts hosts, RunningDisk running, CloneRows rows) {
        this.steps = steps;
        this.hosts = hosts;
        this.running = running;
        this.rows = rows;
    }

    void look(StepContext context) {
        var vm = steps.vm(context);
        var facts = hosts.hypervisor(vm)
                .volume(hosts.disk(vm))
                .orElseThrow(() -> new Conflict(
                        "disk-missing", "Its disk is not on its host any more, so no clone can be made of it."));
        if (loan(context).live()) {
            running.look(vm, facts);
        } else {
            requireWhole(vm, facts);
        }
    }

    /** @throws Conflict if the disk stands on something that the clones would not have */
    private static void requireWhole(VmRow vm, VolumeFacts facts) {
        if (facts.backingPath().isPresent() != vm.base().isPresent()) {
            throw new Conflict(
                    "disk-elsewhere",
                    "Its disk stands on another file than its image, so no clone can be made of it. Ask an administrator to"
                            + " look at it.",
                    facts.toString(),
                    null);
        }
    }

    /** Only of one that runs, and for as long as anybody waits for it. */
    StepOutcome copyOnHost(StepContext context) {
        var loan = loan(context);
        return loan.live() && rows.needy(loan.id()) > 0
                ? running.copy(steps.vm(context), loan.id(), quiet -> {}, context)
                : StepOutcome.done();
    }

    StepOutcome dropOnHost(StepContext context) {
        var loan = loan(context);
        return loan.live() ? running.drop(steps.vm(context), loan.id()) : StepOutcome.done();
    }

    StepOutcome lend(StepContext context) {
        var loan = loan(context);
        if (!loan.ready()) {
            rows.ready(loan.id());
        }
        int needy = rows.needy(loan.id());
        if (needy == 0) {
            return StepOutcome.done();
        }
        int all = rows.all(loan.id());
        var words = needy == 1 ? "One clone still has to copy its disk" : needy + " clones still have to copy its disk";
        context.progress(100 * (all - Math.min(needy, all)) / all, words);
        return StepOutcome.again(LOOK_AGAIN, words);
    }

    private Loan loan(StepContext context) {
        return rows.loan(LendDisk.loan(context)).orElseThrow();
    }
}
