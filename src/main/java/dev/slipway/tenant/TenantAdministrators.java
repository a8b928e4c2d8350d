package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.TenantId;
import dev.slipway.kernel.UserId;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who administers a tenant. The last one may go too: a platform administrator can always make another. */
@Service
public class TenantAdministrators {
    private final TenantAccess access;
    private final Tenants tenants;
    private final MemberRows rows;

    TenantAdministrators(TenantAccess access, Tenants tenants, MemberRows rows) {
        this.access = access;
        this.tenants = tenants;
        this.rows = rows;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<MemberView> list(TenantId tenant, Actor actor) {
        access.require(tenant, Permission.TENANT_READ, actor);
        return rows.administrators(tenant);
    }

    /** @param name the exact one that the person signs in with */
    @Audited("tenant.admin")
    @RetriesLostRaces
    @Transactional
    public void add(TenantId tenant, String name, Actor actor) {
        access.require(tenant, Permission.MEMBER_EDIT, actor);
        UserId user = rows.account(name).orElseThrow(() -> Members.noAccount(name, "name"));
        tenants.setTenantAdmin(tenant, user, true, actor);
    }

    @Audited("tenant.admin")
    @RetriesLostRaces
    @Transactional
    public void remove(TenantId tenant, UserId user, Actor actor) {
        access.require(tenant, Permission.MEMBER_EDIT, actor);
        MemberView administrator = rows.administrators(tenant).stream()
                .filter(m -> m.user().equals(user))
                .findFirst()
                .orElseThrow(() -> NotFound.of("administrator"));
        Members.requireByHand(administrator);
        tenants.setTenantAdmin(tenant, user, false, actor);
    }
}
