package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TenantId;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The life of tenants: found, opened, renamed, suspended, resumed, deleted. */
@Service
public class TenantRegister {
    private final TenantAccess access;
    private final TenantRecords records;
    private final TenantChanges changes;

    TenantRegister(TenantAccess access, TenantRecords records, TenantChanges changes) {
        this.access = access;
        this.records = records;
        this.changes = changes;
    }

    /** Those that the actor may look into, by name. */
    @Transactional(readOnly = true)
    public Page<TenantView> list(Optional<String> search, Pageable page, Actor actor) {
        var among = TenantAccess.readable(actor);
        if (among.filter(ids -> ids.isEmpty()).isPresent()) {
            return Page.empty(page);
        }
        String text = search.orElse("");
        return new PageImpl<>(
                records.page(among, text, page.getPageSize(), page.getOffset()), page, records.count(among, text));
    }

    @Transactional(readOnly = true)
    public TenantView get(TenantId tenant, Actor actor) {
        return access.require(tenant, Permission.TENANT_READ, actor);
    }

    /** With its default project, first administrator and limits, all or nothing. For those with {@code TENANT_EDIT}. */
    @Audited("tenant.create")
    @RetriesLostRaces
    @Transactional
    public TenantView open(NewTenant tenant, Actor actor) {
        return changes.open(tenant, actor);
    }

    @Audited("tenant.rename")
    @RetriesLostRaces
    @Transactional
    public void rename(TenantId tenant, String name, Actor actor) {
        changes.rename(access.lock(tenant, Permission.TENANT_EDIT, actor), name, actor);
    }

    /**
     * From now on nothing new begins there. Once more changes what becomes of the VMs, and the reason.
     *
     * @param why one line that its people are shown
     */
    @Audited("tenant.suspend")
    @RetriesLostRaces
    @Transactional
    public void suspend(TenantId tenant, Suspension.Vms vms, String why, Actor actor) {
        changes.suspend(access.lock(tenant, Permission.TENANT_EDIT, actor), vms, why, actor);
    }

    /** VMs that were turned off stay off until somebody starts them. */
    @Audited("tenant.resume")
    @RetriesLostRaces
    @Transactional
    public void resume(TenantId tenant, Actor actor) {
        changes.resume(access.lock(tenant, Permission.TENANT_EDIT, actor), actor);
    }

    /** @throws dev.slipway.kernel.Conflict code {@code not-empty}, naming what is left */
    @Audited("tenant.delete")
    @RetriesLostRaces
    @Transactional
    public void delete(TenantId tenant, Actor actor) {
        changes.delete(access.lock(tenant, Permission.TENANT_EDIT, actor), actor);
    }
}
