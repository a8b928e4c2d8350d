package dev.slipway.ui.host;

import dev.slipway.identity.Actors;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.adopt.UnknownDomains;
import org.springframework.stereotype.Component;

/** What adopting works with. */
@Component
record AdoptParts(UnknownDomains domains, Tenants tenants, Members members, Actors actors) {}
