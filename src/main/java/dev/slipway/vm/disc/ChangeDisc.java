package dev.slipway.vm.disc;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.catalog.StagedImages;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.disc.Drive.Disc;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Puts a disc into a VM's drive, or takes out what is in it: at once where it runs, and in its definition. */
@Component
class ChangeDisc implements Workflow {
    private static final Duration LONGEST_TRANSFER = Duration.ofHours(2);
    private static final Duration USUAL = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final VmSteps steps;
    private final VmHosts hosts;
    private final StagedImages staged;
    private final DriveRows rows;
    private final PowerEnd end;

    ChangeDisc(VmSteps steps, VmHosts hosts, StagedImages staged, DriveRows rows, PowerEnd end) {
        this.steps = steps;
        this.hosts = hosts;
        this.staged = staged;
        this.rows = rows;
        this.end = end;
    }

    @Override
    public String kind() {
        return Verb.CHANGE_DISC.kind();
    }

    @Override
    public String title() {
        return Verb.CHANGE_DISC.title();
    }

    @Override
    public String doing() {
        return Verb.CHANGE_DISC.doing();
    }

    @Override
    public boolean isCancellable() {
        return true;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                // The copy stays: it is shared by all VMs on that host.
                step(
                        "stage-disc",
                        "Copy the disc to the host",
                        steps.heeding(this::stageDisc),
                        nothing(),
                        LONGEST_TRANSFER),
                step("change-disc", "Change the disc", steps.heeding(this::change), this::changeBack, USUAL));
    }

    @Override
    public void succeeded(StepContext context) {
        var change = DiscChange.of(context);
        rows.put(VmSteps.id(context), change.number(), change.disc());
        ended(context, change);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        ended(context, DiscChange.of(context));
    }

    private void ended(StepContext context, DiscChange change) {
        rows.coming(VmSteps.id(context), change.number(), Optional.empty());
        end.ended(context);
    }

    private StepOutcome stageDisc(StepContext context) {
        var disc = DiscChange.of(context).disc();
        return disc.isEmpty() || isStaged(disc.get(), context)
                ? StepOutcome.done()
                : StepOutcome.again(
                        LOOK_AGAIN, "The disc is just being copied to the host for another VM, or waits for its turn");
    }

    private boolean isStaged(Disc disc, StepContext context) {
        var vm = steps.vm(context);
        return staged.ensure(
                        disc.version(),
                        VmHosts.hostOf(vm),
                        hosts.pool(vm),
                        percent -> context.progress(percent, "Copying the disc to the host"))
                .isPresent();
    }

    private StepOutcome change(StepContext context) {
        var change = DiscChange.of(context);
        return put(context, change.number(), change.disc());
    }

    /** Nobody waits for a host that was given up: what was changed there is lost with it. */
    private StepOutcome changeBack(StepContext context) {
        var vm = steps.vm(context);
        var number = DiscChange.of(context).number();
        try {
            return put(context, number, rows.of(vm.id()).get(number - 1).disc());
        } catch (HostUnreachable e) {
            if (!hosts.isGivenUp(VmHosts.hostOf(vm))) {
                throw e;
            }
            return StepOutcome.done();
        } catch (HypervisorProblem e) {
            if (e.kind() != Kind.REFUSED) {
                throw e;
            }
            // It was started without a drive, so nothing was changed.
            return StepOutcome.done();
        }
    }

    /** What runs is changed as it runs, in its definition too; what is off is defined anew. */
    private StepOutcome put(StepContext context, int number, Optional<Disc> disc) {
        var vm = steps.vm(context);
        var host = hosts.hypervisor(vm);
        var id = vm.id().value();
        var volume = disc.map(d -> hosts.copy(vm, d.version()));
        if (!ObservedPower.of(host.observe(id)).isOn()) {
            host.define(hosts.spec(vm).with(drives(vm, number, volume)));
            return StepOutcome.done();
        }
        try {
            host.changeDisc(id, number - 1, volume);
            return StepOutcome.done();
        } catch (HypervisorProblem e) {
            if (e.kind() == Kind.WRONG_POWER_STATE) {
                return StepOutcome.again(LOOK_AGAIN, "It was turned off in this moment; its definition is changed");
            }
            throw e;
        }
    }

    private List<Optional<VolumeRef>> drives(VmRow vm, int number, Optional<VolumeRef> volume) {
        var drives = new ArrayList<>(hosts.drives(vm));
        drives.set(number - 1, volume);
        return drives;
    }
}
