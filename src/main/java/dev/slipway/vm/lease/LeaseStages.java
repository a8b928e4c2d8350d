package dev.slipway.vm.lease;

import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.end.Deleting;
import dev.slipway.vm.state.Lifecycle;
import dev.slipway.vm.state.UtcWords;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The next stage of a lease, in the caller's transaction: written down, and told to whoever listens. */
@Component
class LeaseStages {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final VmStore store;
    private final LeaseRows rows;
    private final LeasePolicyTable policies;
    private final Deleting deleting;
    private final Suspensions suspensions;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    LeaseStages(
            VmStore store,
            LeaseRows rows,
            LeasePolicyTable policies,
            Deleting deleting,
            Suspensions suspensions,
            Changes changes,
            ApplicationEventPublisher events) {
        this.store = store;
        this.rows = rows;
        this.policies = policies;
        this.deleting = deleting;
        this.suspensions = suspensions;
        this.changes = changes;
        this.events = events;
    }

    /** Nothing if another node, or an extension, was quicker. @throws Problem if it cannot be deleted now */
    void next(VmId id, Instant now) {
        var found = store.lock(id).filter(vm -> vm.lifecycle() == Lifecycle.READY);
        var due = rows.lock(id).filter(lease -> !lease.nextAt().isAfter(now));
        if (found.isEmpty() || due.isEmpty()) {
            return;
        }
        var vm = found.get();
        var lease = due.get();
        policies.of(vm.owner().tenant()).ifPresent(policy -> {
            switch (lease.stage()) {
                case RUNNING, WEEK_LEFT, DAY_LEFT -> remind(vm, lease, policy, now);
                case OVER -> bin(vm, lease, now);
                // It was restored from there, and has its grace again.
                case BINNED -> over(vm, lease, policy, now);
            }
        });
    }

    /** Said where the lease is shown; until then nothing is lost. */
    void putOff(VmId id, Instant now, Problem why) {
        rows.lock(id).filter(lease -> !lease.nextAt().isAfter(now)).ifPresent(lease -> {
            rows.update(lease.putOff(now.plus(AGAIN), why.sentence()));
            store.find(id).ifPresent(this::announce);
        });
    }

    private void remind(VmRow vm, LeaseRow lease, LeasePolicy policy, Instant now) {
        var stage = LeaseStage.of(lease.endsAt(), now);
        if (stage == LeaseStage.OVER) {
            over(vm, lease, policy, now);
        } else {
            told(vm, lease.reminded(stage), now);
            audit(
                    vm,
                    "vm.lease-ending",
                    "Its lease ends on " + UtcWords.on(lease.endsAt())
                            + ". Extend it if it is needed longer; otherwise it is turned off then.");
        }
    }

    private void over(VmRow vm, LeaseRow lease, LeasePolicy policy, Instant now) {
        var over = lease.over(policy, now);
        told(vm, over, now);
        audit(
                vm,
                "vm.lease-over",
                "Its lease is over. It is off until that is extended, and goes to the recycle bin on "
                        + UtcWords.on(over.nextAt()) + " otherwise.");
    }

    /** Nobody of a suspended tenant could extend it, and they are not to lose anything. */
    private void bin(VmRow vm, LeaseRow lease, Instant now) {
        suspensions.requireActive(vm.owner().tenant());
        deleting.delete(vm.id(), LeaseKeeper.ACTOR);
        told(vm, lease.binned(now), now);
        audit(
                vm,
                "vm.lease-binned",
                "It goes to the recycle bin, since its lease is over. Restore it if it is needed.");
    }

    private void told(VmRow vm, LeaseRow lease, Instant now) {
        rows.update(lease);
        announce(vm);
        events.publishEvent(new LeaseReminded(
                vm.id(), vm.name(), vm.scope(), vm.owner().user(), lease.stage(), lease.endsAt(), lease.binAt(), now));
    }

    private void audit(VmRow vm, String action, String words) {
        var project = vm.owner().project();
        events.publishEvent(LeaseKeeper.ACTOR.did(action, "vm", vm.id().value(), vm.name(), project, words));
    }

    private void announce(VmRow vm) {
        changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
    }
}
