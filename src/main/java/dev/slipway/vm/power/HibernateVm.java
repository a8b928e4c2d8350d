package dev.slipway.vm.power;

import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.step;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.work.Observations;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.RunningGuest;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes a guest's memory to its host's disk and turns it off; starting it lets it go on there. The guest stands still while
 * that is written. If it comes to nothing, the guest goes on at once.
 */
@Component
class HibernateVm extends PowerVerb {
    private static final Logger log = LoggerFactory.getLogger(HibernateVm.class);
    private static final Duration USUAL = Duration.ofMinutes(2);
    private static final Duration WRITING = Duration.ofMinutes(15);
    /** For what the devices of a guest are at, beside its memory. */
    private static final long DEVICES_MIB = 64;

    private final VmSteps steps;
    private final VmHosts hosts;
    private final RunningGuest running;
    private final Observations observations;

    HibernateVm(VmSteps steps, VmHosts hosts, RunningGuest running, Observations observations, PowerEnd end) {
        super(Verb.HIBERNATE, end);
        this.steps = steps;
        this.hosts = hosts;
        this.running = running;
        this.observations = observations;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                // Looks only, so there is nothing to take back.
                step(
                        "find-room",
                        "See that its host has room",
                        steps.heeding(Step.plain(this::findRoom)),
                        nothing(),
                        USUAL),
                step("keep-memory", "Write down its memory", steps.heeding(Step.plain(this::keep)), back(), WRITING),
                // Looks only.
                step("observe", "See it off", steps.heeding(Step.plain(running::look)), nothing(), USUAL));
    }

    /** The most that it can come to: what a guest has never used is not written. */
    private void findRoom(StepContext context) {
        var vm = steps.vm(context);
        var host = hosts.hypervisor(vm);
        var needed = vm.resources().memoryMib() + DEVICES_MIB;
        var room = host.roomForMemoryMib().filter(free -> free < needed);
        if (room.isPresent() && isOn(vm, host)) {
            throw new Conflict(
                    "no-room-for-memory",
                    "Its host has " + room.get() + " MiB left where guests' memory is kept, and it may need " + needed
                            + " MiB. Shut it down instead, or ask an administrator to make room on its host.");
        }
    }

    private void keep(StepContext context) {
        try {
            running.ask(context, Hypervisor::hibernate);
        } catch (HypervisorProblem e) {
            if (e.kind() == Kind.NO_SPACE) {
                throw new Conflict(
                        "no-room-for-memory",
                        "Its host has no room for its memory, so it goes on running. Shut it down instead, or ask an"
                                + " administrator to make room on its host.",
                        e.logDetail(),
                        e);
            }
            throw e;
        }
    }

    private Step.Body back() {
        return context -> steps.back(this::wake).run(context);
    }

    /** A host that refuses leaves it hibernated, which is shown, and whoever wants it starts it. */
    private void wake(VmRow vm) {
        var host = hosts.hypervisor(vm);
        var id = vm.id().value();
        var now = ObservedPower.of(host.observe(id));
        if (now == ObservedPower.HIBERNATED) {
            try {
                host.start(id);
            } catch (HypervisorProblem e) {
                if (e.isPassing()) {
                    throw e;
                }
                log.warn("VM {} was hibernated in vain and stays so: {}", vm.id(), e.logDetail());
            }
        }
        observations.keep(vm.id(), host.observe(id));
    }

    private static boolean isOn(VmRow vm, Hypervisor host) {
        return ObservedPower.of(host.observe(vm.id().value())).isOn();
    }
}
