package dev.slipway.ui.network;

import dev.slipway.host.HostNetworks;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.network.AddressPools;
import dev.slipway.network.BridgeGuides;
import dev.slipway.network.Networks;
import dev.slipway.tenant.TenantRegister;
import dev.slipway.ui.live.LiveScreens;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What screens of networks work with. */
@Component
record NetworkScreenParts(
        Networks networks,
        AddressPools pools,
        BridgeGuides guides,
        HostNetworks wiring,
        Hosts hosts,
        TenantRegister tenants,
        Actors actors,
        LiveScreens live) {

    Actor actor() {
        return actors.current();
    }

    Optional<String> whyNotEdit() {
        return actor().whyNot(Permission.NETWORK_EDIT, Scope.PLATFORM);
    }
}
