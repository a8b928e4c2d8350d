package dev.slipway.vm.move;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.DiskCopy;
import dev.slipway.vm.work.VmHosts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes a VM that is off to another host: its disk is copied and compared there, and goes from the first host last of all.
 */
@Component
class MoveStoppedVm implements Workflow {
    static final String KIND = "move-stopped-vm";

    private static final Duration LONGEST_COPY = Duration.ofDays(2);

    private final Journeys journeys;
    private final DiskCopy copy;
    private final VmHosts hosts;
    private final MigrationEnd end;
    private final NoWayHome noWayHome;

    MoveStoppedVm(Journeys journeys, DiskCopy copy, VmHosts hosts, MigrationEnd end, NoWayHome noWayHome) {
        this.journeys = journeys;
        this.copy = copy;
        this.hosts = hosts;
        this.end = end;
        this.noWayHome = noWayHome;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return Verb.MIGRATE.title();
    }

    @Override
    public String doing() {
        return Verb.MIGRATE.doing();
    }

    @Override
    public boolean isCancellable() {
        return true;
    }

    @Override
    public Optional<Permission> toCancel() {
        return Optional.of(Permission.VM_MIGRATE);
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step(
                        "look-at-storage",
                        "Look whether both use the same storage",
                        journeys::lookAtStorage,
                        Step.plain(journeys::removeMark),
                        Journeys.LONGEST_LOOK),
                // The copy stays: it is shared by all VMs of this image on that host.
                step(
                        "stage-image",
                        "Copy the image there",
                        journeys.heeding(journeys::stageImage),
                        nothing(),
                        Journeys.LONGEST_TRANSFER),
                step(
                        "copy-disk",
                        "Copy its disk there",
                        journeys.heeding(this::copyDisk),
                        Step.plain(journeys::removeThere),
                        LONGEST_COPY),
                step("define", "Define it there", this::define, this::undefine),
                step("forget", "Take it off the old host", this::forget, this::remember),
                step("record", "Note where it is", c -> end.at(c, true), c -> end.at(c, false)));
    }

    @Override
    public void succeeded(StepContext context) {
        end.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        end.failed(context, why);
    }

    private StepOutcome copyDisk(StepContext context) {
        var journey = journeys.of(context);
        requireOff(journey);
        var outcome = journey.migration().sharesStorage() ? StepOutcome.done() : copy.copy(journey, context);
        // Nobody may have written to it meanwhile.
        requireOff(journey);
        return outcome;
    }

    private static void requireOff(Journey journey) {
        var seen = journey.source().observe(journey.here().id().value());
        if (ObservedPower.of(seen).isOn()) {
            throw new Conflict(
                    "vm-on",
                    "It was started while it was being moved, so it stays where it is. Move it again: it then goes while it"
                            + " runs.");
        }
    }

    private void define(StepContext context) {
        var journey = journeys.of(context);
        journey.destination().define(hosts.spec(journey.there()));
    }

    private StepOutcome undefine(StepContext context) {
        var journey = journeys.of(context);
        if (noWayHome.isSo(journey)) {
            return noWayHome.settle(journey, context);
        }
        journeys.undefineThere(context);
        return StepOutcome.done();
    }

    private void forget(StepContext context) {
        var journey = journeys.of(context);
        journey.source().undefine(journey.here().id().value());
    }

    private void remember(StepContext context) {
        var journey = journeys.of(context);
        if (!noWayHome.isSo(journey)) {
            journey.source().define(hosts.spec(journey.here()));
        }
    }
}
