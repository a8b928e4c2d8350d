package dev.slipway.vm.power;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.VmId;
import dev.slipway.tenant.Suspensions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns off what runs in tenants where nothing is to run: asks the guest first, and forces it off if it did not listen.
 * Reads what is wanted and what is, so a crash, a VM that was being launched, or one started on its host behind our back
 * is all the same. What is busy, or on a host that does not answer, is looked at again until it is off.
 */
@Component
class StopSuspended {
    static final Actor ACTOR = Actor.system("suspension");
    private static final Logger log = LoggerFactory.getLogger(StopSuspended.class);
    private static final int AT_ONCE = 200;

    private final Suspensions suspensions;
    private final Powering powering;
    private final Stopping stopping;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    StopSuspended(
            Suspensions suspensions,
            Powering powering,
            Stopping stopping,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.suspensions = suspensions;
        this.powering = powering;
        this.stopping = stopping;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        for (var tenant : suspensions.stopping()) {
            on(tenant).forEach(vm -> stop(tenant, vm));
        }
    }

    private List<VmId> on(TenantId tenant) {
        return jdbc.sql("select id from vm where tenant_id = ? and lifecycle = 'READY' and under_way is null"
                        + " and host_silent_since is null and observed_power in ('RUNNING', 'PAUSED', 'SHUTTING_DOWN')"
                        + " order by observed_since limit " + AT_ONCE)
                .param(tenant.value())
                .query((r, n) -> new VmId(r.getObject(1, UUID.class)))
                .list();
    }

    private void stop(TenantId tenant, VmId vm) {
        try {
            transaction.executeWithoutResult(status -> {
                suspensions
                        .holdStopping(tenant)
                        .flatMap(suspension -> stopping.next(vm, suspension.at(), ACTOR))
                        .ifPresent(verb -> powering.submit(verb, vm, ACTOR));
            });
        } catch (Problem e) {
            log.debug("VM {} of a suspended tenant is not turned off yet: {}", vm, e.logDetail());
        } catch (RuntimeException e) {
            log.warn("VM {} of a suspended tenant could not be turned off; tried again shortly", vm, e);
        }
    }
}
