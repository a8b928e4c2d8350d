package dev.slipway.vm.drain;

import static dev.slipway.operation.Step.FOREVER;
import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.host.HostUpkeep;
import dev.slipway.host.Upkeep;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.Operations;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.work.VmHosts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Empties a host. What cannot go is named and waited for, until somebody changes that or cancels: nothing is ever stopped.
 * The host counts as in maintenance only when it shows itself that nothing runs there, and under lock nothing is recorded.
 */
@Component
class DrainHost implements Workflow {
    static final String KIND = "drain-host";
    static final String STOPPED_TOO = "stoppedToo";

    private static final Actor SYSTEM = Actor.system("drain");
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int NAMED = 3;

    private final Drains drains;
    private final Draining draining;
    private final HostUpkeep upkeep;
    private final Hypervisors hypervisors;
    private final Operations operations;
    private final VmHosts hosts;
    private final TransactionTemplate transaction;

    DrainHost(
            Drains drains,
            Draining draining,
            HostUpkeep upkeep,
            Hypervisors hypervisors,
            Operations operations,
            VmHosts hosts,
            TransactionTemplate transaction) {
        this.drains = drains;
        this.draining = draining;
        this.upkeep = upkeep;
        this.hypervisors = hypervisors;
        this.operations = operations;
        this.hosts = hosts;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Empty the host";
    }

    @Override
    public String doing() {
        return "being emptied";
    }

    @Override
    public boolean isCancellable() {
        return true;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                // Those that have gone are as well off where they are now.
                step("move-vms", "Move its VMs to other hosts", this::moveVms, this::recall, FOREVER),
                // Opened again in the transaction that ends it, whatever became of it.
                step(
                        "look-that-nothing-runs",
                        "See that nothing runs there",
                        heeding(this::close),
                        nothing(),
                        FOREVER));
    }

    @Override
    public void failed(StepContext context, Problem why) {
        draining.reopen(host(context));
    }

    private static HostId host(StepContext context) {
        return new HostId(context.target());
    }

    private StepOutcome moveVms(StepContext context) {
        var round = round(context);
        return round.isEmpty() ? StepOutcome.done() : await(round, context);
    }

    private Drains.Round round(StepContext context) {
        var stoppedToo = Boolean.parseBoolean(context.arguments().get(STOPPED_TOO));
        return drains.round(host(context), stoppedToo, since(context), context.requestedBy());
    }

    private Instant since(StepContext context) {
        return operations.get(context.operation(), SYSTEM).requestedAt();
    }

    /** A host that was given up shows nothing any more. */
    private Step.Body heeding(Step.Body body) {
        return context -> {
            try {
                return body.run(context);
            } catch (HostUnreachable e) {
                if (hosts.isGivenUp(host(context))) {
                    throw new Conflict("host-given-up", "The host was given up by an administrator.", e.logDetail(), e);
                }
                throw e;
            }
        };
    }

    private static StepOutcome await(Drains.Round round, StepContext context) {
        context.progress(0, round.words());
        return StepOutcome.again(LOOK_AGAIN, round.words());
    }

    /** Somebody may have defined and started something there by hand: the host itself is asked. */
    private StepOutcome close(StepContext context) {
        var round = round(context);
        if (!round.isEmpty()) {
            return await(round, context);
        }
        var running = hypervisors.on(host(context)).observeAll().stream()
                .filter(domain -> domain.power().isOn())
                .map(DomainObservation::name)
                .toList();
        if (!running.isEmpty()) {
            return StepOutcome.again(
                    LOOK_AGAIN,
                    "Still running there, and not moved by Slipway: "
                            + running.stream().limit(NAMED).collect(Collectors.joining(", "))
                            + (running.size() > NAMED ? " and " + (running.size() - NAMED) + " more" : "")
                            + ". Stop it on the host, or cancel this.");
        }
        var closed = Boolean.TRUE.equals(transaction.execute(status -> {
            upkeep.lock(host(context));
            if (!drains.nothingRuns(host(context))) {
                return false;
            }
            upkeep.set(host(context), Upkeep.MAINTENANCE);
            return true;
        }));
        return closed ? StepOutcome.done() : StepOutcome.again(LOOK_AGAIN, "Looking once more");
    }

    private StepOutcome recall(StepContext context) {
        drains.recall(host(context), since(context), SYSTEM);
        return StepOutcome.done();
    }
}
