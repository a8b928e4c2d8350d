package dev.slipway.vm.resize;

import dev.slipway.hypervisor.RunningSize;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmCharges;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices that VMs have been started with the size that they waited for, by whomever, and gives back what they need no more.
 * What is off waits for nothing; what is on may have been off unseen, so its host is asked, some of them each time.
 */
@Component
class SizeKeeper {
    private static final Logger log = LoggerFactory.getLogger(SizeKeeper.class);
    private static final int AT_A_TIME = 20;

    private final JdbcClient jdbc;
    private final VmStore store;
    private final VmHosts hosts;
    private final Holdings holdings;
    private final VmCharges charges;
    private final Changes changes;
    private final TransactionTemplate transaction;

    SizeKeeper(
            JdbcClient jdbc,
            VmStore store,
            VmHosts hosts,
            Holdings holdings,
            VmCharges charges,
            Changes changes,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.store = store;
        this.hosts = hosts;
        this.holdings = holdings;
        this.charges = charges;
        this.changes = changes;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void lookAtWhatIsOff() {
        store.find(waiting(false)).forEach(vm -> attempt(vm, this::isOff));
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void lookAtWhatRuns() {
        store.find(waiting(true)).forEach(vm -> attempt(vm, this::isAsDefined));
    }

    private interface Look {
        boolean at(VmRow vm);
    }

    private void attempt(VmRow vm, Look look) {
        try {
            if (look.at(vm)) {
                transaction.executeWithoutResult(status -> store.lock(vm.id())
                        .filter(now -> now.runsWith().equals(vm.runsWith())
                                && now.resources().equals(vm.resources())
                                && now.underWay().isEmpty())
                        .ifPresent(this::tookEffect));
            }
        } catch (Problem e) {
            log.debug("What VM {} runs with is looked at later: {}", vm.id(), e.logDetail());
        } catch (RuntimeException e) {
            log.warn("What VM {} runs with could not be looked at; the next look tries it", vm.id(), e);
        }
    }

    /** One that was hibernated outside Slipway goes on with what it ran with. */
    private boolean isOff(VmRow vm) {
        return !vm.power().observed().isOn() && vm.power().observed() != ObservedPower.HIBERNATED;
    }

    private boolean isAsDefined(VmRow vm) {
        var defined = new RunningSize(vm.resources().vcpus(), vm.resources().memoryMib());
        return hosts.hypervisor(vm).runsWith(vm.id().value()).equals(Optional.of(defined));
    }

    private void tookEffect(VmRow vm) {
        store.runsWith(vm.id(), Optional.empty());
        holdings.settle(vm.id());
        store.find(vm.id()).ifPresent(charges::followAnew);
        changes.announce(Topic.VM, vm.id().value(), vm.owner().project());
    }

    private List<VmId> waiting(boolean on) {
        return jdbc.sql("select id from vm where runs_since is not null and under_way is null"
                        + " and lifecycle in ('READY', 'BINNED') and host_silent_since is null"
                        + " and (observed_power in ('RUNNING', 'PAUSED', 'SHUTTING_DOWN')) = ? order by rand() limit "
                        + AT_A_TIME)
                .param(on)
                .query((row, n) -> new VmId(row.getObject(1, UUID.class)))
                .list();
    }
}
