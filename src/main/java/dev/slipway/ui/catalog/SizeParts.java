package dev.slipway.ui.catalog;

import dev.slipway.catalog.CustomSizes;
import dev.slipway.catalog.Sizes;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.tenant.TenantRegister;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What screens of sizes work with. */
@Component
record SizeParts(Sizes sizes, CustomSizes custom, TenantRegister tenants, Actors actors) {
    Actor actor() {
        return actors.current();
    }

    Optional<String> whyNotEdit() {
        return actor().whyNot(Permission.SIZE_EDIT, Scope.PLATFORM);
    }
}
