package dev.slipway.vm.move;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.identity.Permission;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.VmHosts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes a VM to another host while it runs. At every moment it is whole on one of the two hosts,
 * and what is removed is removed last. Its owner's charges have no part in it.
 */
@Component
class MigrateVm implements Workflow {
    static final String KIND = Verb.MIGRATE.kind();

    private static final Duration USUAL = Duration.ofMinutes(2);
    private static final Duration LONGEST_MOVE = Duration.ofDays(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Journeys journeys;
    private final LiveMove live;
    private final VmHosts hosts;
    private final MigrationEnd end;
    private final NoWayHome noWayHome;

    MigrateVm(Journeys journeys, LiveMove live, VmHosts hosts, MigrationEnd end, NoWayHome noWayHome) {
        this.journeys = journeys;
        this.live = live;
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
                        "prepare",
                        "Prepare its disks there",
                        journeys.heeding(this::prepare),
                        Step.plain(journeys::removeThere),
                        USUAL),
                step("move", "Move it while it runs", journeys.heeding(this::move), this::comeHome, LONGEST_MOVE),
                // As we define it: what came along with the guest is replaced for its next start. It goes home with it.
                step("define", "Define it there", Step.plain(this::define), nothing(), USUAL),
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

    private StepOutcome prepare(StepContext context) {
        var journey = journeys.of(context);
        if (journey.migration().sharesStorage()) {
            return StepOutcome.done();
        }
        if (!journeys.isStaged(journey, context)) {
            return StepOutcome.again(LOOK_AGAIN, Journeys.TRANSFERRING);
        }
        journeys.prepareDisks(journey);
        return StepOutcome.done();
    }

    private StepOutcome move(StepContext context) {
        return live.go(journeys.of(context), context);
    }

    private StepOutcome comeHome(StepContext context) {
        var journey = journeys.of(context);
        return noWayHome.isSo(journey) ? noWayHome.settle(journey, context) : live.comeHome(journey, context);
    }

    private void define(StepContext context) {
        var journey = journeys.of(context);
        journey.destination().define(hosts.spec(journey.there()));
    }
}
