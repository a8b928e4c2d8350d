package dev.slipway.vm.work;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.lost.Remnants;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** What several verbs do on a VM's host. Each may run twice, and the undoing ones also when nothing was done. */
@Component
public class VmSteps {
    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(30);

    private final VmStore store;
    private final VmHosts hosts;
    private final Observations observations;
    private final VmDefinitions definitions;
    private final Remnants remnants;

    VmSteps(VmStore store, VmHosts hosts, Observations observations, VmDefinitions definitions, Remnants remnants) {
        this.store = store;
        this.hosts = hosts;
        this.observations = observations;
        this.definitions = definitions;
        this.remnants = remnants;
    }

    public static VmId id(StepContext context) {
        return new VmId(context.target());
    }

    public VmRow vm(StepContext context) {
        return store.find(id(context)).orElseThrow(() -> NotFound.of("VM"));
    }

    public void define(StepContext context) {
        var vm = vm(context);
        try {
            definitions.define(vm);
        } catch (HypervisorProblem e) {
            if (e.kind() == Kind.NO_SUCH_VOLUME) {
                throw new Conflict(
                        "disk-missing",
                        "Its disk is not on its host any more, so it cannot be started. Ask an administrator"
                                + " whether there is a copy; otherwise delete it.",
                        e.logDetail(),
                        e);
            }
            throw e;
        }
    }

    public void boot(StepContext context) {
        var vm = vm(context);
        hosts.hypervisor(vm).start(vm.id().value());
    }

    /** @throws Conflict if a disk is not there: nothing could stand on it */
    public void findDisks(StepContext context) {
        var vm = vm(context);
        for (var disk : definitions.disks(vm)) {
            if (hosts.hypervisor(vm).volume(disk).isEmpty()) {
                throw new Conflict(
                        "disk-missing",
                        "Its disk is not on its host any more, so it cannot be restored. Ask an administrator whether"
                                + " there is a copy; otherwise delete it.",
                        "no " + disk,
                        null);
            }
        }
    }

    /** Keeps what its host shows of it now. */
    public void observe(StepContext context) {
        var vm = vm(context);
        observations.keep(vm.id(), hosts.hypervisor(vm).observe(vm.id().value()));
    }

    /** @throws Conflict if what was started is off again */
    public void observeRunning(StepContext context) {
        var vm = vm(context);
        var seen =
                observations.keep(vm.id(), hosts.hypervisor(vm).observe(vm.id().value()));
        if (!seen.isOn()) {
            throw new Conflict(
                    "not-running",
                    "It was started, but its host shows it " + seen.words()
                            + " again. Try again; if it stays so, tell an administrator.");
        }
    }

    /** For what is to be reached: nobody waits for a host that was given up. */
    public Step.Body heeding(Step.Body body) {
        return context -> {
            try {
                return body.run(context);
            } catch (HostUnreachable e) {
                if (hosts.isGivenUp(VmHosts.hostOf(vm(context)))) {
                    throw new Conflict(
                            "host-given-up",
                            "Its host did not come back and was given up by an administrator.",
                            e.logDetail(),
                            e);
                }
                throw e;
            }
        };
    }

    /** With what its host keeps of its memory. Also keeps what is then seen, so that nothing is charged for what is off. */
    public void forceOff(StepContext context) {
        store.find(id(context)).filter(vm -> vm.host().isPresent()).ifPresent(this::forceOff);
    }

    private void forceOff(VmRow vm) {
        var host = hosts.hypervisor(vm);
        host.powerOff(vm.id().value());
        host.forgetMemory(vm.id().value());
        observations.keep(vm.id(), host.observe(vm.id().value()));
    }

    /** For taking back a start: one that was to go on where it was, and could not, keeps its memory for another try. */
    public void stopAgain(StepContext context) {
        onHost(context, vm -> {
            hosts.hypervisor(vm).powerOff(vm.id().value());
            observe(context);
        });
    }

    /** As {@link #forceOff}, for taking back and deleting. */
    public void powerOff(StepContext context) {
        onHost(context, this::forceOff);
    }

    /** Powers off first: somebody outside may have started it meanwhile. */
    public void undefine(StepContext context) {
        onHost(context, vm -> {
            var host = hosts.hypervisor(vm);
            host.powerOff(vm.id().value());
            host.undefine(vm.id().value());
        });
    }

    public void deleteDisk(StepContext context) {
        onHost(
                context,
                vm -> definitions.disks(vm).forEach(disk -> hosts.hypervisor(vm).deleteVolume(disk)));
    }

    public void deleteSeed(StepContext context) {
        onHost(context, vm -> hosts.hypervisor(vm).deleteVolume(hosts.seed(vm)));
    }

    /**
     * For what must not be given up: a host that refuses is asked again and again, more and more slowly, and people see
     * what is waited for.
     */
    public static StepOutcome untilItWorks(StepContext context, Consumer<StepContext> body) {
        try {
            body.accept(context);
            return StepOutcome.done();
        } catch (HypervisorProblem e) {
            var wait = Duration.ofSeconds(1L << Math.min(context.earlierAttempts(), 10));
            return StepOutcome.again(wait.compareTo(SLOWEST_RETRY) < 0 ? wait : SLOWEST_RETRY, e.sentence());
        }
    }

    /** @throws Conflict if somebody started it on its host meanwhile: its disk is not touched then */
    public void requireOff(VmRow vm) {
        if (isOn(vm)) {
            throw new Conflict(
                    "vm-on", "It was started on its host meanwhile, so it stays as it is. Shut it down and try again.");
        }
    }

    public boolean isOn(VmRow vm) {
        return ObservedPower.of(hosts.hypervisor(vm).observe(vm.id().value())).isOn();
    }

    /** A step on the VM's host that is undone by its opposite. */
    public Step reversible(
            String name,
            String title,
            BiConsumer<VmRow, StepContext> there,
            BiConsumer<VmRow, StepContext> back,
            Duration usual) {
        return Step.step(
                name,
                title,
                heeding(Step.plain(context -> there.accept(vm(context), context))),
                context -> back(vm -> back.accept(vm, context)).run(context),
                usual);
    }

    /** For an undo: on a host that was given up there is nothing to be put right, the VM is lost with it. */
    public Step.Body back(Consumer<VmRow> body) {
        return Step.plain(context -> {
            var vm = vm(context);
            try {
                body.accept(vm);
            } catch (HostUnreachable e) {
                if (!hosts.isGivenUp(VmHosts.hostOf(vm))) {
                    throw e;
                }
            }
        });
    }

    /**
     * A VM without a row or without a host has nothing on any host. On a host that was given up it counts as done, and is
     * noted to be done in truth should that host come back.
     */
    private void onHost(StepContext context, Consumer<VmRow> body) {
        store.find(id(context)).filter(vm -> vm.host().isPresent()).ifPresent(vm -> {
            try {
                body.accept(vm);
            } catch (HostUnreachable e) {
                var host = VmHosts.hostOf(vm);
                if (!hosts.isGivenUp(host)) {
                    throw e;
                }
                remnants.add(host, vm);
            }
        });
    }
}
