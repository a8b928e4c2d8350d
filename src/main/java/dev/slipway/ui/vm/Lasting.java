package dev.slipway.ui.vm;

import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.VmId;
import dev.slipway.metering.Cost;
import dev.slipway.metering.Prices;
import dev.slipway.metrics.Idle;
import dev.slipway.metrics.Metrics;
import dev.slipway.quota.Amounts;
import dev.slipway.tenant.ProjectView;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import dev.slipway.vm.lease.LeasePolicy;
import dev.slipway.vm.lease.LeaseView;
import dev.slipway.vm.lease.Leases;
import dev.slipway.vm.schedule.PowerSchedule;
import dev.slipway.vm.schedule.PowerSchedules;
import dev.slipway.vm.schedule.ScheduleView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What screens ask and do of how long VMs stay, when they are on, and whether anybody needs them. */
@Component
class Lasting {
    private final Leases leases;
    private final PowerSchedules schedules;
    private final Metrics metrics;
    private final Prices prices;
    private final Actors actors;

    Lasting(Leases leases, PowerSchedules schedules, Metrics metrics, Prices prices, Actors actors) {
        this.leases = leases;
        this.schedules = schedules;
        this.metrics = metrics;
        this.prices = prices;
        this.actors = actors;
    }

    /** Empty if it stays for ever, or is gone by now. */
    Optional<LeaseView> lease(VmView vm) {
        try {
            return leases.of(vm.id(), actors.current());
        } catch (NotFound gone) {
            return Optional.empty();
        }
    }

    /** How long what is launched there may stay, in words; empty if that is for ever. */
    Optional<String> ofNew(ProjectView project) {
        return leases.ofNew(project.id(), actors.current()).map(LeasePolicy::words);
    }

    void extend(VmView vm) {
        leases.extend(vm.id(), actors.current());
    }

    void until(VmView vm, Instant end) {
        leases.until(vm.id(), end, actors.current());
    }

    boolean maySetEnd(VmView vm) {
        return actors.current().can(Permission.LEASE_EDIT, vm.scope());
    }

    /** Empty if it has none, or is gone by now. */
    Optional<ScheduleView> schedule(VmView vm) {
        try {
            return schedules.of(vm.id(), actors.current());
        } catch (NotFound gone) {
            return Optional.empty();
        }
    }

    Optional<String> whyNotSchedule(VmView vm) {
        return actors.current().whyNot(Permission.VM_SCHEDULE, vm.scope());
    }

    void schedule(VmView vm, PowerSchedule schedule) {
        schedules.set(vm.id(), schedule, actors.current());
    }

    void removeSchedule(VmView vm) {
        schedules.remove(vm.id(), actors.current());
    }

    void skip(VmView vm, boolean skip) {
        schedules.skipNext(vm.id(), skip, actors.current());
    }

    /** Those of these that are on and idle. @param vms of one project */
    Map<VmId, Idle> idle(List<VmView> vms) {
        var on = vms.stream().filter(vm -> vm.status() == VmStatus.RUNNING).toList();
        return on.isEmpty()
                ? Map.of()
                : metrics.idle(
                        on.stream().map(VmView::id).toList(), on.getFirst().scope(), actors.current());
    }

    /** What it costs to have it on for so long; empty without prices. */
    Optional<Cost> running(VmView vm, Duration time) {
        return prices.of(Amounts.running(vm.resources()), time, actors.current());
    }
}
