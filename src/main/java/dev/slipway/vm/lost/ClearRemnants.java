package dev.slipway.vm.lost;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.lost.Remnants.Remnant;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes from a host that is back what lies there of VMs that left it while it was given up. Cannot be taken back, hence no
 * undo; if it fails, {@link RemnantReconciler} asks for it anew.
 */
@Component
class ClearRemnants implements Workflow {
    static final String KIND = "clear-remnants";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Remnants remnants;
    private final VmStore store;
    private final VmHosts hosts;
    private final Hypervisors hypervisors;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ClearRemnants(
            Remnants remnants,
            VmStore store,
            VmHosts hosts,
            Hypervisors hypervisors,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.remnants = remnants;
        this.store = store;
        this.hosts = hosts;
        this.hypervisors = hypervisors;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Clean up";
    }

    @Override
    public String doing() {
        return "cleaning up what was given up there";
    }

    @Override
    public boolean undoesOnFailure() {
        return false;
    }

    @Override
    public List<Step> steps() {
        return List.of(step("clear", "Take away what is left of lost VMs", this::clear, nothing(), PATIENCE));
    }

    private StepOutcome clear(StepContext context) {
        var host = new HostId(context.target());
        var all = remnants.on(host);
        var why = Optional.<String>empty();
        for (int i = 0; i < all.size(); i++) {
            context.progress(100 * i / all.size(), "VM " + (i + 1) + " of " + all.size());
            try {
                clear(all.get(i), context.requestedBy());
            } catch (HypervisorProblem e) {
                why = Optional.of(e.sentence());
            }
        }
        return why.map(sentence -> StepOutcome.again(LOOK_AGAIN, sentence)).orElseGet(StepOutcome::done);
    }

    /** What lives there after all, because the host was back before it was lost, is no remnant. */
    private void clear(Remnant left, Actor actor) {
        var lives = store.find(left.vm()).filter(vm -> vm.host().equals(Optional.of(left.host())));
        if (lives.isEmpty()) {
            var id = left.vm().value();
            var host = hypervisors.on(left.host());
            host.powerOff(id);
            host.undefine(id);
            // On storage of both its disk is the one that it lives on.
            if (store.find(left.vm())
                    .flatMap(VmRow::host)
                    .filter(now -> hosts.haveSameStorage(now, left.host()))
                    .isEmpty()) {
                hosts.volumes(left.host(), left.vm()).forEach(host::deleteVolume);
            }
        } else if (!lives.get().lifecycle().isWhole()) {
            return;
        }
        transaction.executeWithoutResult(t -> {
            remnants.remove(left);
            if (lives.isEmpty()) {
                events.publishEvent(actor.did(
                        "vm.remnant-cleared",
                        "vm",
                        left.vm().value(),
                        left.name(),
                        left.project(),
                        "Its host is back; what was left of it there is removed."));
            }
        });
    }
}
