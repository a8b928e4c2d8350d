package dev.slipway.vm.drain;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Problem;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.move.Migrating;
import dev.slipway.vm.move.MigrationOptions;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.state.VmSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends a host's VMs away, a few at a time. Each goes by an operation of its own, which its people see and may not need to. */
@Component
class Drains {
    /** One that could not go is tried again, but not all the time. */
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(60);

    private final HostVms vms;
    private final VmRules rules;
    private final Migrating migrating;
    private final Operations operations;
    private final VmSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Drains(
            HostVms vms,
            VmRules rules,
            Migrating migrating,
            Operations operations,
            VmSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.vms = vms;
        this.rules = rules;
        this.migrating = migrating;
        this.operations = operations;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param left to go, those on their way included; @param moving on their way; @param why what keeps some there */
    record Round(int left, int moving, List<String> why) {
        boolean isEmpty() {
            return left == 0;
        }

        String words() {
            var all = new ArrayList<String>();
            if (moving > 0) {
                all.add(moving + (moving == 1 ? " VM is" : " VMs are") + " on the way");
            }
            if (left > moving) {
                all.add(left - moving + " to go");
            }
            return String.join(", ", all) + (why.isEmpty() ? "" : ". " + String.join(" ", why));
        }
    }

    /** What is waited for, if something else is done with it just now. */
    static Optional<String> waitedFor(VmRow vm) {
        return switch (vm.lifecycle()) {
            case LAUNCHING -> Optional.of("It is just being launched.");
            case DELETING -> Optional.of("It is just being deleted.");
            case FAILED, LOST -> Optional.empty();
            case READY, BINNED -> vm.underWay().map(verb -> "Something is just done with it: " + verb.doing() + ".");
        };
    }

    Round round(HostId host, boolean stoppedToo, Instant since, Actor requestedBy) {
        var there = vms.on(host);
        var moving = (int) there.stream().filter(VmRow::isMigrating).count();
        var left = 0;
        var why = new ArrayList<String>();
        for (var vm : there) {
            var on = vm.power().observed().isOn();
            var waited = waitedFor(vm);
            if (!on && waited.isEmpty() && !stoppedToo) {
                continue;
            }
            if (waited.isEmpty() && moving < settings.moves().atOnce()) {
                var refusal = send(vm, since, requestedBy);
                if (refusal.isEmpty()) {
                    moving++;
                } else if (on) {
                    why.add(vm.name() + ": " + refusal.get());
                } else {
                    // What is off and cannot go stays: nothing of it runs here.
                    continue;
                }
            }
            left++;
        }
        return new Round(left + (int) vms.comingTo(host), moving, why);
    }

    /** @return why it does not go now */
    private Optional<String> send(VmRow vm, Instant since, Actor requestedBy) {
        var last = operations.ofTarget(vm.id().value(), 1).stream()
                .filter(o -> MigrationOptions.isMove(o) && o.state() == OperationState.UNDONE)
                .filter(o -> o.endedAt().filter(at -> at.isAfter(since)).isPresent())
                .findFirst();
        if (last.isPresent() && !isDue(last.get())) {
            return last.get().problem();
        }
        try {
            rules.require(VmAction.MIGRATE, vm);
            transaction.executeWithoutResult(status -> migrating.begin(vm, Optional.empty(), requestedBy));
            return Optional.empty();
        } catch (PessimisticLockingFailureException e) {
            return Optional.of("Others are placing VMs just now.");
        } catch (Problem e) {
            return Optional.of(e.sentence());
        }
    }

    private boolean isDue(OperationView last) {
        return last.endedAt()
                .filter(at -> at.plus(BEFORE_NEXT_TRY).isAfter(clock.instant()))
                .isEmpty();
    }

    /** In a transaction that has locked the host. */
    boolean nothingRuns(HostId host) {
        return vms.comingTo(host) == 0
                && vms.on(host).stream()
                        .noneMatch(vm ->
                                vm.power().observed().isOn() || waitedFor(vm).isPresent());
    }

    /** Those on their way turn round; what somebody else had begun before goes on. */
    void recall(HostId host, Instant since, Actor actor) {
        for (var vm : vms.on(host)) {
            if (vm.isMigrating()) {
                operations
                        .active(vm.id().value())
                        .filter(o ->
                                MigrationOptions.isMove(o) && !o.requestedAt().isBefore(since))
                        .ifPresent(o -> operations.cancel(o.id(), actor));
            }
        }
    }
}
