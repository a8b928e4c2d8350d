package dev.slipway.vm.power;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Problem;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmSettings;
import dev.slipway.vm.state.VmStore;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts again what failed and is due, as anybody else would: within quota, and only where VMs may be started. Several nodes
 * may do it at once, since whoever begins a verb on a VM is the only one.
 */
@Component
class RestartKeeper {
    private static final Logger log = LoggerFactory.getLogger(RestartKeeper.class);
    private static final Actor ACTOR = Actor.system("restart-policy");

    private final RestartRows rows;
    private final Powering powering;
    private final VmStore store;
    private final Changes changes;
    private final VmSettings.Restarts settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RestartKeeper(
            RestartRows rows,
            Powering powering,
            VmStore store,
            Changes changes,
            VmSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.powering = powering;
        this.store = store;
        this.changes = changes;
        this.settings = settings.restarts();
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        for (var due : rows.due(clock.instant())) {
            try {
                transaction.executeWithoutResult(status -> start(due));
            } catch (Problem e) {
                log.info("VM {} could not be started again yet: {}", due.vm(), e.logDetail());
                transaction.executeWithoutResult(status -> putOff(due, e));
            } catch (RuntimeException e) {
                log.warn("VM {} could not be started again; the next look tries it", due.vm(), e);
            }
        }
    }

    /** Should the start fail, it is due once more. */
    private void start(RestartRows.Due due) {
        powering.submit(Verb.START, due.vm(), ACTOR);
        int tries = due.tries() + 1;
        rows.put(
                due.vm(),
                tries,
                Optional.of(clock.instant().plus(settings.wait(tries))).filter(when -> tries < settings.most()),
                due.note());
    }

    /** It was not tried: what stands in the way may go. Nothing of that if only another node was quicker. */
    private void putOff(RestartRows.Due due, Problem why) {
        store.lock(due.vm()).filter(RestartKeeper::isStillOff).ifPresent(vm -> {
            rows.put(vm.id(), due.tries(), Optional.of(clock.instant().plus(settings.refused())), due.note());
            rows.note(
                    vm.id(),
                    due.note() + " It could not be started again: " + why.sentence() + " That is tried every "
                            + settings.refused().toSeconds() + " s.");
            changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
        });
    }

    private static boolean isStillOff(VmRow vm) {
        return vm.underWay().isEmpty() && !vm.power().observed().isOn();
    }
}
