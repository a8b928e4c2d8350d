package dev.slipway.tenant;

import dev.slipway.identity.Permission;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one place that says what a suspended tenant may not do. Whoever begins something holds the tenant's row meanwhile,
 * so it is either there before the suspension, or refused.
 */
@Service
public class Suspensions {
    private static final Set<Permission> BEGIN_SOMETHING =
            EnumSet.of(Permission.VM_LAUNCH, Permission.VM_MOVE, Permission.QUOTA_REQUEST);

    private final SuspensionRows rows;

    Suspensions(SuspensionRows rows) {
        this.rows = rows;
    }

    /** Whether what the permission allows is something new, such as a launch. */
    public static boolean concerns(Permission permission) {
        return BEGIN_SOMETHING.contains(permission);
    }

    /** For what begins something new or takes more, in the caller's transaction. @throws dev.slipway.kernel.Conflict if suspended */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireActive(TenantId tenant) {
        var standing = rows.hold(tenant).orElseThrow(() -> NotFound.of("tenant"));
        standing.suspension().ifPresent(s -> {
            throw s.refusal(standing.tenantName());
        });
    }

    /** For what only goes on, such as a reboot, in the caller's transaction: refused if all is to be turned off. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireMayRun(TenantId tenant) {
        var standing = rows.hold(tenant).orElseThrow(() -> NotFound.of("tenant"));
        standing.suspension().filter(Suspensions::stopsAll).ifPresent(s -> {
            throw s.refusal(standing.tenantName());
        });
    }

    /** The suspension, if nothing is to run there; it lasts until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Suspension> holdStopping(TenantId tenant) {
        return rows.hold(tenant).flatMap(SuspensionRows.Standing::suspension).filter(Suspensions::stopsAll);
    }

    /** Why a tenant's people may not begin anything, or have anything running at all. The caller has authorised it. */
    @Transactional(readOnly = true)
    public Halt of(TenantId tenant) {
        return rows.look(tenant)
                .flatMap(s -> s.suspension().map(suspension -> Halt.of(suspension, s.tenantName())))
                .orElse(Halt.NONE);
    }

    /** @param nothingNew and {@code nothingRuns}: the sentence why, or empty if it is not so */
    public record Halt(Optional<String> nothingNew, Optional<String> nothingRuns) {
        public static final Halt NONE = new Halt(Optional.empty(), Optional.empty());

        private static Halt of(Suspension suspension, String tenantName) {
            var why = Optional.of(suspension.sentence(tenantName));
            return new Halt(why, stopsAll(suspension) ? why : Optional.empty());
        }
    }

    /** Tenants in which nothing is to run. */
    @Transactional(readOnly = true)
    public List<TenantId> stopping() {
        return rows.stopping();
    }

    public static boolean stopsAll(Suspension suspension) {
        return suspension.vms() == Suspension.Vms.STOP_ALL;
    }
}
